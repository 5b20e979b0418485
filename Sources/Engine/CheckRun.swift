import Conversation
import Diagnosis
package import Reports
import Transcripts

/// Headless diagnosis: sources opened, read and diagnosed to their end, one after the other.
package struct CheckRun {
  private let shelf: ToolShelf

  package init(shelf: ToolShelf) { self.shelf = shelf }

  /// Never throws: what could not be read is in the answer.
  package func check(_ path: String) -> ReportedSource {
    var reported = ReportedSource(source: path)
    do throws(Failure) {
      for source in try openSessions(path: path, firstID: 0) {
        try source.index { _ in true }
        let open = OpenSession(source, implemented: shelf.allTools())
        open.advance()
        open.finish()
        let session = source.session
        let investigation = open.investigation
        reported.sessions.append(
          ReportedSession(
            session: session, runtime: investigation.runtime,
            findings: investigation.sessionFindings() + open.findings(in: 0..<session.turns.count),
            calls: investigation.callCount))
      }
    } catch {
      reported.failure = error
    }
    return reported
  }
}
