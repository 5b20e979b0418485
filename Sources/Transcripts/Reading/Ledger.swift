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
    /// Where a document breaks off, and its end: what reaches into that is not whole.
    var broken: Range<Int>?
    private var isBrokenShown = false
    /// Heads that the session does not show yet.
    fileprivate var pending: [TurnHead] = []
    fileprivate var agents: [String: UInt16] = [:]
    fileprivate var tools: [String: UInt32] = [:]
    private var offered: Set<String> = []
    private var problems = 0
    private static let problemLimit = 12

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

    /// Adds a turn; gives its number. The first that is not whole stands for all that is broken.
    @discardableResult
    mutating func add(_ outline: MessageOutline, at place: Place, call: CallEntry? = nil) -> Int {
      if let broken, place.bytes.upperBound > broken.lowerBound { return addBroken(place, broken) }
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

    private mutating func addBroken(_ place: Place, _ broken: Range<Int>) -> Int {
      guard !isBrokenShown else { return count - 1 }
      isBrokenShown = true
      self.broken = nil
      defer { self.broken = broken }
      var rest = place
      rest.length = UInt32(clamping: broken.upperBound - place.bytes.lowerBound)
      return add(MessageOutline(kind: .unreadable), at: rest)
    }

    /// Takes the tools of a recorded request into account.
    mutating func offer(_ names: [String]) {
      offered.formUnion(names)
      session.toolsOffered = offered.count
    }

    /// Names something that was not understood. Of many only the first are kept, and how many more there were.
    mutating func note(_ problem: String, at bytes: Range<Int>) {
      problems += 1
      if problems <= Self.problemLimit {
        let origin = Origin(source: session.source, bytes: bytes)
        session.problems.append(ReadingProblem(problem, where: origin))
      } else {
        let more = ReadingProblem("\(problems - Self.problemLimit) more problems of this kind")
        if problems > Self.problemLimit + 1 { session.problems.removeLast() }
        session.problems.append(more)
      }
    }

    mutating func addOther(_ kind: String, at place: Place) {
      others.append(OtherEntry(kind: kind, place: place))
      session.otherRecords = others.count
    }

    /// Kinds of the turns that are not shown yet.
    var pendingKinds: some Sequence<TurnKind> { pending.lazy.map(\.kind) }

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
