import Conversation
import LosslessJSON

/// The text of a row in the turn list: what was said, else what was asked of a tool, else what the tool answered.
enum Summary {
  static func text(of message: Message) -> String {
    if let text = message.content.lazy.compactMap(spoken).first(where: { !$0.isEmpty }) { return text }
    if let call = message.calls.first { return call.arguments.text }
    if let result = message.results.first { return cut(result.content.bytes) }
    if case .other(let value, _)? = message.content.first { return cut(value.rawBytes) }
    return ""
  }

  private static func spoken(_ part: ContentPart) -> String? {
    switch part {
    case .text(let text, _), .thought(let text, _): text
    case .other: nil
    }
  }

  /// What can be said of a message whose end was not read: the first text in it, else what a tool is asked, else the bytes.
  static func text(ofPrefix bytes: [UInt8]) -> String {
    for name in ["\"content\"", "\"text\"", "\"thinking\"", "\"arguments\""] {
      if let text = string(named: Array(name.utf8), in: bytes) { return text }
    }
    let input = bytes.firstRange(of: Array("\"input\":".utf8))
    return String(decoding: input.map { bytes[$0.upperBound...] } ?? bytes[...], as: UTF8.self)
  }

  /// The first string that is not empty and stands under a name.
  private static func string(named name: [UInt8], in bytes: [UInt8]) -> String? {
    var rest = bytes[...]
    while let found = rest.firstRange(of: name) {
      rest = rest[found.upperBound...]
      let value = rest.drop { [0x20, 0x3A, 0x0A, 0x0D, 0x09].contains($0) }
      guard value.startIndex > rest.startIndex, value.first == 0x22 else { continue }
      if let text = string(from: value.startIndex + 1, in: bytes), !text.isEmpty { return text }
    }
    return nil
  }

  private static func string(from start: Int, in bytes: [UInt8]) -> String? {
    var at = start
    var text: [UInt8] = []
    while at < bytes.count, bytes[at] != 0x22, text.count < 256 {
      if bytes[at] == 0x5C, at + 1 < bytes.count {
        at += 1
        text.append(bytes[at] == 0x6E ? 0x0A : bytes[at] == 0x74 ? 0x09 : bytes[at])
      } else {
        text.append(bytes[at])
      }
      at += 1
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// At most 200 bytes, cut between characters.
  static func cut(_ text: String) -> String {
    guard text.utf8.count > 200 else { return text }
    return cut(Array(text.utf8.prefix(200)))
  }

  private static func cut(_ bytes: some Collection<UInt8>) -> String {
    var kept = Array(bytes.prefix(200))
    guard bytes.count > 200 else { return String(decoding: kept, as: UTF8.self) }
    while let last = kept.last, last & 0xC0 == 0x80 { kept.removeLast() }
    if let last = kept.last, last >= 0xC0 { kept.removeLast() }
    return String(decoding: kept, as: UTF8.self)
  }
}
