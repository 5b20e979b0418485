package import Conversation

/// The ten phases of a tool call, and what lies over several calls and beside them. Order is the order of causes.
package enum Phase: String, Sendable, CaseIterable, Comparable {
  case read, declare, send, generate, parse, route, validate, bind, execute, serialise, pair, flow

  package static func < (left: Phase, right: Phase) -> Bool {
    (allCases.firstIndex(of: left) ?? 0) < (allCases.firstIndex(of: right) ?? 0)
  }
}

package enum Severity: String, Sendable, CaseIterable, Comparable {
  case info, warning, error

  package static func < (left: Severity, right: Severity) -> Bool {
    (allCases.firstIndex(of: left) ?? 0) < (allCases.firstIndex(of: right) ?? 0)
  }
}

package enum Confidence: String, Sendable {
  /// Follows from the bytes.
  case certain
  /// One reading of free text.
  case likely
  case possible
}

/// What a rule reports.
package struct Finding: Sendable, Equatable {
  /// Unique in the session: "13.0.validate/missing.0" (turn, call, rule, ordinal).
  package var id: String
  /// "phase/name".
  package var rule: String
  /// The finer defect code, such as "B01".
  package var code: String?
  package var severity: Severity
  package var confidence: Confidence
  package var turn: Int?
  package var call: CallReference?
  /// JSON Pointer of the property in argument space; nil where it is not about arguments.
  package var path: String?
  package var message: String
  /// One fix for the framework at hand.
  package var fix: String?
  package var repair: Repair?
  /// The turn in which the call was tried again and worked.
  package var fixedBy: Int?
  package var evidence: [Evidence]
  /// Ids of the findings that this one hangs under; [] at the top.
  package var causes: [String]

  package var phase: Phase { Phase(rawValue: String(rule.prefix { $0 != "/" })) ?? .flow }

  package init(
    id: String = "", rule: String, code: String? = nil, severity: Severity, confidence: Confidence = .certain,
    turn: Int? = nil, call: CallReference? = nil, path: String? = nil, message: String, fix: String? = nil,
    repair: Repair? = nil, fixedBy: Int? = nil, evidence: [Evidence] = [], causes: [String] = []
  ) {
    self.id = id
    self.rule = rule
    self.code = code
    self.severity = severity
    self.confidence = confidence
    self.turn = turn
    self.call = call
    self.path = path
    self.message = message
    self.fix = fix
    self.repair = repair
    self.fixedBy = fixedBy
    self.evidence = evidence
    self.causes = causes
  }
}

/// The call that a finding is about.
package struct CallReference: Sendable, Equatable {
  package var index: Int
  package var id: String?
  package var name: String
  package init(index: Int, id: String?, name: String) {
    self.index = index
    self.id = id
    self.name = name
  }
}

/// A place that proves a finding.
package struct Evidence: Sendable, Equatable {
  package var origin: Origin
  /// Bytes in the decoded arguments, which are an escaped string inside `origin`.
  package var inner: Range<Int>?
  package init(_ origin: Origin, inner: Range<Int>? = nil) {
    self.origin = origin
    self.inner = inner
  }
}

/// Arguments that would have been accepted: an offer, never applied by itself.
package struct Repair: Sendable, Equatable {
  package enum Grade: String, Sendable {
    /// Only one reading is possible.
    case auto
    case offer
  }
  package var grade: Grade
  /// One JSON object a call; more than one where several calls were merged into this one.
  package var calls: [String]
  /// The arguments of the one call; nil where several were merged.
  package var arguments: String? { calls.count == 1 ? calls.first : nil }
  package init(grade: Grade, calls: [String]) {
    self.grade = grade
    self.calls = calls
  }
}

/// The runtime whose behaviour is assumed, and by what evidence.
package struct AssumedRuntime: Sendable, Equatable {
  /// "classic-0.2", "ag2-0.14", "agentchat-0.7", "ag2-1.2", "mcp", "generic".
  package var id: String
  package var evidence: String
  package var confidence: Confidence
  package init(id: String, evidence: String, confidence: Confidence) {
    self.id = id
    self.evidence = evidence
    self.confidence = confidence
  }
}
