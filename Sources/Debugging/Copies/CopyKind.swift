import Conversation
import Diagnosis
import Schemas

/// What of the selection is put on the clipboard.
package enum CopyKind: String, Sendable, CaseIterable {
  case value, path, curl, python, call

  /// The letter that chooses it after `y`.
  var letter: Character {
    switch self {
    case .value: "v"
    case .path: "p"
    case .curl: "c"
    case .python: "y"
    case .call: "t"
    }
  }

  var word: String {
    switch self {
    case .value: "value"
    case .path: "JSON path"
    case .curl: "request as curl"
    case .python: "call in Python"
    case .call: "turntable call"
    }
  }
}

enum CopyCommands {
  static let all = [copy]

  static let copy = Command(
    "copy", argument: CopyKind.allCases.map(\.rawValue).joined(separator: "|"),
    "copy what has focus: its value or JSON path; the model's request as curl, the call in Python or for turntable call",
    keys: [.character("y")], group: .look, words: { _ in CopyKind.allCases.map(\.rawValue) }, unavailable: noSession
  ) { state, argument in
    if argument.isEmpty {
      let choices = CopyKind.allCases.map { "\($0.letter) \($0.word)" }.joined(separator: " · ")
      state.prompt = .letter(Letter(text: "copy \(choices)", purpose: .copy))
      return []
    }
    guard let kind = CopyKind(rawValue: argument) else {
      state.complain(
        "no such copy: \(argument); there are \(CopyKind.allCases.map(\.rawValue).joined(separator: ", "))")
      return []
    }
    return state.copy(kind)
  }
}

extension DebuggerState {
  mutating func copy(_ kind: CopyKind) -> [Effect] {
    isCopyingRequest = false
    switch kind {
    case .value: return put(focusedValue, kind, orSay: "nothing is selected in the \(focus.word) pane")
    case .path: return put(focusedPath, kind, orSay: "nothing is selected in the \(focus.word) pane")
    case .curl: return copyRequest()
    case .python, .call:
      if let reason = noCall(self) { complain(reason) }
      guard let call = session?.selectedCall else { return [] }
      if kind == .call { return put(call.commandLine(source: implementedTool(call.name)?.source), kind, orSay: "") }
      return put(call.python, kind, orSay: "the arguments are not a JSON object; y t copies them as they are")
    }
  }

  /// The bytes of the request may have to be read first.
  private mutating func copyRequest() -> [Effect] {
    guard let session, let turn = session.turn else { return [] }
    guard turn.modelCall?.request != nil else {
      complain("the request that turn \(session.selection.turn) answers is not recorded")
      return []
    }
    guard let wire = session.loaded?.wire else {
      isCopyingRequest = true
      return [.loadWire(session.session.id, turn.index)]
    }
    return put(wire.request?.curl, .curl, orSay: "the recorded request is not JSON with messages in it")
  }

  /// The request of the selected turn has been read; it may be wanted on the clipboard.
  mutating func finishCopy() -> [Effect] { isCopyingRequest ? copy(.curl) : [] }

  private mutating func put(_ text: String?, _ kind: CopyKind, orSay reason: String) -> [Effect] {
    guard let text else {
      complain(reason)
      return []
    }
    say("copied the \(kind.word), \(count(text.utf8.count, "byte"))")
    return [.copy(text)]
  }

  private var focusedValue: String? {
    guard let session, let turn = session.turn else { return nil }
    switch focus {
    case .turns: return turn.message.text.isEmpty ? turn.raw.text : turn.message.text
    case .message: return session.loaded?.text.raw.text
    case .calls: return session.selectedCall?.arguments.text
    case .schema:
      let rows = schemaDiff?.rows ?? []
      return rows.indices.contains(session.selection.schemaRow) ? rows[session.selection.schemaRow].received : nil
    case .output:
      return (session.examination?.result?.result ?? turn.message.results.first)?.content.text
    case .why: return session.finding.map { "\($0.rule): \($0.message)" }
    case .program: return live?.output.text.text
    }
  }

  private var focusedPath: String? {
    guard let session, let turn = session.turn else { return nil }
    var origin = turn.origin
    switch focus {
    case .turns, .message, .program: break
    case .calls: origin = session.selectedCall?.origin ?? origin
    case .schema:
      let rows = schemaDiff?.rows ?? []
      return rows.indices.contains(session.selection.schemaRow) ? rows[session.selection.schemaRow].path : nil
    case .output:
      guard let result = session.examination?.result?.result ?? turn.message.results.first else { return nil }
      origin = result.origin
    case .why:
      guard let evidence = session.finding?.evidence.first else { return nil }
      origin = evidence.origin
    }
    return origin.pointer.isEmpty ? "\(origin.source) \(place(origin))" : origin.pointer
  }
}
