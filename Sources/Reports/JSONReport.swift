import LosslessJSON

/// Findings for other programs: one object, version 1, members always in the same order, all findings whatever is shown.
package struct JSONReport: Report {
  package let name = "json"

  package init() {}

  package func text(of sources: [ReportedSource], showsAll: Bool) -> String {
    var writer = JSONWriter(indentation: 1)
    writer.object { writer in
      writer.member("version", 1)
      writer.name("sessions")
      writer.array { writer in
        for source in sources {
          for session in source.sessions { SessionJSON.write(session, of: source.source, to: &writer) }
          if let failure = source.failure { SessionJSON.write(failure, of: source.source, to: &writer) }
        }
      }
    }
    return writer.text + "\n"
  }
}
