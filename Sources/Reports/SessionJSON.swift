import Conversation
import Diagnosis
import LosslessJSON

/// A session, or why it could not be read, as the object that the JSON forms share; members always in the same order.
enum SessionJSON {
  static func write(_ failure: Failure, of source: String, to writer: inout JSONWriter, version: Int? = nil) {
    writer.object { writer in
      if let version { writer.member("version", version) }
      writer.member("source", source)
      writer.name("error")
      writer.object { writer in
        writer.member("message", failure.what)
        writer.member("line", failure.position?.line)
        writer.member("column", failure.position?.column)
        writer.member("offset", failure.position?.offset)
      }
    }
  }

  static func write(
    _ reported: ReportedSession, of source: String, to writer: inout JSONWriter, version: Int? = nil
  ) {
    let session = reported.session
    writer.object { writer in
      if let version { writer.member("version", version) }
      writer.member("source", source)
      writer.member("session", session.nativeID)
      writer.member("format", session.format)
      writer.member("producer", session.producer)
      writer.member("runtime", reported.runtime.id)
      writer.member("runtimeEvidence", reported.runtime.evidence)
      writer.member("end", session.end.rawValue)
      writer.member("turns", session.turns.count)
      writer.member("calls", reported.calls)
      writer.member("toolsOffered", session.toolsOffered)
      writer.member("otherRecords", session.otherRecords)
      writer.name("findings")
      writer.array { writer in
        for finding in reported.findings { write(finding, to: &writer) }
      }
    }
  }

  private static func write(_ finding: Finding, to writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("id", finding.id)
      writer.member("rule", finding.rule)
      writer.member("code", finding.code)
      writer.member("severity", finding.severity.rawValue)
      writer.member("confidence", finding.confidence.rawValue)
      writer.member("turn", finding.turn)
      writer.name("call")
      if let call = finding.call { write(call, to: &writer) } else { writer.null() }
      writer.member("path", finding.path)
      writer.member("message", finding.message)
      writer.member("fix", finding.fix)
      writer.name("repair")
      if let repair = finding.repair { write(repair, to: &writer) } else { writer.null() }
      writer.name("fixedBy")
      if let turn = finding.fixedBy { writer.object { $0.member("turn", turn) } } else { writer.null() }
      writer.name("evidence")
      writer.array { writer in
        for evidence in finding.evidence { write(evidence, to: &writer) }
      }
      writer.name("causes")
      writer.array { writer in
        for cause in finding.causes { writer.string(cause) }
      }
    }
  }

  private static func write(_ call: CallReference, to writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("index", call.index)
      writer.member("id", call.id)
      writer.member("name", call.name)
    }
  }

  private static func write(_ repair: Repair, to writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("grade", repair.grade.rawValue)
      writer.member("arguments", repair.arguments)
      guard repair.calls.count > 1 else { return }
      writer.name("calls")
      writer.array { writer in
        for arguments in repair.calls { writer.string(arguments) }
      }
    }
  }

  private static func write(_ evidence: Evidence, to writer: inout JSONWriter) {
    let origin = evidence.origin
    writer.object { writer in
      writer.member("source", origin.source)
      if let member = origin.member { writer.member("member", member) }
      if let row = origin.row {
        writer.name("row")
        writer.object { writer in
          writer.member("table", row.table)
          writer.member("rowid", Int(row.rowid))
          writer.member("column", row.column)
        }
      }
      writer.member("start", origin.bytes.lowerBound)
      writer.member("end", origin.bytes.upperBound)
      writer.member("pointer", origin.pointer)
      if let inner = evidence.inner {
        writer.name("inner")
        writer.object { writer in
          writer.member("start", inner.lowerBound)
          writer.member("end", inner.upperBound)
        }
      }
    }
  }
}
