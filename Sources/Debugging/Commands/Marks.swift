import Conversation

/// A place that a person marked with a letter.
package struct Mark: Sendable, Equatable {
  package var turn: Int
  package var call: Int
}

enum MarkCommands {
  static let all = [mark, jump, marks]

  static let mark = Command(
    "mark", argument: "X", "mark this turn and call with a letter", keys: [.character("m")], group: .move,
    unavailable: noSession
  ) { state, argument in
    guard let letter = argument.first else {
      state.prompt = .letter(Letter(text: "mark this turn with a letter", purpose: .mark))
      return []
    }
    state.setMark(letter)
    return []
  }

  static let jump = Command(
    "jump", argument: "X", "jump to a mark; '' goes back to where the last jump began", keys: [.character("'")],
    group: .move, words: { state in state.session?.marks.keys.map(String.init).sorted() ?? [] },
    unavailable: { state in
      if let reason = noSession(state) { return reason }
      return state.session?.marks.isEmpty == false ? nil : "nothing is marked; m and a letter mark a turn"
    }
  ) { state, argument in
    guard let letter = argument.first else {
      let known = state.session?.marks.keys.sorted().map(String.init).joined(separator: " ") ?? ""
      state.prompt = .letter(Letter(text: "jump to mark (\(known))", purpose: .jump))
      return []
    }
    state.jump(to: letter)
    return []
  }

  static let marks = Command(
    "marks", "list the marks", group: .look, worksOverViews: true, unavailable: jump.unavailable
  ) { state, _ in
    state.push(.marks)
    return []
  }
}

/// A prompt for one letter.
package struct Letter: Sendable, Equatable {
  package enum Purpose: Sendable, Equatable {
    case mark, jump, copy
  }
  package var text: String
  package var purpose: Purpose
}

extension DebuggerState {
  mutating func answer(_ letter: Letter, _ key: Key) -> [Effect] {
    prompt = nil
    guard case .character(let character) = key else { return [] }
    switch letter.purpose {
    case .mark: setMark(character)
    case .jump: jump(to: character)
    case .copy:
      guard let kind = CopyKind.allCases.first(where: { $0.letter == character }) else {
        complain("nothing to copy is called \(character)")
        return []
      }
      return copy(kind)
    }
    return []
  }

  fileprivate mutating func setMark(_ letter: Character) {
    guard letter.isLetter || letter.isNumber else { return complain("a mark is a letter or a digit, not \(letter)") }
    _ = changeSession { $0.marks[letter] = Mark(turn: $0.selection.turn, call: $0.selection.call) }
    say("turn \(session?.selection.turn ?? 0) is mark \(letter); '\(letter) comes back")
  }

  fileprivate mutating func jump(to letter: Character) {
    guard let mark = session?.marks[letter] else {
      let known = session?.marks.keys.sorted().map(String.init).joined(separator: " ") ?? ""
      return complain("there is no mark \(letter); there are \(known)")
    }
    select(turn: mark.turn)
    _ = changeSession { $0.selection.call = mark.call }
  }

  var markLines: [ListView.Line] {
    guard let session else { return [] }
    return session.marks.sorted { $0.key < $1.key }.map { letter, mark in
      var line = ListView.Line("\(letter)  ", .heading, target: .turn(mark.turn, call: mark.call))
      line.add("turn \(mark.turn)".padded(14))
      line.add((session.agent(mark.turn) ?? "").padded(14), .name)
      line.add(session.tool(mark.turn) ?? "", .tool)
      return line
    }
  }
}
