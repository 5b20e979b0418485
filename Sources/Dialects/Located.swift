package import Conversation
package import LosslessJSON

/// A JSON value together with where it stands in its source: the way down keeps byte ranges and pointer right.
package struct Located: Sendable {
  package let value: JSONValue
  /// The value's own bytes in the source, and its pointer from the record's root.
  package let origin: Origin
  /// The source's byte that the document's first byte is; nil where the document is not what is stored.
  private let start: Int?

  /// The root of a document whose bytes begin at `origin.bytes.lowerBound` of the source, and that stands at
  /// `origin.pointer` of its record.
  package init(root value: JSONValue, at origin: Origin) {
    self.init(value: value, origin: origin, start: origin.bytes.lowerBound)
  }

  /// The root of a document that was made from the bytes at `origin`: everything in it stands there.
  package init(derived value: JSONValue, from origin: Origin) {
    self.init(value: value, origin: origin, start: nil)
  }

  private init(value: JSONValue, origin: Origin, start: Int?) {
    self.value = value
    self.start = start
    var origin = origin
    if let start { origin.bytes = start + value.range.lowerBound..<start + value.range.upperBound }
    self.origin = origin
  }

  /// The member of that name; of several the last.
  package subscript(name: String) -> Located? {
    guard let member = value[name] else { return nil }
    return step(to: member, name)
  }

  /// The elements of an array, in order.
  package var elements: [Located] {
    value.elements.enumerated().map { step(to: $1, String($0)) }
  }

  private func step(to inner: JSONValue, _ name: String) -> Located {
    guard start != nil else { return Located(value: inner, origin: origin, start: nil) }
    var origin = self.origin
    origin.pointer += "/" + Origin.escaped(name)
    return Located(value: inner, origin: origin, start: start)
  }

  /// The value at the end of a path of names.
  package func at(_ path: [String]) -> Located? {
    var here: Located? = self
    for name in path {
      here =
        if here?.value.kind == .array, let place = Int(name), let element = here?.value[place] {
          here?.step(to: element, name)
        } else {
          here?[name]
        }
    }
    return here
  }
}
