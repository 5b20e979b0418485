import Conversation

/// A way in which sessions are saved: a container and a dialect. To add one: a file beside this one, a line in `KnownFormats.all`.
package protocol TranscriptFormat: Sendable {
  /// The name that `check` prints, such as "autogen-agentchat-events".
  var name: String { get }
}

/// How a format recognises and opens a source.
protocol ReadableFormat: TranscriptFormat {
  /// Its records may also stand in one array: `confidence` is then asked about the elements as if they were lines.
  var readsElements: Bool { get }
  /// From 0 (not mine) to 1 (certain), by content alone. The highest wins; of equals the first in `KnownFormats.all`.
  func confidence(in glimpse: Glimpse) -> Double
  /// The sessions of a source. Nothing is indexed yet.
  func sessions(in opening: Opening) throws(Failure) -> [IndexedSource]
}

extension ReadableFormat {
  var readsElements: Bool { false }
}

/// What a format gets to open a source with.
struct Opening: Sendable {
  var file: ByteFile
  var path: String
  var glimpse: Glimpse
  /// The open connection, where the source is a database.
  var database: Database?
  /// Number of the first session.
  var firstID: Int
  /// The source is an array, and the format was chosen for what its elements are.
  var isArray = false
  /// A program is still writing it.
  var isGrowing = false

  /// A source with one session, for the commonest case.
  func session(
    format: String, producer: String, end: SessionEnd, recordsResults: Bool = true, indexer: any SessionIndexer,
    texts: (any StoredTexts)? = nil
  ) -> IndexedSource {
    var session = Session(
      id: SessionID(firstID), source: path, format: format, producer: producer, end: end,
      progress: .reading(bytes: 0, of: file.size))
    session.recordsResults = recordsResults
    return IndexedSource(session, texts: texts ?? file, indexer: indexer)
  }
}
