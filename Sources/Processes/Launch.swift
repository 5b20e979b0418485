/// What to start, where, and what it is connected to.
package struct Launch: Sendable {
  /// Where the child stands among processes and terminals.
  package enum Placement: Sendable, Equatable {
    /// A process group of its own, so that it can be ended with all that it starts. A terminal's Ctrl-C does not reach it.
    case ownGroup
    /// A session of its own with a pseudo-terminal as its controlling terminal; its three standard streams are that
    /// terminal, and `ChildProcess.terminal` is our side of it.
    case ownTerminal(columns: Int, rows: Int)
    /// Our group and our terminal: what a person types, Ctrl-C included, goes to it.
    case inherited
  }

  /// What a standard stream is connected to.
  package enum Stream: Sendable {
    case pipe
    case null
    /// The same as ours.
    case inherited
    case descriptor(Descriptor)
  }

  /// The program, looked up in PATH unless it holds a slash, and its arguments.
  package var command: [String]
  /// nil: ours.
  package var environment: [String: String]?
  /// nil: ours.
  package var directory: String?
  package var placement: Placement
  package var input: Stream
  package var output: Stream
  package var error: Stream
  /// Descriptors that the child gets as 3, 4, …; everything else is closed in it.
  package var passed: [Descriptor]
  /// The child also gets our side of its own terminal, after `passed`: whoever keeps that open keeps the terminal from
  /// hanging up when we are gone.
  package var passesTerminal: Bool
  /// Whatever the child leaves behind in its group is killed when it has ended.
  package var endsGroupAtExit: Bool

  package init(
    _ command: [String], environment: [String: String]? = nil, directory: String? = nil,
    placement: Placement = .ownGroup, input: Stream = .pipe, output: Stream = .pipe, error: Stream = .pipe,
    passed: [Descriptor] = [], passesTerminal: Bool = false, endsGroupAtExit: Bool = false
  ) {
    self.command = command
    self.environment = environment
    self.directory = directory
    self.placement = placement
    self.input = input
    self.output = output
    self.error = error
    self.passed = passed
    self.passesTerminal = passesTerminal
    self.endsGroupAtExit = endsGroupAtExit
  }
}
