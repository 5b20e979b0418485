package import Conversation
import LosslessJSON

/// One run of a tool, for a program that reads it.
package struct RunReport: Sendable {
  package var tool: String
  /// The source that had the tool, and the executor that ran it; nil where the run never came that far.
  package var source: String?
  package var executor: String?
  package var outcome: ToolRunOutcome
  /// Where it ran several times on one warm host: the times.
  package var repetition: Repetition?

  /// Times of several runs, in seconds.
  package struct Repetition: Sendable, Equatable {
    package let count: Int
    /// Inside the framework's executor.
    package let medianDuration: Double
    /// From our request to its answer, less the time inside the executor.
    package let medianOverhead: Double

    /// nil: there was no run.
    package init?(_ runs: [(inside: Double, whole: Double)]) {
      guard !runs.isEmpty else { return nil }
      count = runs.count
      medianDuration = Self.median(runs.map(\.inside))
      medianOverhead = Self.median(runs.map { $0.whole - $0.inside })
    }

    private static func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }

    package var words: String {
      "\(count) runs, median \(Self.milliseconds(medianDuration)) inside the executor and"
        + " \(Self.milliseconds(medianOverhead)) over it"
    }

    private static func milliseconds(_ seconds: Double) -> String {
      "\((seconds * 1_000_000).rounded() / 1000) ms"
    }
  }

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
      if let repetition {
        writer.name("runs")
        writer.object { writer in
          writer.member("count", repetition.count)
          writer.member("medianSeconds", repetition.medianDuration)
          writer.member("medianOverheadSeconds", repetition.medianOverhead)
        }
      }
    }
    return writer.text
  }
}
