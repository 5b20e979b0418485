/// Names one re-invocation of a tool.
package struct RunID: Sendable, Hashable {
  package let value: Int
  package init(_ value: Int) { self.value = value }
}

/// One request to run a tool here, outside the recorded session.
package struct ToolInvocation: Sendable, Equatable {
  package var id: RunID
  package var tool: String
  /// The raw text that the framework's executor is given, well formed or not.
  package var arguments: String
  /// The runtime whose executor runs a plain function ("classic-0.2", "agentchat-0.7"); nil lets the source choose.
  package var runtime: String?
  /// Seconds.
  package var timeout: Double
  /// The call that is run again; nil for `call`.
  package var call: CallKey?

  package init(
    id: RunID, tool: String, arguments: String, runtime: String? = nil, timeout: Double = 30, call: CallKey? = nil
  ) {
    self.id = id
    self.tool = tool
    self.arguments = arguments
    self.runtime = runtime
    self.timeout = timeout
    self.call = call
  }
}

/// News of a run.
package enum ToolRunUpdate: Sendable, Equatable {
  /// The source that has the tool, and the executor that runs it ("ConversableAgent.execute_function").
  case started(source: String, executor: String)
  /// What the tool printed, as it comes.
  case output(String)
  case finished(ToolRunOutcome)
}

/// How a run ended.
package struct ToolRunOutcome: Sendable, Equatable {
  package enum Status: String, Sendable {
    /// The tool returned and the framework made a text of it.
    case returned
    /// The framework refused the call, or the tool raised.
    case failed
    /// The tool returned something that the framework could not write down.
    case notSerialisable
    case timedOut
    case cancelled
    /// The host died: a crash, `os._exit`, a kill.
    case crashed
  }
  package var status: Status
  /// What the model would be given; nil where the run never came that far.
  package var content: RawText?
  package var isError: Bool
  /// Whether `content` is JSON.
  package var contentIsJSON: Bool
  package var exception: ExceptionRecord?
  /// Everything that the tool printed.
  package var output: String
  /// Seconds inside the executor.
  package var duration: Double
  /// A word about the host, such as "the host was replaced".
  package var note: String?

  package init(
    status: Status, content: RawText? = nil, isError: Bool = false, contentIsJSON: Bool = false,
    exception: ExceptionRecord? = nil, output: String = "", duration: Double = 0, note: String? = nil
  ) {
    self.status = status
    self.content = content
    self.isError = isError
    self.contentIsJSON = contentIsJSON
    self.exception = exception
    self.output = output
    self.duration = duration
    self.note = note
  }
}
