import Conversation
import Diagnosis

/// Stops: breakpoints, and what becomes of held events. In a recording `c` and `s` step through its turns.
enum LiveCommands {
  static let all = [
    breakHere, addBreakpoint, removeBreakpoint, release, goOn, step, editHeld, stage, deny,
  ]

  static let breakHere = Command(
    "break-here", "breakpoint on the selected call's tool, or lift it", keys: [.character("b")], group: .live,
    unavailable: noCall
  ) { state, _ in
    guard let call = state.session?.selectedCall else { return [] }
    let text = "tool:\(call.name)"
    if let index = state.breakpoints.firstIndex(where: { $0.text == text }) {
      state.breakpoints.remove(at: index)
      state.say("no breakpoint on \(text)")
    } else {
      state.addBreakpoint(text)
    }
    return []
  }

  static let addBreakpoint = Command(
    "break", argument: "CONDITION", "stop at tool:NAME, rule:PATTERN, agent:NAME or call; terms are ANDed",
    group: .live, words: { $0.conditionWords(withStatus: false) }
  ) { state, argument in
    state.addBreakpoint(argument)
    return []
  }

  static let removeBreakpoint = Command(
    "unbreak", argument: "N", "remove breakpoint N of the list, or all", group: .live,
    words: { $0.breakpoints.indices.map { String($0 + 1) } + ["all"] },
    unavailable: { $0.breakpoints.isEmpty ? "there is no breakpoint" : nil }
  ) { state, argument in
    if argument == "all" {
      state.breakpoints = []
    } else if let number = Int(argument), state.breakpoints.indices.contains(number - 1) {
      state.breakpoints.remove(at: number - 1)
    } else {
      state.complain("no breakpoint \(argument); there are 1 to \(state.breakpoints.count)")
    }
    return []
  }

  static let release = Command(
    "release", "(held) release this event", keys: [.character("a")], group: .live, unavailable: notHeld
  ) { state, _ in state.releaseCurrent() }

  static let goOn = Command(
    "continue",
    "(held) release all and go on to the next breakpoint; in a recording: to the next turn that one matches",
    keys: [.character("c")], group: .live,
    unavailable: { state in
      if state.isRunning { return nil }
      if let reason = noSession(state) { return reason }
      return state.breakpoints.isEmpty ? "there is no breakpoint; b sets one on the selected call's tool" : nil
    }
  ) { state, _ in
    guard state.isRunning else {
      state.isSeeking = true
      state.seek()
      return []
    }
    state.live?.isStepping = false
    return state.releaseAll()
  }

  static let step = Command(
    "step", "(held) release and stop at the next event; in a recording: next turn", keys: [.character("s")],
    group: .live, unavailable: { $0.isRunning ? nil : noSession($0) }
  ) { state, _ in
    guard state.isRunning else {
      state.stepTurn(1)
      return []
    }
    state.live?.isStepping = true
    guard state.held != nil else {
      state.say("stops at the next event")
      return []
    }
    return state.releaseCurrent()
  }

  static let editHeld = Command(
    "edit-held", "(held) change the arguments that the program will get", keys: [.character("A")], group: .live,
    unavailable: noHeldCall
  ) { state, _ in
    guard let held = state.held else { return [] }
    let original = held.event.arguments ?? ""
    let name = held.event.tool ?? ""
    let judgement =
      state.session?.selectedCall.map { state.judgement(of: $0) }
      ?? ArgumentsEditor.Judgement(
        declared: nil, implemented: state.implementedTool(name), runtime: state.session?.runtime?.id ?? "generic")
    state.prompt = .arguments(
      ArgumentsEditor(
        .stage(held.id), tool: name, original: original, text: held.staged ?? original, judgement: judgement))
    return []
  }

  static let stage = Command(
    "arguments", argument: "JSON", "(held) stage these arguments for the program; a, c or s sends them", group: .live,
    unavailable: noHeldCall
  ) { state, argument in
    guard let held = state.held else { return [] }
    guard argument.isEmpty else { return state.stage(argument, for: held.id) }
    return editHeld.perform(&state, "")
  }

  static let deny = Command(
    "deny", argument: "TEXT", "(held) deny with a text for the model, without running", keys: [.character("D")],
    group: .live, unavailable: noHeldCall
  ) { state, argument in
    guard let held = state.held else { return [] }
    guard argument.isEmpty else { return state.deny(held.id, argument) }
    state.prompt = .denial(held.id, TextEditor())
    return []
  }

  private static let notHeld: @Sendable (DebuggerState) -> String? = { state in
    guard state.live != nil else { return "no program runs under the debugger" }
    return state.held == nil ? "the program is not held" : nil
  }

  private static let noHeldCall: @Sendable (DebuggerState) -> String? = { state in
    if let reason = notHeld(state) { return reason }
    return state.held?.event.kind == .toolCall ? nil : "what is held is no tool call"
  }
}

extension DebuggerState {
  /// A program is under the debugger and has not ended.
  package var isRunning: Bool { live.map { $0.end == nil } ?? false }

  mutating func addBreakpoint(_ text: String) {
    do {
      let breakpoint = try Breakpoint(parsing: text)
      if !breakpoints.contains(breakpoint) { breakpoints.append(breakpoint) }
      say("stops at \(text)")
    } catch { complain(error.line) }
  }

  mutating func releaseCurrent() -> [Effect] {
    guard let index = heldIndex, let held = live?.held.remove(at: index) else { return [] }
    showNextHeld()
    return [.resume(held.id, held.resumption)]
  }

  mutating func releaseAll() -> [Effect] {
    let held = live?.held ?? []
    live?.held = []
    return held.map { .resume($0.id, $0.resumption) }
  }

  mutating func deny(_ id: HeldID, _ text: String) -> [Effect] {
    guard let index = live?.held.firstIndex(where: { $0.id == id }) else { return [] }
    live?.held.remove(at: index)
    showNextHeld()
    say("denied; the model is told: \(text)")
    return [.resume(id, .deny(text))]
  }

  mutating func stage(_ arguments: String, for id: HeldID) -> [Effect] {
    guard let index = live?.held.firstIndex(where: { $0.id == id }), let held = live?.held[index] else {
      complain("the program no longer waits there")
      return []
    }
    live?.held[index].staged = arguments == held.event.arguments ? nil : arguments
    say("staged: \(held.event.arguments ?? "") → \(arguments); a releases it")
    return []
  }

  /// Of several held events the next oldest comes into sight.
  private mutating func showNextHeld() {
    guard let next = live?.held.first else { return }
    showHeld(next)
  }

  mutating func showHeld(_ held: LiveState.Held) {
    guard let turn = held.turn, session?.session.turns.indices.contains(turn) == true else { return }
    select(turn: turn)
    say("held: \(held.event.kind.rawValue) \(held.event.tool ?? "") (\(held.why)); a releases, A changes, ? help")
  }

  /// Goes on to the next turn that a breakpoint matches, as far as heads can say.
  mutating func seek() {
    guard let session else { return }
    for turn in session.selection.turn + 1..<max(session.selection.turn + 1, session.session.turns.count) {
      let verdicts = breakpoints.map { $0.matches(head: turn, of: session) }
      if verdicts.contains(true) || verdicts.contains(nil) { return select(turn: turn) }
    }
    isSeeking = false
    say("no later turn matches a breakpoint")
  }
}

/// The turn that `c` came to is loaded: it stays if a breakpoint matches its calls, else the search goes on.
func goOnSeeking(_ state: inout DebuggerState) {
  guard state.isSeeking, let session = state.session, let turn = session.turn else { return }
  for breakpoint in state.breakpoints {
    guard let call = breakpoint.call(in: turn, of: session) else { continue }
    state.isSeeking = false
    _ = state.changeSession { $0.selection.call = call }
    return state.say("stopped by \(breakpoint.text)")
  }
  state.seek()
}
