package import Conversation
package import Debugging
package import Screen

/// The debugger without a terminal: keys go through the same `update`, and every effect runs to its end before the next key.
package struct KeyScript {
  package private(set) var state: DebuggerState
  private let runner: EffectRunner
  /// Set once the debugger has quit.
  package private(set) var exitStatus: Int32?

  package init(size: Size, shelf: ToolShelf) {
    state = DebuggerState(size: size)
    runner = EffectRunner(shelf: shelf)
  }

  package var frame: Frame { Screen.frame(of: state) }

  /// Opens, indexes and diagnoses sources to their end.
  package mutating func open(_ sources: [any TurnSource]) {
    let mailbox = runner.mailbox
    runner.shelf.load { name, result in
      switch result {
      case .success(let tools): mailbox.post(.toolsLoaded(source: name, tools))
      case .failure(let failure): mailbox.post(.failed(failure))
      }
    }
    for source in sources {
      let session = OpenSession(source, implemented: runner.shelf.allTools())
      runner.add(session)
      runner.index(session)
    }
    settle()
  }

  package mutating func goTo(turn: Int) {
    press(Engine.goTo(turn: turn))
  }

  package mutating func press(_ keys: [Key]) {
    for key in keys where exitStatus == nil {
      apply(update(&state, .key(key)))
      settle()
    }
  }

  /// Takes events until none is left.
  private mutating func settle() {
    while exitStatus == nil {
      let events = runner.mailbox.take()
      if events.isEmpty { return }
      for event in events where exitStatus == nil { apply(update(&state, event)) }
    }
  }

  private mutating func apply(_ effects: [Effect]) {
    for effect in effects {
      switch effect {
      case .quit(let status): exitStatus = status
      case .suspend: break
      case .loadTurn(let id, let turn):
        runner.want(id, turn)
        runner.perform(effect)
      default: runner.perform(effect)
      }
    }
  }
}
