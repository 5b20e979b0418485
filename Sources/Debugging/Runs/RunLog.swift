package import Conversation

/// One re-invocation of a tool, as far as it has come.
package struct Run: Sendable, Equatable {
  package var invocation: ToolInvocation
  /// The source and the executor, once it has started.
  package var source: String?
  package var executor: String?
  /// What the tool has printed so far.
  package var output = ""
  package var outcome: ToolRunOutcome?
  /// The engine could not run it at all.
  package var failure: String?

  package var isRunning: Bool { outcome == nil && failure == nil }

  /// Keeps the end of a very long output: a print storm must not fill the memory.
  mutating func append(_ text: String) {
    output += text
    if output.utf8.count > 2 * Self.outputLimit {
      output = "… earlier output is gone\n" + output.suffix(Self.outputLimit)
    }
  }

  private static let outputLimit = 256 * 1024
}

/// The runs of this sitting, by call.
package struct RunLog: Sendable, Equatable {
  /// A call of one of the open sessions.
  package struct Subject: Sendable, Hashable {
    package var session: SessionID
    package var call: CallKey
  }

  private var runs: [RunID: Run] = [:]
  private var bySubject: [Subject: [RunID]] = [:]
  private var next = 1
  /// Pairs of source and tool that the person has agreed to run.
  private var allowed: Set<[String]> = []
  /// Runs that have not ended, oldest first.
  package private(set) var active: [RunID] = []

  package init() {}

  package subscript(id: RunID) -> Run? { runs[id] }

  package func of(_ subject: Subject) -> [Run] {
    (bySubject[subject] ?? []).compactMap { runs[$0] }
  }

  mutating func newID() -> RunID {
    defer { next += 1 }
    return RunID(next)
  }

  func isAllowed(source: String, tool: String) -> Bool { allowed.contains([source, tool]) }

  mutating func allow(source: String, tool: String) { allowed.insert([source, tool]) }

  mutating func start(_ invocation: ToolInvocation, for subject: Subject) {
    runs[invocation.id] = Run(invocation: invocation)
    bySubject[subject, default: []].append(invocation.id)
    active.append(invocation.id)
  }

  mutating func fail(_ id: RunID, _ reason: String) {
    runs[id]?.failure = reason
    active.removeAll { $0 == id }
  }

  mutating func change(_ id: RunID, _ update: ToolRunUpdate) {
    switch update {
    case .started(let source, let executor):
      runs[id]?.source = source
      runs[id]?.executor = executor
    case .output(let text): runs[id]?.append(text)
    case .finished(let outcome):
      runs[id]?.outcome = outcome
      active.removeAll { $0 == id }
    }
  }
}
