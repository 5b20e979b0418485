import Conversation

/// What pass 1 keeps of a turn: a few words, whatever its size.
struct TurnFact: Sendable {
  var kind: TurnKind
  /// Interned name; -1 where nobody is named.
  var agent: Int32
  var firstCall: Int32
  var calls: UInt16
  var flags: Flags
  /// Index into the sets of offered tools.
  var tools: Tools

  struct Flags: OptionSet, Sendable {
    let rawValue: UInt16
    static let text = Flags(rawValue: 1)
    static let results = Flags(rawValue: 2)
    static let history = Flags(rawValue: 4)
    /// It answers a recorded request.
    static let request = Flags(rawValue: 8)
    static let rejected = Flags(rawValue: 16)
    static let pending = Flags(rawValue: 32)
  }

  enum Tools: Sendable, Equatable {
    case notRecorded, none
    case set(Int32)
  }

  /// A model answered here, or a message of an assistant stands here.
  var isAnswer: Bool { kind == .assistant && !flags.contains(.rejected) }
}

/// What pass 1 keeps of a call.
struct CallFact: Sendable {
  var turn: Int32
  var index: UInt16
  var link: Link
  var flags: Flags
  var name: Int32
  /// Of the argument text, equal for equal JSON objects whatever their spelling.
  var arguments: UInt64
  var resultTurn: Int32 = -1
  var resultIndex: UInt16 = 0
  var resultHash: UInt64 = 0
  /// Index into the execution records; -1 where none was linked.
  var record: Int32 = -1

  enum Link: UInt8, Sendable {
    case none, id, order, nearest, position
    var word: String {
      switch self {
      case .none: "none"
      case .id: "id"
      case .order: "order"
      case .nearest: "nearest"
      case .position: "position"
      }
    }
  }

  struct Flags: OptionSet, Sendable {
    let rawValue: UInt8
    static let hasID = Flags(rawValue: 1)
    /// The call stood in a request's history.
    static let history = Flags(rawValue: 2)
    /// Its result reads like a failure, or is marked as one.
    static let looksFailed = Flags(rawValue: 4)
    /// Marked as no failure.
    static let markedGood = Flags(rawValue: 8)
    static let answeredTwice = Flags(rawValue: 16)
  }

  var isAnswered: Bool { resultTurn >= 0 }
}

/// What pass 1 keeps of a refused request.
struct RefusalFact: Sendable {
  var turn: Int
  var agent: Int32
  var status: Int?
  /// The beginning of what the backend said, and the place that it named.
  var text: String
}

/// A result that answers no call.
struct OrphanFact: Sendable {
  var turn: Int
  var index: Int
}
