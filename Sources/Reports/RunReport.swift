package import Conversation
import LosslessJSON

/// One run of a tool, for a program that reads it.
package struct RunReport: Sendable {
  package var tool: String
  /// The source that had the tool, and the executor that ran it; nil where the run never came that far.
  package var source: String?
  package var executor: String?
  package var outcome: ToolRunOutcome

  package init(tool: String, source: String? = nil, executor: String? = nil, outcome: ToolRunOutcome) {
    self.tool = tool
    self.source = source
    self.executor = executor
    self.outcome = outcome
  }

  /// What the run comes to as an exit status.
  package var exitStatus: Int32 {
    switch outcome.status {
    case .returned: 0
    case .failed, .crashed: 1
    case .timedOut: 4
    case .notSerialisable: 5
    case .cancelled: 130
    }
  }

  /// One JSON object on many lines.
  package var json: String {
    var writer = JSONWriter(indentation: 2)
    writer.object { writer in
      writer.member("version", 1)
      writer.member("tool", tool)
      writer.member("source", source)
      writer.member("executor", executor)
      writer.member("status", outcome.status.rawValue)
      writer.member("content", outcome.content?.text)
      writer.member("isJSON", outcome.contentIsJSON)
      writer.member("isError", outcome.isError)
      writer.name("exception")
      if let exception = outcome.exception {
        writer.object { writer in
          writer.member("type", exception.type)
          writer.member("message", exception.message)
          writer.member("traceback", exception.traceback)
        }
      } else {
        writer.null()
      }
      writer.member("output", outcome.output)
      writer.member("seconds", outcome.duration)
      writer.member("note", outcome.note)
    }
    return writer.text
  }
}
