import Conversation
import Diagnosis
import LosslessJSON
import Schemas

/// Running the selected call's tool again, here.
enum RunCommands {
  static let all = [edit, runAgain, undo, cancel]

  static let edit = Command(
    "run", "edit the arguments and run the tool here", keys: [.character("r")], group: .run, unavailable: noTool
  ) { state, _ in
    guard let call = state.session?.selectedCall, let subject = state.subject else { return [] }
    let text = state.standingArguments(of: call)
    state.prompt = .arguments(
      ArgumentsEditor(
        .run(call.key), tool: call.name, original: call.arguments.text, text: text,
        judgement: state.judgement(of: call)))
    return []
  }

  static let runAgain = Command(
    "run-again", "run the call again as it stands (u: as recorded)", keys: [.character("R")], group: .run,
    unavailable: noTool
  ) { state, _ in
    guard let call = state.session?.selectedCall else { return [] }
    return state.askAndRun(call, arguments: state.standingArguments(of: call))
  }

  static let undo = Command(
    "undo", "forget the edited or staged arguments of this call", keys: [.character("u")], group: .run,
    unavailable: { state in
      let hasEdit = state.subject.map { state.edits[$0] != nil } ?? false
      return hasEdit || state.held?.staged != nil ? nil : "nothing was edited or staged here"
    }
  ) { state, _ in
    if let index = state.heldIndex, state.live?.held[index].staged != nil {
      state.live?.held[index].staged = nil
      state.say("the program will get what the model sent")
    } else if let subject = state.subject {
      state.edits[subject] = nil
      state.say("r and R start from the recorded arguments again")
    }
    return []
  }

  static let cancel = Command(
    "cancel", "cancel the run", keys: [.character("x")], group: .run,
    unavailable: { $0.runs.active.isEmpty ? "no run is under way" : nil }
  ) { state, _ in state.runs.active.last.map { [.cancel($0)] } ?? [] }

  private static let noTool: @Sendable (DebuggerState) -> String? = { state in
    if let reason = noCall(state) { return reason }
    guard let call = state.session?.selectedCall else { return nil }
    if state.tools.isEmpty { return "no tool source is open; start with --tools module.py" }
    guard state.implementedTool(call.name) == nil else { return nil }
    return "no tool source has \(call.name); they have "
      + state.tools.flatMap(\.tools).map(\.name).prefix(8).joined(separator: ", ")
  }
}

extension DebuggerState {
  /// What the selected call would run with: staged for the program that waits on it, else edited here, else recorded.
  func standingArguments(of call: ToolCall) -> String {
    if let held, let staged = held.staged, held.turn == session?.selection.turn, held.event.tool == call.name,
      held.event.callID == nil || held.event.callID == call.id
    {
      return staged
    }
    return subject.flatMap { edits[$0] } ?? call.arguments.text
  }

  func judgement(of call: ToolCall) -> ArgumentsEditor.Judgement {
    ArgumentsEditor.Judgement(
      declared: session?.examination?.declaration,
      implemented: implementedTool(call.name),
      runtime: session?.examination?.runtime.id ?? session?.runtime?.id ?? "generic")
  }

  /// Runs a call, after a question where this tool of this source has not been run in this sitting.
  mutating func askAndRun(_ call: ToolCall, arguments: String) -> [Effect] {
    guard let tool = implementedTool(call.name) else { return [] }
    let runtime = session?.examination?.runtime.id ?? session?.runtime?.id
    let invocation = ToolInvocation(
      id: runs.newID(), tool: call.name, arguments: arguments, runtime: runtime, call: call.key)
    if runs.isAllowed(source: tool.source, tool: tool.name) { return start(invocation) }
    let reason = tool.isDestructive ? " It says of itself that it destroys something." : ""
    prompt = .question(
      Question(
        text: "Run \(tool.name) of \(tool.source) here, for real?\(reason)",
        consequence: .run(invocation, source: tool.source)))
    return []
  }

  mutating func start(_ invocation: ToolInvocation) -> [Effect] {
    guard let session, let call = invocation.call else { return [] }
    runs.start(invocation, for: RunLog.Subject(session: session.session.id, call: call))
    anchors[.output] = nil
    if layout.kind != .wide || lower != .output { focus(on: .output) } else { side = .output }
    return [.run(invocation)]
  }

  /// Enter in the arguments editor.
  mutating func accept(_ editor: ArgumentsEditor) -> [Effect] {
    prompt = nil
    switch editor.purpose {
    case .stage(let id): return stage(editor.editor.text, for: id)
    case .run:
      guard let call = session?.selectedCall, let subject else { return [] }
      edits[subject] = editor.editor.text == editor.original ? nil : editor.editor.text
      return askAndRun(call, arguments: editor.editor.text)
    }
  }
}

func take(_ change: ToolRunUpdate, of id: RunID, _ state: inout DebuggerState) {
  state.runs.change(id, change)
}
