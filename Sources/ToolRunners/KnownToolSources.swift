package import Conversation
import Glibc

/// The kinds of tool source, tried in order.
package enum KnownToolSources {
  /// What each kind makes of a text; nil: it is another kind's.
  private static let all: [any ToolSourceKind.Type] = [PythonSource.self]

  /// The source that a `--tools` argument names. Nothing is loaded yet.
  package static func source(
    for text: String, python: String?, isolated: Bool = false, keepsSpare: Bool = true
  ) throws(Failure) -> any ToolSource {
    let options = ToolSourceOptions(python: python, isolated: isolated, keepsSpare: keepsSpare)
    for kind in all {
      if let source = try kind.open(text, options) { return source }
    }
    throw Failure(
      .usage, what: "'\(text)' is not a tool source",
      remedy: "name a Python module: module.py, package.module or module.py:object")
  }
}

/// A kind of tool source.
protocol ToolSourceKind: SendableMetatype {
  /// The source that the text names; nil where it is another kind's. Nothing is loaded yet.
  static func open(_ text: String, _ options: ToolSourceOptions) throws(Failure) -> (any ToolSource)?
}

/// What holds for all kinds of source.
package struct ToolSourceOptions: Sendable {
  /// The Python that imports modules; nil: the active virtual environment's, else `python3`.
  package var python: String?
  /// Every run gets a fresh process.
  package var isolated: Bool
  /// A second host is started beside the first, so that one can take over at once. Not worth it for a single run.
  package var keepsSpare: Bool

  package init(python: String? = nil, isolated: Bool = false, keepsSpare: Bool = true) {
    self.python = python
    self.isolated = isolated
    self.keepsSpare = keepsSpare
  }
}
