package import Conversation

/// The kinds of tool source, tried in order.
package enum KnownToolSources {
  /// The source that a `--tools` argument names. Nothing is loaded yet.
  package static func source(for text: String, python: String?) throws(Failure) -> any ToolSource {
    throw Failure(.usage, what: "'\(text)' is not a tool source", remedy: "name a Python module")
  }
}
