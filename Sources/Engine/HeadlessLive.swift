package import Conversation
package import Debugging
import Diagnosis
import Glibc

/// A live session without a screen: events as lines, keys played at the stops, the program's own status at the end.
package struct HeadlessLive {
  package enum Unscripted: String, Sendable, CaseIterable {
    case `continue`
    case deny
  }

  private var state: DebuggerState
  private let runner: EffectRunner
  private var scripts: [[Key]]
  private let unscripted: Unscripted
  private let log: (String) -> Void
  private var stopped: Set<HeldID> = []
  private var stops = 0
  private var end: ProgramEnd?

  package init(
    breakpoints: [Breakpoint], runner: EffectRunner, scripts: [[Key]], unscripted: Unscripted,
    log: @escaping (String) -> Void
  ) {
    state = DebuggerState(size: Size(columns: 120, rows: 36))
    state.breakpoints = breakpoints
    state.live = LiveState()
    self.runner = runner
    self.scripts = scripts
    self.unscripted = unscripted
    self.log = log
  }

  /// Runs until the program has ended; how it ended.
  package mutating func run() -> ProgramEnd {
    while true {
      var polled = pollfd(fd: runner.mailbox.descriptor, events: Int16(POLLIN), revents: 0)
      _ = poll(&polled, 1, -1)
      for event in runner.mailbox.take() {
        report(event)
        apply(event)
        playStops()
      }
      if let end { return end }
    }
  }

  private mutating func apply(_ event: Event) {
    for effect in update(&state, event) {
      if case .quit = effect { continue }
      runner.perform(effect)
      settleRun(effect)
    }
    if case .programEnded(let end) = event { self.end = end }
  }

  /// A run of ours at a stop ends before the next key.
  private mutating func settleRun(_ effect: Effect) {
    guard case .run = effect else { return }
    for event in runner.mailbox.take() {
      report(event)
      apply(event)
    }
  }

  private mutating func playStops() {
    while let held = state.live?.held.first(where: { !stopped.contains($0.id) }) {
      stopped.insert(held.id)
      stops += 1
      if !scripts.isEmpty {
        log("stop \(stops): \(words(held.event)): playing the keys given")
        for key in scripts.removeFirst() { apply(.key(key)) }
        if state.live?.held.contains(where: { $0.id == held.id }) == true {
          log("stop \(stops): the keys left it held; continuing")
          press("c")
        }
      } else if unscripted == .deny {
        log("stop \(stops): \(words(held.event)): refused, no keys were given for it")
        press(":deny refused by the debugger<enter>")
      } else {
        log("stop \(stops): \(words(held.event)): no keys were given for it; continuing")
        press("c")
      }
    }
  }

  /// Keys of our own, which are known to be well formed.
  private mutating func press(_ script: String) {
    for key in (try? keys(in: script)) ?? [] { apply(.key(key)) }
  }

  private func report(_ event: Event) {
    switch event {
    case .live(let event, _, _) where event.kind == .note:
      if let sentence = event.sentence { log(sentence) }
    case .live(let event, let turn, let findings):
      log((turn.map { "turn \($0): " } ?? "") + words(event))
      for finding in findings where finding.severity >= .warning {
        log("  \(finding.severity.rawValue) \(finding.rule): \(finding.message)")
      }
    case .runChanged(_, .finished(let outcome)):
      log("  run here: \(outcome.status.rawValue): \(outcome.content?.text ?? outcome.exception?.message ?? "")")
    case .failed(let failure), .runFailed(_, let failure): log(failure.line)
    default: break
    }
  }

  private func words(_ event: LiveEvent) -> String {
    var text = event.kind.rawValue
    if let agent = event.agent { text += " \(agent)" }
    if let tool = event.tool { text += " \(tool)" }
    if let arguments = event.arguments { text += " \(arguments)" }
    return text
  }
}
