/// What a turn is, before anything of it is loaded.
package enum TurnKind: UInt8, Sendable {
  case system, user, assistant, tool
  /// A model request that was refused or never answered.
  case refusal
  /// The program's end (live sessions).
  case ended
  /// A record that could not be read.
  case unreadable
  /// A record of a source whose format is not known.
  case record
}

/// Sixteen bytes a turn: what the list and the rules need to choose turns without loading them.
package struct TurnHead: Sendable, Equatable {
  package var kind: TurnKind
  package var flags: Flags
  /// Index into `Session.agents`; `UInt16.max` where nobody is named.
  package var agent: UInt16
  /// Index into `Session.tools` of the first called or answering tool; `UInt32.max` where there is none.
  package var tool: UInt32
  /// Calls in the turn, at most 65,535.
  package var calls: UInt16
  /// Results in the turn, at most 65,535.
  package var results: UInt16

  package struct Flags: OptionSet, Sendable {
    package let rawValue: UInt16
    package init(rawValue: UInt16) { self.rawValue = rawValue }
    package static let text = Flags(rawValue: 1)
    package static let calls = Flags(rawValue: 2)
    package static let results = Flags(rawValue: 4)
    /// The source itself marks a failure here (`is_error`, a refused request).
    package static let markedFailed = Flags(rawValue: 8)
    /// The turn answers a model request that is recorded.
    package static let request = Flags(rawValue: 16)
    /// The turn stood in a request's history; nothing in this source produced it.
    package static let history = Flags(rawValue: 32)
  }

  package init(
    _ kind: TurnKind, flags: Flags = [], agent: UInt16 = .max, tool: UInt32 = .max, calls: UInt16 = 0,
    results: UInt16 = 0
  ) {
    self.kind = kind
    self.flags = flags
    self.agent = agent
    self.tool = tool
    self.calls = calls
    self.results = results
  }
}

/// The heads of a session's turns: grows at its end only, and a counted turn never changes. A copy shares its full chunks,
/// so posting a longer list costs one chunk, not one list.
package struct TurnList: RandomAccessCollection, Sendable, Equatable {
  private static let chunkSize = 4096
  private var chunks: [Chunk] = []
  private var total = 0

  private final class Chunk: Sendable {
    let heads: [TurnHead]
    init(_ heads: [TurnHead]) { self.heads = heads }
  }

  package init() {}

  package init(_ heads: some Sequence<TurnHead>) { append(contentsOf: heads) }

  package var startIndex: Int { 0 }
  package var endIndex: Int { total }

  package subscript(position: Int) -> TurnHead {
    chunks[position / Self.chunkSize].heads[position % Self.chunkSize]
  }

  /// Adds heads at the end. Cost: the last chunk is copied.
  package mutating func append(contentsOf heads: some Sequence<TurnHead>) {
    var last: [TurnHead] = []
    if let chunk = chunks.last, chunk.heads.count < Self.chunkSize {
      last = chunk.heads
      chunks.removeLast()
    }
    for head in heads {
      last.append(head)
      total += 1
      if last.count == Self.chunkSize {
        chunks.append(Chunk(last))
        last.removeAll(keepingCapacity: true)
      }
    }
    if !last.isEmpty { chunks.append(Chunk(last)) }
  }

  package static func == (left: TurnList, right: TurnList) -> Bool {
    guard left.total == right.total else { return false }
    return zip(left.chunks, right.chunks).allSatisfy { $0 === $1 || $0.heads == $1.heads }
  }
}
