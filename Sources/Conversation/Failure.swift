/// What went wrong, where, and what the person can do: one line each. Every error that reaches a person is one of these.
package struct Failure: Error, Sendable, Equatable {
  /// What kind of failure; it decides the exit code.
  package enum Kind: Sendable, Equatable {
    /// Exit 2: wrong usage, no terminal.
    case usage
    /// Exit 3: a source could not be read or loaded.
    case unreadable
    /// Exit 4: it took longer than allowed.
    case timedOut
    /// Exit 130: cancelled.
    case cancelled
    /// Exit 125, 126, 127 of `run`: we failed before the start, the program cannot be executed, is not there.
    case cannotStart(status: Int32)
  }

  package var kind: Kind
  /// What, as a sentence without its full stop.
  package var what: String
  package var `where`: Origin?
  /// The place in the source's text, where the failure has one.
  package var position: TextPosition?
  /// What to do about it, as an imperative.
  package var remedy: String

  package init(
    _ kind: Kind, what: String, where origin: Origin? = nil, position: TextPosition? = nil, remedy: String
  ) {
    self.kind = kind
    self.what = what
    self.where = origin
    self.position = position
    self.remedy = remedy
  }

  /// The documented exit status of a program that ends with this failure.
  package var exitStatus: Int32 {
    switch kind {
    case .usage: 2
    case .unreadable: 3
    case .timedOut: 4
    case .cancelled: 130
    case .cannotStart(let status): status
    }
  }

  /// The one line that is printed or shown.
  package var line: String {
    var text = what
    if let origin = self.where {
      text = origin.source + ": " + text
    }
    if let position {
      text += " at line \(position.line), column \(position.column)"
    }
    return remedy.isEmpty ? text : text + "; " + remedy
  }
}

/// A place in a text: line and column from 1 (columns in characters), bytes before it from 0.
package struct TextPosition: Sendable, Equatable {
  package var line: Int
  package var column: Int
  package var offset: Int
  package init(line: Int, column: Int, offset: Int) {
    self.line = line
    self.column = column
    self.offset = offset
  }
}
