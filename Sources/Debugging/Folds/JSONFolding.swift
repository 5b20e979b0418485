/// Which objects and arrays of a JSON text are shown as one word.
package struct JSONFolding: Sendable, Equatable {
  /// A folded value: where it is shown, and its first byte in the text.
  package struct Fold: Sendable, Equatable {
    package var shown: Int
    package var stored: Int
  }
  /// Levels in sight; nil for all.
  var depth: Int?
  /// Values that were opened one by one, by their first byte; their own level is then in sight.
  var opened: Set<Int> = []

  init(depth: Int? = nil) { self.depth = depth }

  func folds(_ start: Int, at level: Int) -> Bool {
    depth.map { level >= $0 && !opened.contains(start) } ?? false
  }
}
