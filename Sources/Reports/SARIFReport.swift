import Conversation
import Diagnosis
import LosslessJSON

/// SARIF 2.1.0 (OASIS): one run, the rules that occur, a result for each finding with the bytes that prove it.
package struct SARIFReport: Report {
  package let name = "sarif"

  package init() {}

  package func text(of sources: [ReportedSource], showsAll: Bool) -> String {
    let results = sources.flatMap { source in
      source.sessions.flatMap { session in session.findings.map { (source, session, $0) } }
    }
    let rules = Set(results.map(\.2.rule)).sorted()
    var writer = JSONWriter(indentation: 1)
    writer.object { writer in
      writer.member("$schema", "https://json.schemastore.org/sarif-2.1.0.json")
      writer.member("version", "2.1.0")
      writer.member(
        "runs",
        array: { writer in
          writer.object { writer in
            writer.member("tool", object: { $0.member("driver", object: { write(rules: rules, to: &$0) }) })
            writer.member("invocations", array: { $0.object { write(failuresOf: sources, to: &$0) } })
            writer.member(
              "results",
              array: { writer in
                for (source, session, finding) in results {
                  writer.object { writer in
                    writer.member("ruleId", finding.rule)
                    writer.member("ruleIndex", rules.firstIndex(of: finding.rule))
                    write(finding, in: session, of: source, to: &writer)
                  }
                }
              })
          }
        })
    }
    return writer.text + "\n"
  }

  private func write(rules: [String], to driver: inout JSONWriter) {
    driver.member("name", "turntable")
    driver.member(
      "rules",
      array: { writer in
        for id in rules {
          let rule = KnownRules.all.first { $0.id == id }
          writer.object { writer in
            writer.member("id", id)
            if let rule {
              writer.member("shortDescription", object: { $0.member("text", rule.summary) })
              writer.member("help", object: { $0.member("text", rule.explanation) })
            }
          }
        }
      })
  }

  private func write(failuresOf sources: [ReportedSource], to invocation: inout JSONWriter) {
    invocation.member("executionSuccessful", !sources.contains { $0.failure != nil })
    invocation.member(
      "toolExecutionNotifications",
      array: { writer in
        for source in sources {
          guard let failure = source.failure else { continue }
          writer.object { writer in
            writer.member("level", "error")
            writer.member("message", object: { $0.member("text", failure.what) })
            writer.member("locations", array: { $0.object { write(location: source.source, bytes: nil, to: &$0) } })
          }
        }
      })
  }

  private func write(
    _ finding: Finding, in session: ReportedSession, of source: ReportedSource, to result: inout JSONWriter
  ) {
    result.member("level", level(finding.severity))
    result.member(
      "message", object: { $0.member("text", finding.message + (finding.fix.map { ". Fix: " + $0 } ?? "")) })
    result.member(
      "locations",
      array: { writer in
        writer.object { writer in
          let evidence = finding.evidence.first?.origin
          // A database's bytes are those of a cell, not of the file.
          let bytes = evidence?.row == nil && evidence?.source == source.source ? evidence?.bytes : nil
          write(location: evidence?.source ?? source.source, bytes: bytes, to: &writer)
          guard let turn = finding.turn else { return }
          writer.member(
            "logicalLocations",
            array: { writer in
              writer.object { writer in
                let call = finding.call.map { "/call \($0.index) \($0.name)" } ?? ""
                writer.member("fullyQualifiedName", "session \(session.session.nativeID)/turn \(turn)\(call)")
              }
            })
        }
      })
    result.member(
      "partialFingerprints", object: { $0.member("finding/v1", "\(session.session.nativeID):\(finding.id)") })
  }

  private func write(location path: String, bytes: Range<Int>?, to location: inout JSONWriter) {
    location.member(
      "physicalLocation",
      object: { writer in
        writer.member("artifactLocation", object: { $0.member("uri", reference(to: path)) })
        guard let bytes, !bytes.isEmpty else { return }
        writer.member(
          "region",
          object: { writer in
            writer.member("byteOffset", bytes.lowerBound)
            writer.member("byteLength", bytes.count)
          })
      })
  }

  private func level(_ severity: Severity) -> String {
    switch severity {
    case .error: "error"
    case .warning: "warning"
    case .info: "note"
    }
  }

  /// The path as a URI reference: what RFC 3986 does not allow in a path is percent-encoded.
  private func reference(to path: String) -> String {
    let digits = Array("0123456789ABCDEF".utf8)
    var bytes: [UInt8] = []
    for byte in path.utf8 {
      let isPlain =
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
        || "/-._~".utf8.contains(byte)
      bytes += isPlain ? [byte] : [0x25, digits[Int(byte >> 4)], digits[Int(byte & 15)]]
    }
    return (path.hasPrefix("/") ? "file://" : "") + String(decoding: bytes, as: UTF8.self)
  }
}
