import Conversation
import Dialects
import LosslessJSON

/// Turns a log of model calls into a session: a message is a turn when it is seen for the first time, and an answer is one
/// always. What a request repeats is found by comparing it with the conversations so far.
struct ExchangeTracer: Sendable {
  private var conversations: [TracedConversation] = []
  /// The newest conversation that began with a chain of messages: where to look first.
  private var byChain: [UInt64: (conversation: Int32, length: Int32)] = [:]
  /// All turns by what they say: other agents are told them too.
  private var spoken: [UInt64: [Int32]] = [:]
  private var names = ResultNames()
  /// Results that no request has told yet, in order.
  private var results: [(turn: Int32, digest: MessageDigest)] = []
  /// What each answer with calls said, until a request repeats it.
  private var unechoed: [Int32: MessageDigest] = [:]

  init() {}

  /// Adds the turns of one exchange.
  mutating func add(_ exchange: Exchange, reading: any MessageDialect, to ledger: inout Ledger.State) {
    answer(ask(exchange, reading: reading, in: &ledger), in: &ledger)
  }

  /// Adds the messages of a request that were not told before. Its answer may come later.
  mutating func ask(
    _ exchange: Exchange, reading: any MessageDialect, in ledger: inout Ledger.State
  ) -> TracedRequest {
    if let offered = exchange.offered { ledger.offer(offered) }
    let digests = exchange.messages.map { MessageDigest(of: $0.value) }
    var (told, home) = matched(digests, agent: exchange.agent)
    let isNew = told.map { $0 < 0 }
    for (index, turn) in told.enumerated() {
      guard let said = unechoed.removeValue(forKey: turn), said.full != digests[index].full else { continue }
      ledger.echoes[turn] = exchange.messages[index].place
    }
    let quoted = Self.quoted(digests, isNew)
    for (index, message) in exchange.messages.enumerated() where isNew[index] {
      var outline = names.named(reading.outline(of: message.value))
      if quoted[index] { outline.flags.insert(.history) }
      if outline.kind == .assistant, outline.agent == nil { outline.agent = exchange.agent }
      if outline.kind == .system { outline.agent = exchange.agent }
      let turn = Int32(ledger.add(outline, at: message.place))
      told[index] = turn
      note(turn, digests[index])
    }
    // From now on other agents are told them too.
    for (index, turn) in told.enumerated() where results.contains(where: { $0.turn == turn }) {
      note(turn, digests[index])
    }
    results.removeAll { told.contains($0.turn) }
    if home.isContinued {
      for index in conversations[home.conversation].entries.count..<digests.count {
        append(digests[index], told[index], to: home.conversation)
      }
    } else {
      home.conversation = replace(home.replaced, with: zip(digests, told), agent: exchange.agent)
    }
    var request = TracedRequest(exchange: exchange, told: told, conversation: home.conversation)
    request.exchange.messages = []
    request.length = conversations[home.conversation].entries.count
    return request
  }

  /// Adds the turn that a request ended in.
  mutating func answer(_ request: TracedRequest, in ledger: inout Ledger.State) {
    let exchange = request.exchange
    defer { for place in exchange.alternatives { ledger.addOther("another choice", at: place) } }
    let first = ledger.told.count
    ledger.told.append(contentsOf: Self.ranges(request.told))
    var call = CallEntry(
      request: exchange.request, response: exchange.response, told: first..<ledger.told.count,
      isCached: exchange.isCached)
    switch exchange.answer {
    case .message(let outline, let digest, let place):
      var outline = names.named(outline)
      outline.kind = .assistant
      outline.agent = exchange.agent ?? outline.agent
      let turn = Int32(ledger.add(outline, at: place, call: call))
      note(turn, digest)
      if outline.calls > 0 { unechoed[turn] = digest }
      // Where another request went on with the conversation meanwhile, the answer is found by what it says.
      if conversations[request.conversation].entries.count == request.length {
        append(digest, turn, to: request.conversation)
      }
    case .rejected(let rejection, let place):
      call.outcome = .rejected(rejection)
      ledger.add(
        MessageOutline(kind: .refusal, flags: .markedFailed, agent: exchange.agent), at: place, call: call)
    case .pending(let place):
      call.outcome = .pending
      ledger.add(MessageOutline(kind: .refusal, agent: exchange.agent), at: place, call: call)
    case .none: break
    }
  }

  /// A result that became a turn before any request told it.
  mutating func expect(result turn: Int, _ digest: MessageDigest) {
    results.append((Int32(turn), digest))
  }

  // MARK: - What a request repeats

  /// For each message the turn that it repeats, or -1; and the conversation that it belongs to.
  private func matched(_ digests: [MessageDigest], agent: String?) -> (told: [Int32], home: Home) {
    var told = [Int32](repeating: -1, count: digests.count)
    guard let (known, prefix) = longestPrefix(digests, agent) else {
      var last: Int32 = -1
      for index in digests.indices {
        guard let turn = elsewhere(digests[index], after: last, not: [], told) else { continue }
        told[index] = turn
        last = turn
      }
      return (told, Home(conversation: -1, isContinued: false))
    }
    let entries = conversations[known].entries
    for index in 0..<prefix { told[index] = entries[index].turn }
    var next = prefix
    var isInOrder = true
    var last = prefix > 0 ? entries[prefix - 1].turn : -1
    for index in prefix..<max(prefix, digests.count) {
      if let found = Self.echo(of: digests[index], in: entries, from: next) {
        told[index] = entries[found].turn
        last = max(last, entries[found].turn)
        if found != next || next != index || entries[found].digest.full != digests[index].full { isInOrder = false }
        next = found + 1
      } else if let turn = elsewhere(digests[index], after: last, not: entries, told) {
        told[index] = turn
        last = turn
      }
    }
    let isWhole = next == entries.count
    return (
      told,
      Home(conversation: known, isContinued: isWhole && isInOrder, replaced: isWhole ? known : nil)
    )
  }

  private struct Home {
    var conversation: Int
    /// The request is the conversation so far and more.
    var isContinued: Bool
    /// The conversation that the request takes the place of: it was shortened.
    var replaced: Int?
  }

  /// The conversation that shares the longest beginning with a request.
  private func longestPrefix(_ digests: [MessageDigest], _ agent: String?) -> (Int, Int)? {
    var chain = [UInt64]()
    var mixer = TracedConversation.seed(agent)
    for digest in digests {
      mixer.add(digest.full)
      chain.append(mixer.value)
    }
    for length in stride(from: chain.count, to: 0, by: -1) {
      guard let found = byChain[chain[length - 1]], Int(found.length) == length else { continue }
      let conversation = conversations[Int(found.conversation)]
      if conversation.entries.count >= length, conversation.entries[length - 1].chain == chain[length - 1] {
        return (Int(found.conversation), length)
      }
    }
    return nil
  }

  /// The place of the same message at or after `from`; else the next one, where it is the same step in other words.
  private static func echo(of digest: MessageDigest, in entries: [TracedConversation.Entry], from: Int) -> Int? {
    guard from < entries.count else { return nil }
    let window = from..<min(entries.count, from + 512)
    if let found = window.first(where: { entries[$0].digest.full == digest.full }) { return found }
    let expected = entries[from].digest
    guard expected.role == digest.role else { return nil }
    switch digest.role {
    case .assistant: return from
    case .tool: return digest.answers != 0 && expected.answers == digest.answers ? from : nil
    default: return nil
    }
  }

  /// A turn of another conversation that says the same, later than what this request is known to repeat; or a result that
  /// was seen when it was made, where a hook does not know the ids.
  private func elsewhere(
    _ digest: MessageDigest, after last: Int32, not entries: [TracedConversation.Entry], _ told: [Int32]
  ) -> Int32? {
    if digest.role == .tool {
      let open = results.filter { !told.contains($0.turn) }
      let found =
        open.first { digest.answers != 0 && $0.digest.answers == digest.answers }
        ?? open.first { ($0.digest.answers == 0 || digest.answers == 0) && $0.digest.content == digest.content }
      if let found { return found.turn }
    }
    guard digest.role != .system, !digest.isEmpty, let turns = spoken[digest.spoken] else { return nil }
    // Of its own conversation only an answer that another agent is told as a user's message: both may begin alike.
    return turns.first { turn in
      turn > last
        && !entries.contains { $0.turn == turn && !(digest.role == .user && $0.digest.role == .assistant) }
    }
  }

  /// Which new messages nothing in this log produced: an assistant's message that was never an answer here, what stands
  /// before it, and the results right after it.
  private static func quoted(_ digests: [MessageDigest], _ isNew: [Bool]) -> [Bool] {
    var quoted = [Bool](repeating: false, count: digests.count)
    guard let last = digests.indices.last(where: { isNew[$0] && digests[$0].role == .assistant }) else { return quoted }
    for index in digests.indices where isNew[index] && digests[index].role != .system {
      quoted[index] = index <= last || digests[last..<index + 1].dropFirst().allSatisfy { $0.role == .tool }
    }
    return quoted
  }

  // MARK: - Keeping conversations

  private mutating func note(_ turn: Int32, _ digest: MessageDigest) {
    guard !digest.isEmpty, digest.role != .system else { return }
    spoken[digest.spoken, default: []].append(turn)
  }

  private mutating func append(_ digest: MessageDigest, _ turn: Int32, to conversation: Int) {
    let length = conversations[conversation].append(digest, turn)
    byChain[conversations[conversation].chain] = (Int32(conversation), Int32(length))
  }

  private mutating func replace(
    _ replaced: Int?, with messages: Zip2Sequence<[MessageDigest], [Int32]>, agent: String?
  ) -> Int {
    let index = replaced ?? conversations.count
    if replaced == nil {
      conversations.append(TracedConversation(agent: agent))
    } else {
      conversations[index] = TracedConversation(agent: agent)
    }
    for (digest, turn) in messages { append(digest, turn, to: index) }
    return index
  }

  /// Ascending runs: nearly always one or two a request.
  private static func ranges(_ turns: [Int32]) -> [Range<Int32>] {
    var ranges: [Range<Int32>] = []
    for turn in turns {
      if let last = ranges.last, last.upperBound == turn {
        ranges[ranges.count - 1] = last.lowerBound..<turn + 1
      } else {
        ranges.append(turn..<turn + 1)
      }
    }
    return ranges
  }
}

/// A request whose messages have been traced, until its answer is.
struct TracedRequest: Sendable {
  /// Without its messages.
  var exchange: Exchange
  /// The turns that were told, in order.
  fileprivate var told: [Int32]
  fileprivate var conversation: Int
  /// Messages in the conversation when it was asked.
  fileprivate var length = 0

  fileprivate init(exchange: Exchange, told: [Int32], conversation: Int) {
    self.exchange = exchange
    self.told = told
    self.conversation = conversation
  }
}

/// The messages of one conversation as its agent's model was last told them.
struct TracedConversation: Sendable {
  struct Entry: Sendable {
    var digest: MessageDigest
    var turn: Int32
    /// Hash of the conversation up to here.
    var chain: UInt64
  }
  private(set) var entries: [Entry] = []
  private var mixer: Mixer

  init(agent: String?) { mixer = Self.seed(agent) }

  var chain: UInt64 { mixer.value }

  static func seed(_ agent: String?) -> Mixer {
    var mixer = Mixer()
    mixer.add(Array((agent ?? "").utf8)[...])
    return mixer
  }

  /// Adds a message; gives the new length.
  mutating func append(_ digest: MessageDigest, _ turn: Int32) -> Int {
    mixer.add(digest.full)
    entries.append(Entry(digest: digest, turn: turn, chain: mixer.value))
    return entries.count
  }
}
