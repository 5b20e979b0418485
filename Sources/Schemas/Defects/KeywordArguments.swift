import LosslessJSON

/// Arguments written as a call with keywords (`f(a="x")`), as assignments (`a=x, b=y`) or as lines of YAML.
struct KeywordArguments {
  private(set) var members: [(name: String, value: JSONDraft)] = []
  private(set) var message = ""

  /// nil where the text is none of them.
  init?(_ text: [UInt8], _ context: DefectContext) {
    if let inside = Self.parenthesised(text) {
      message = "the arguments are written as a call with keywords"
      guard read(inside, separators: [0x2C], context) else { return nil }
    } else if read(text, separators: [0x2C, 0x26], context) {
      message = "the arguments are written as assignments"
    } else if read(text, separators: [0x0A], context) {
      message = "the arguments are written as YAML"
    } else {
      return nil
    }
  }

  /// What stands between the parentheses of `name(…)`.
  private static func parenthesised(_ text: [UInt8]) -> [UInt8]? {
    guard let open = text.firstIndex(of: 0x28), open > 0, text[..<open].allSatisfy({ isWordByte($0) || $0 == 0x3A }),
      let close = text.lastIndex(of: 0x29), close > open
    else { return nil }
    return Array(text[(open + 1)..<close])
  }

  private mutating func read(_ text: [UInt8], separators: [UInt8], _ context: DefectContext) -> Bool {
    members = []
    let declared = context.schema?["properties"]?.members.map(\.key) ?? []
    let isLines = separators == [0x0A]
    var reader = TolerantReader(text)
    while true {
      reader.skipBlanks()
      guard reader.peek != nil else { break }
      let start = reader.at
      while let byte = reader.peek, isWordByte(byte) { reader.at += 1 }
      let name = String(decoding: text[start..<reader.at], as: UTF8.self)
      let separator = Blank.end(text, reader.at)
      let sign: UInt8 = isLines ? 0x3A : 0x3D
      if separator < text.count, text[separator] == sign, !name.isEmpty {
        reader.at = separator + 1
        guard let value = value(&reader, isLine: isLines) else { return false }
        members.append((name, value))
      } else {
        // By position, as the declaration has them.
        guard !isLines, members.count < declared.count, text[start...].contains(where: { $0 == 0x22 || $0 == 0x27 })
        else { return false }
        reader.at = start
        guard let value = value(&reader, isLine: false) else { return false }
        members.append((declared[members.count], value))
      }
      let next = isLines ? reader.at : Blank.end(text, reader.at)
      guard next < text.count else { break }
      guard separators.contains(text[next]) else { return false }
      reader.at = next + 1
    }
    return !members.isEmpty && (declared.isEmpty || members.contains { declared.contains($0.name) })
  }

  private func value(_ reader: inout TolerantReader, isLine: Bool) -> JSONDraft? {
    let start = Blank.end(reader.text, reader.at)
    guard start < reader.text.count else { return nil }
    if Quote(reader.text, start) != nil || reader.text[start] == 0x7B || reader.text[start] == 0x5B {
      return (try? reader.value(.argument)) ?? nil
    }
    let ends: [UInt8] = isLine ? [0x0A] : [0x2C, 0x26, 0x0A]
    let written = reader.text[start...].prefix { !ends.contains($0) }
    reader.at = start + written.count
    let text = trimmed(String(decoding: written, as: UTF8.self))
    guard !text.isEmpty else { return nil }
    return .scalar(WrittenLiteral(text)?.json ?? quoted(text))
  }
}
