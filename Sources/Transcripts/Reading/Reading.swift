import Conversation
import Dialects
import LosslessJSON

/// How the turns of one kind are read again: where their value stands in its record, in which form and dialect.
struct Reading: Sendable {
  /// What the stored bytes of a turn are.
  enum Form: Sendable {
    /// The message's JSON.
    case json
    /// A stream of chunks: the message is what they add up to.
    case stream(WireForm)
    /// Lines, from the message's first record to its last. Others' records may stand between.
    case lines
    /// The same in a JSON array: elements with their commas.
    case elements
    /// Text without any form.
    case text
  }

  /// JSON Pointer from the record's root; `#` is the place's ordinal.
  var pointer: String
  var dialect: any MessageDialect
  var form = Form.json

  /// The message that the stored bytes stand for. Throws where they are not JSON and should be.
  func message(_ bytes: [UInt8], at origin: Origin, turn: Int) throws(JSONError) -> (Message, time: String?) {
    let records: [Located]
    switch form {
    case .json: records = [Located(root: try Document.tolerating(bytes).document.root, at: origin)]
    case .stream(let wire):
      records =
        wire.body(bytes, at: origin).map { body in
          [Located(derived: wire.message(in: body.value) ?? body.value, from: origin)]
        } ?? []
    case .lines: records = try lines(bytes, at: origin)
    case .elements: records = try elements(bytes, at: origin)
    case .text:
      return (Message(role: .other, content: [.text(String(decoding: bytes, as: UTF8.self), origin)]), nil)
    }
    return (dialect.message(joining: records, turn: turn), records.first.flatMap { dialect.outline(of: $0.value).time })
  }

  private func lines(_ bytes: [UInt8], at origin: Origin) throws(JSONError) -> [Located] {
    var records: [Located] = []
    for line in bytes.split(separator: 0x0A) {
      var place = origin
      place.bytes = origin.bytes.lowerBound + line.startIndex..<origin.bytes.lowerBound + line.endIndex
      if let first = records.first {
        guard let root = try? Document.tolerating(Array(line)).document.root, dialect.isPart(root, of: first.value)
        else { continue }
        records.append(Located(root: root, at: place))
      } else {
        records.append(Located(root: try Document.tolerating(Array(line)).document.root, at: place))
      }
    }
    return records
  }

  private func elements(_ bytes: [UInt8], at origin: Origin) throws(JSONError) -> [Located] {
    let root = try Document.tolerating([0x5B] + bytes + [0x5D]).document.root
    var place = origin
    place.bytes = origin.bytes.lowerBound - 1..<origin.bytes.upperBound + 1
    let slash = origin.pointer.lastIndex(of: "/")
    let first = slash.flatMap { Int(origin.pointer[$0...].dropFirst()) } ?? 0
    var records: [Located] = []
    for (ordinal, element) in root.elements.enumerated() {
      if let first = records.first, !dialect.isPart(element, of: first.value) { continue }
      if let slash { place.pointer = origin.pointer[..<slash] + "/\(first + ordinal)" }
      records.append(Located(root: element, at: place))
    }
    return records
  }

  func pointer(_ ordinal: UInt32) -> String {
    guard let mark = pointer.firstIndex(of: "#") else { return pointer }
    return pointer[..<mark] + String(ordinal) + pointer[pointer.index(after: mark)...]
  }
}
