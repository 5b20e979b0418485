import Conversation

/// A thing that a person can do: by a key, or by its name on the command line. Help and README are printed from these.
package struct Command: Sendable {
  package let name: String
  /// What the argument is, such as "N" or "JSON"; nil where there is none.
  package let argument: String?
  /// An imperative without its full stop.
  package let summary: String
  package let keys: [Key]
  /// The panes in which the keys work; nil for all of them.
  package let panes: [PaneName]?
  package let group: Group
  /// It acts on the topmost view, or opens one; any other command closes the views first.
  let worksOverViews: Bool
  /// What its argument may be, for completion.
  let words: @Sendable (DebuggerState) -> [String]
  /// Why it cannot be done now, as a sentence without its full stop; nil where it can.
  package let unavailable: @Sendable (DebuggerState) -> String?
  /// Does it. The argument is "" when a key was pressed.
  package let perform: @Sendable (inout DebuggerState, _ argument: String) -> [Effect]

  package enum Group: String, Sendable, CaseIterable {
    case move = "Move"
    case look = "Look"
    case run = "Run again"
    case live = "Live"
    case general = "General"
  }

  init(
    _ name: String, argument: String? = nil, _ summary: String, keys: [Key] = [], panes: [PaneName]? = nil,
    group: Group, worksOverViews: Bool = false,
    words: @escaping @Sendable (DebuggerState) -> [String] = { _ in [] },
    unavailable: @escaping @Sendable (DebuggerState) -> String? = { _ in nil },
    perform: @escaping @Sendable (inout DebuggerState, String) -> [Effect]
  ) {
    self.name = name
    self.argument = argument
    self.summary = summary
    self.keys = keys
    self.panes = panes
    self.group = group
    self.worksOverViews = worksOverViews
    self.words = words
    self.unavailable = unavailable
    self.perform = perform
  }

  package func works(in pane: PaneName) -> Bool { panes?.contains(pane) ?? true }
}

/// Why a command cannot be done that needs a session.
func noSession(_ state: DebuggerState) -> String? {
  guard let session = state.session else { return "no session is open" }
  return session.session.turns.isEmpty ? "the session has no turns" : nil
}

/// Why a command cannot be done that needs a call.
func noCall(_ state: DebuggerState) -> String? {
  if let reason = noSession(state) { return reason }
  guard let session = state.session, session.turn != nil else { return "the turn is not loaded yet" }
  return session.selectedCall == nil ? "turn \(session.selection.turn) calls no tool" : nil
}
