import LosslessJSON

/// What is said of one row: gathered from what the value breaks, and from where declaration and function differ.
struct RowJudgement {
  let runtime: String
  private(set) var mark = SchemaDiff.Row.Mark.same
  private(set) var codes: [String] = []
  private(set) var verdict = SchemaDiff.Verdict.runsAsDeclared
  var notes: [String] = []

  init(runtime: String) { self.runtime = runtime }

  /// The value, or its absence, breaks the declaration. `parameter` is what takes it, and `signature` the
  /// function's, where they are known.
  mutating func judge(
    _ violation: Violation, value: JSONValue?, schema: JSONValue?, parameter: Parameter?, signature: Signature?
  ) {
    add(code(of: violation, value))
    notes.append(violation.keyword == "required" ? "required, not sent" : violation.detail)
    let effect = Runtimes.effect(of: violation, value: value, schema: schema, runtime: runtime)
    switch violation.keyword {
    case "required":
      if parameter?.defaultText != nil { return raise(.tolerated) }
      fail(.failsBinding, parameter != nil || effect == .refused ? "IR01" : nil)
    case "additionalProperties", "unevaluatedProperties":
      judgeUnexpected(effect, parameter: parameter, signature: signature)
    case "type" where effect == .refused && takes(value, parameter):
      raise(.tolerated)
      notes.append("the function takes it")
      return
    default: apply(effect)
    }
    if let words = effect.words(runtime: runtime) { notes.append(words) }
  }

  /// Nobody declared it, and the declaration does not forbid it.
  mutating func judgeUndeclared(parameter: Parameter?, signature: Signature?, isTopLevel: Bool) {
    add("DR12")
    notes.append("not declared")
    raise(.receivedOnly)
    guard parameter == nil, isTopLevel else { return }
    if signature?.takesAnyName ?? false {
      notes.append("lands in **kwargs")
      change("IR07")
    } else if Runtimes.validating.contains(runtime) {
      notes.append("\(runtime) drops it: the function never sees it")
      change("IR05")
    } else if runtime == "classic-0.2" {
      notes.append("classic-0.2 calls the function with it, which raises TypeError")
      fail(.failsBinding, "IR02")
    } else if let signature {
      notes.append("\(signature.function) has no parameter of that name")
      fail(.failsBinding, "IR02")
    }
  }

  mutating func judge(_ drift: Drift, value: JSONValue?, parameter: Parameter?, signature: Signature?) {
    add(drift.code)
    notes.append(drift.message)
    let isSent = value != nil
    switch drift.breaks {
    case .everyCall: raise(.error)
    case .callsThatSendIt: raise(isSent ? .error : .notImplemented)
    case .callsThatOmitIt where drift.code == "DI09": raise(isSent ? .same : .tolerated)
    case .callsThatOmitIt: raise(isSent ? .tolerated : .error)
    case .someValues where accepts(value, parameter): break
    case .callsThatSendNull, .someValues, .unknown: raise(.tolerated)
    case .noCall: break
    }
    switch drift.code {
    case "DI01" where mark != .error: raise(.notImplemented)
    case "DI01" where isSent && Runtimes.validating.contains(runtime): change("IR05")
    case "DI12" where Runtimes.validating.contains(runtime) && drift.breaks != .everyCall:
      if isSent { change("IR05") }
    case "DI12" where isSent || drift.breaks == .everyCall: fail(.failsBinding, isSent ? "IR02" : "IR01")
    case "DI01" where isSent: fail(.failsBinding, "IR02")
    case "DI02" where !isSent, "DI07" where !isSent: fail(.failsBinding, "IR01")
    case "DI04" where isSent && runtime == "classic-0.2": leaveUnchecked("IR04")
    case "DI14", "DI15":
      guard isSent else { break }
      if signature?.takesAnyName ?? false {
        notes.append("the value lands in **kwargs")
        change("IR07")
      } else {
        fail(.failsBinding, "IR02")
      }
    case "DI16": fail(.failsBinding, "IR06")
    default: break
    }
  }

  /// Its schema cannot be read: nobody can hold a value against it.
  mutating func judgeUnreadable(_ code: String, _ note: String) {
    add(code)
    notes.append(note)
    raise(.error)
    verdict = max(verdict, .runsUnchecked)
  }

  /// A word and a code without a consequence of their own.
  mutating func remark(_ code: String, _ note: String? = nil, mark: SchemaDiff.Row.Mark = .same) {
    add(code)
    if let note { notes.append(note) }
    raise(mark)
  }

  /// The fields of an object were sent beside it, one level too high.
  mutating func judgeTooHigh(parameter: Parameter?) {
    add("DR12")
    notes.append("sent one level too high")
    fail(.failsBinding, "IR02")
  }

  private mutating func judgeUnexpected(_ effect: RuntimeEffect, parameter: Parameter?, signature: Signature?) {
    if parameter != nil { return raise(.tolerated) }
    switch effect {
    case .dropped:
      raise(.receivedOnly)
      change("IR05")
    case .refused: fail(.failsBinding, "IR02")
    default:
      guard let signature, !signature.takesAnyName else { return fail(.failsValidation, nil) }
      fail(.failsBinding, "IR02")
    }
  }

  private mutating func apply(_ effect: RuntimeEffect) {
    switch effect {
    case .converted, .dropped:
      raise(.tolerated)
      change("IR03")
    case .passedUnchecked: leaveUnchecked("IR04")
    case .refused: fail(.failsValidation, "IR06")
    case .unknown: fail(.failsValidation, nil)
    }
  }

  private mutating func change(_ code: String) {
    add(code)
    verdict = max(verdict, .runsWithChangedValue)
  }

  private mutating func leaveUnchecked(_ code: String) {
    add(code)
    raise(.error)
    verdict = max(verdict, .runsUnchecked)
  }

  private mutating func fail(_ verdict: SchemaDiff.Verdict, _ code: String?) {
    if let code { add(code) }
    raise(.error)
    self.verdict = max(self.verdict, verdict)
  }

  private func accepts(_ value: JSONValue?, _ parameter: Parameter?) -> Bool {
    guard let value, let schema = parameter?.acceptedSchema else { return false }
    return CompiledSchema(schema).accepts(value)
  }

  private func takes(_ value: JSONValue?, _ parameter: Parameter?) -> Bool {
    guard let value, let types = parameter?.types else { return false }
    return types.contains { $0.accepts(value) }
  }

  private func code(of violation: Violation, _ value: JSONValue?) -> String {
    switch violation.keyword {
    case "required", "dependentRequired": "DR01"
    case "additionalProperties", "unevaluatedProperties", "false": "DR02"
    case "type": violation.instancePath.isEmpty ? "DR09" : value?.isNull ?? false ? "DR07" : "DR03"
    case "enum", "const": "DR04"
    case "minItems", "maxItems", "uniqueItems", "contains", "minContains", "maxContains": "DR06"
    case "anyOf", "oneOf", "not": "DR08"
    default: "DR05"
    }
  }

  private mutating func add(_ code: String) { if !codes.contains(code) { codes.append(code) } }

  /// The worst mark wins.
  private mutating func raise(_ new: SchemaDiff.Row.Mark) {
    let order: [SchemaDiff.Row.Mark] = [.same, .tolerated, .receivedOnly, .notImplemented, .error]
    guard let old = order.firstIndex(of: mark), let rank = order.firstIndex(of: new), rank > old else { return }
    mark = new
  }
}

extension Signature {
  var takesAnyName: Bool { parameters.contains { $0.kind == .variadicKeyword } }
}
