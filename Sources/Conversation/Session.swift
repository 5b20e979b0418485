/// Names a session within this process.
package struct SessionID: Sendable, Hashable {
  package let value: Int
  package init(_ value: Int) { self.value = value }
}

/// A recorded or live conversation between a user, models, agents and their tools.
package struct Session: Sendable, Equatable {
  package var id: SessionID
  /// The source as the user named it.
  package var source: String
  /// The source's own name for the session, or its ordinal ("0").
  package var nativeID: String
  /// The transcript format's name, such as "autogen-agentchat-events".
  package var format: String
  /// What wrote it, such as "AutoGen AgentChat 0.7"; "unknown" where nothing says.
  package var producer: String
  package var end: SessionEnd
  /// The source keeps what tools answered; one that holds nothing but models' answers does not, and no call misses a result.
  package var recordsResults = true
  /// Names of the agents, in order of appearance. `TurnHead.agent` is an index into it.
  package var agents: [String]
  /// Tool names in order of appearance. `TurnHead.tool` is an index into it.
  package var tools: [String]
  package var turns: TurnList
  /// Number of different tools that recorded requests offered; nil where no request is recorded.
  package var toolsOffered: Int?
  /// Records that are not turns: counted, listed on demand, never numbered.
  package var otherRecords: Int
  /// One sentence each about what was not understood.
  package var problems: [ReadingProblem]
  package var progress: IndexProgress

  package init(
    id: SessionID, source: String, nativeID: String = "0", format: String, producer: String = "unknown",
    end: SessionEnd = .unknown, agents: [String] = [], tools: [String] = [], turns: TurnList = TurnList(),
    toolsOffered: Int? = nil, otherRecords: Int = 0, problems: [ReadingProblem] = [],
    progress: IndexProgress = .complete
  ) {
    self.id = id
    self.source = source
    self.nativeID = nativeID
    self.format = format
    self.producer = producer
    self.end = end
    self.agents = agents
    self.tools = tools
    self.turns = turns
    self.toolsOffered = toolsOffered
    self.otherRecords = otherRecords
    self.problems = problems
    self.progress = progress
  }
}

/// Whether more may follow what a source holds.
package enum SessionEnd: String, Sendable {
  /// Written after the run's end: a call without a result will never get one.
  case closed
  /// Live, or growing.
  case open
  /// A log that may have been cut anywhere.
  case unknown
}

/// What could not be read, and where.
package struct ReadingProblem: Sendable, Equatable {
  package var what: String
  package var `where`: Origin?
  package init(_ what: String, where origin: Origin? = nil) {
    self.what = what
    self.where = origin
  }
}

/// How far the index of a source has come.
package enum IndexProgress: Sendable, Equatable {
  case reading(bytes: Int, of: Int?)
  case complete
}
