import Conversation
import Diagnosis
import LosslessJSON

/// Something happened in the program. What it waits on is held where a breakpoint matches, else released at once.
func take(_ event: LiveEvent, turn: Int?, _ findings: [Finding], _ state: inout DebuggerState) -> [Effect] {
  var live = state.live ?? LiveState()
  defer { state.live = live }
  if let sentence = event.sentence {
    if event.record?["event"]?.string == "note" { live.remark = sentence }
    state.say(sentence)
  }
  guard let id = event.held else { return [] }
  guard let why = live.reason(event, findings, state.breakpoints) else { return [.resume(id, .asIs)] }
  live.isStepping = false
  let held = LiveState.Held(id: id, event: event, turn: turn, why: why)
  let isFirst = live.held.isEmpty
  live.held.append(held)
  state.live = live
  if isFirst { state.showHeld(held) }
  return []
}

func finish(_ end: ProgramEnd, _ state: inout DebuggerState) {
  state.live = state.live ?? LiveState()
  state.live?.end = end
  state.live?.held = []
  state.live?.isStepping = false
  state.say([end.sentence, state.live?.remark].compactMap { $0 }.joined(separator: "; "))
}

extension ProgramEnd {
  package var sentence: String {
    if let signal { return "the program was ended by signal \(signal)" }
    return "the program ended with status \(status ?? 0)"
  }
}
