import Conversation
import Text

/// Folding the turn list, and the JSON of a message.
enum FoldCommands {
  static let all = [fold, foldMore, foldLess]

  static let fold = Command(
    "fold", argument: "calls|agents|none",
    "fold calls of one tool in a row into one line with their count, or turns by agent; Enter opens a fold",
    keys: [.character("f")], group: .look, words: { _ in TurnFolds.Mode.allCases.map(\.rawValue) + ["none"] },
    unavailable: { state in
      state.session?.filter == nil ? noSession(state) : "a filter chooses the turns; & with nothing lifts it"
    }
  ) { state, argument in
    let modes: [TurnFolds.Mode?] = [nil, .calls, .agents]
    let here = modes.firstIndex(of: state.session?.folds?.mode) ?? 0
    let mode = argument.isEmpty ? modes[(here + 1) % modes.count] : TurnFolds.Mode(rawValue: argument)
    guard mode != nil || argument.isEmpty || argument == "none" else {
      state.complain("no such folding: \(argument); there are calls, agents and none")
      return []
    }
    _ = state.changeSession { session in session.folds = mode.map { TurnFolds($0, over: session) } }
    switch mode {
    case .calls?: state.say("calls of one tool in a row are one line; f folds by agent")
    case .agents?: state.say("turns of one agent in a row are one line; f unfolds")
    case nil: state.say("every turn has its line")
    }
    return []
  }

  static let foldMore = Command(
    "fold-more", "show one level less of the message's JSON", keys: [.character("-")], group: .look,
    unavailable: notPretty
  ) { state, _ in
    state.fold(to: max(1, (state.foldDepth ?? 4) - 1))
    return []
  }

  static let foldLess = Command(
    "fold-less", "show one level more of the message's JSON", keys: [.character("+")], group: .look,
    unavailable: { state in
      if let reason = notPretty(state) { return reason }
      return state.foldDepth == nil ? "nothing is folded; - folds" : nil
    }
  ) { state, _ in
    let depth = (state.foldDepth ?? 0) + 1
    state.fold(to: depth > 6 ? nil : depth)
    return []
  }

  private static let notPretty: @Sendable (DebuggerState) -> String? = { state in
    state.mode == .pretty ? noSession(state) : "only pretty JSON folds; v changes the mode"
  }
}

extension DebuggerState {
  mutating func fold(to depth: Int?) {
    foldDepth = depth
    for index in sessions.indices { sessions[index].loaded?.fold(to: depth) }
    say(depth.map { "\(count($0, "level")) of the JSON in sight; Enter opens what is folded" } ?? "nothing is folded")
  }

  /// Enter on something folded: a line of the list, or the first value in sight. False where nothing is.
  mutating func openFold() -> Bool {
    guard let session else { return false }
    switch focus {
    case .turns:
      guard let folds = session.folds else { return false }
      let place = folds.place(of: session.selection.turn)
      guard folds.count(at: place) > 1 else { return false }
      _ = changeSession { session in
        var folds = folds
        folds.open(at: place, over: session)
        session.folds = folds
      }
      return true
    case .message:
      guard let fold = session.loaded?.text.folds.first(where: { inSight($0.shown) }) else { return false }
      _ = changeSession { $0.loaded?.open(fold) }
      return true
    case .calls, .schema, .output, .why, .program: return false
    }
  }

  private func inSight(_ byte: Int) -> Bool {
    scrolled(.message)?.lines.contains { $0.bytes.contains(byte) } ?? false
  }
}
