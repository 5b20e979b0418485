import LosslessJSON

/// The objects of the JSON form, one a line, each with its version: for programs that take sessions as they come.
package struct LinesReport: Report {
  package let name = "ndjson"
  package let isIncremental = true

  package init() {}

  package func text(of sources: [ReportedSource], showsAll: Bool) -> String {
    var lines = ""
    for source in sources {
      for session in source.sessions {
        lines += line { SessionJSON.write(session, of: source.source, to: &$0, version: 1) }
      }
      if let failure = source.failure {
        lines += line { SessionJSON.write(failure, of: source.source, to: &$0, version: 1) }
      }
    }
    return lines
  }

  private func line(_ write: (inout JSONWriter) -> Void) -> String {
    var writer = JSONWriter()
    write(&writer)
    return writer.text + "\n"
  }
}
