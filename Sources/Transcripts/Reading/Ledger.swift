import Conversation
import Dialects
import Synchronization

/// What has been read of a session so far: the heads that everybody sees, and where each turn stands. Written by the thread
/// that indexes, read by the loader.
final class Ledger: Sendable {
  struct State: Sendable {
    var session: Session
    var places: [Place] = []
    var calls: [CallEntry] = []
    var told: [Range<Int32>] = []
    var executions: [ExecutionRecord] = []
    var registrations: [RegisteredTool] = []
    var others: [OtherEntry] = []
    /// Where a later request repeats an answer in other words: the first such message of each turn.
    var echoes: [Int32: Place] = [:]
    /// Heads that the session does not show yet.
    fileprivate var pending: [TurnHead] = []
    fileprivate var agents: [String: UInt16] = [:]
    fileprivate var tools: [String: UInt32] = [:]
    private var offered: Set<String> = []

    init(_ session: Session) { self.session = session }

    /// Turns so far, those not yet shown included.
    var count: Int { session.turns.count + pending.count }

    mutating func agent(_ name: String?) -> UInt16 {
      guard let name, !name.isEmpty else { return .max }
      if let known = agents[name] { return known }
      guard session.agents.count < Int(UInt16.max) else { return .max }
      let index = UInt16(session.agents.count)
      session.agents.append(name)
      agents[name] = index
      return index
    }

    mutating func tool(_ name: String?) -> UInt32 {
      guard let name, !name.isEmpty else { return .max }
      if let known = tools[name] { return known }
      let index = UInt32(session.tools.count)
      session.tools.append(name)
      tools[name] = index
      return index
    }

    /// Adds a turn; gives its number.
    @discardableResult
    mutating func add(_ outline: MessageOutline, at place: Place, call: CallEntry? = nil) -> Int {
      let turn = count
      var flags = outline.flags
      if var call {
        call.turn = Int32(turn)
        calls.append(call)
        if call.isRecorded { flags.insert(.request) }
      }
      pending.append(
        TurnHead(
          outline.kind, flags: flags, agent: agent(outline.agent), tool: tool(outline.tool),
          calls: UInt16(clamping: outline.calls), results: UInt16(clamping: outline.results)))
      places.append(place)
      return turn
    }

    /// Takes the tools of a recorded request into account.
    mutating func offer(_ names: [String]) {
      offered.formUnion(names)
      session.toolsOffered = offered.count
    }

    mutating func addOther(_ kind: String, at place: Place) {
      others.append(OtherEntry(kind: kind, place: place))
      session.otherRecords = others.count
    }

    fileprivate mutating func show() {
      session.turns.append(contentsOf: pending)
      pending.removeAll(keepingCapacity: true)
    }
  }

  private let state: Mutex<State>

  init(_ session: Session) { state = Mutex(State(session)) }

  /// Changes the ledger, or reads it. Never blocks on the disk inside.
  func with<Result: Sendable>(_ body: (inout State) -> Result) -> Result {
    state.withLock { body(&$0) }
  }

  /// Makes all turns visible; gives the session to post.
  func publish(_ progress: IndexProgress) -> Session {
    with { state in
      state.show()
      state.session.progress = progress
      return state.session
    }
  }
}

/// A record that is not a turn.
struct OtherEntry: Sendable {
  var kind: String
  var place: Place
}
