/// Writes JSON text of our own: members in the order of the calls, strings escaped, values of others as they were written.
///
/// Strings are written as `quoted` writes them. Commas and colons are put where they belong; the caller balances `begin` and `end`.
package struct JSONWriter: Sendable {
  /// The text so far.
  package private(set) var bytes: [UInt8] = []
  private let indentation: Int?
  /// For each open container, whether something stands in it.
  private var open: [Bool] = []
  private var followsName = false

  /// On one line, with a space after each comma and colon; or on many, indented by so many blanks.
  package init(indentation: Int? = nil) {
    self.indentation = indentation
  }

  package var text: String { String(decoding: bytes, as: UTF8.self) }

  package mutating func object(_ body: (inout JSONWriter) throws -> Void) rethrows {
    begin(0x7B)
    try body(&self)
    end(0x7D)
  }

  package mutating func array(_ body: (inout JSONWriter) throws -> Void) rethrows {
    begin(0x5B)
    try body(&self)
    end(0x5D)
  }

  /// The name of the member whose value is written next.
  package mutating func name(_ name: String) {
    separate()
    quote(name, to: &bytes)
    bytes.append(0x3A)
    bytes.append(0x20)
    followsName = true
  }

  package mutating func string(_ text: String) {
    separate()
    quote(text, to: &bytes)
  }

  package mutating func int(_ number: Int) { word(String(number)) }

  /// A number; null where it is infinite or none, since JSON has no word for that.
  package mutating func double(_ number: Double) { word(number.isFinite ? "\(number)" : "null") }

  package mutating func bool(_ value: Bool) { word(value ? "true" : "false") }

  package mutating func null() { word("null") }

  /// A value as it was written: number lexemes, duplicate names and escapes stay.
  package mutating func value(_ value: JSONValue) {
    separate()
    bytes.append(contentsOf: value.rawBytes)
  }

  package mutating func member(_ name: String, _ text: String?) {
    self.name(name)
    if let text { string(text) } else { null() }
  }

  package mutating func member(_ name: String, _ number: Int?) {
    self.name(name)
    if let number { int(number) } else { null() }
  }

  package mutating func member(_ name: String, _ number: Double?) {
    self.name(name)
    if let number { double(number) } else { null() }
  }

  package mutating func member(_ name: String, _ flag: Bool?) {
    self.name(name)
    if let flag { bool(flag) } else { null() }
  }

  package mutating func member(_ name: String, _ value: JSONValue?) {
    self.name(name)
    if let value { self.value(value) } else { null() }
  }

  package mutating func member(_ name: String, object body: (inout JSONWriter) throws -> Void) rethrows {
    self.name(name)
    try object(body)
  }

  package mutating func member(_ name: String, array body: (inout JSONWriter) throws -> Void) rethrows {
    self.name(name)
    try array(body)
  }

  private mutating func word(_ word: String) {
    separate()
    bytes.append(contentsOf: word.utf8)
  }

  private mutating func begin(_ bracket: UInt8) {
    separate()
    bytes.append(bracket)
    open.append(false)
  }

  private mutating func end(_ bracket: UInt8) {
    if open.popLast() == true { breakLine() }
    bytes.append(bracket)
  }

  /// What stands between the value or name that is about to be written and what is there.
  private mutating func separate() {
    guard !followsName else {
      followsName = false
      return
    }
    guard let isInhabited = open.last else { return }
    if isInhabited {
      bytes.append(0x2C)
      if indentation == nil { bytes.append(0x20) }
    }
    open[open.count - 1] = true
    breakLine()
  }

  private mutating func breakLine() {
    guard let indentation else { return }
    bytes.append(0x0A)
    bytes.append(contentsOf: repeatElement(0x20, count: indentation * open.count))
  }
}
