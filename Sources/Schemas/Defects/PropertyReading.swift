package import LosslessJSON

/// Holds an object of arguments against its schema and corrects what can be corrected, property by property.
struct PropertyReading {
  /// Corrections uncover others (a list in a string may hold strings where numbers are due): so many rounds at most.
  static let rounds = 4

  let schema: JSONValue
  /// The grade of leaving out a null that nobody wants.
  let leavesOutNull: RepairGrade
  private(set) var defects: [Defect] = []
  private(set) var draft = JSONDraft.object([])
  private let compiled: CompiledSchema

  init(schema: JSONValue, leavesOutNull: RepairGrade = .auto) {
    self.schema = schema
    self.leavesOutNull = leavesOutNull
    compiled = CompiledSchema(schema)
  }

  mutating func run(_ start: JSONDraft) {
    draft = start
    var told: Set<String> = []
    for _ in 0..<Self.rounds {
      guard let value = draft.value else { return }
      let found = corrections(of: value).filter { correction in
        // A hole that was made is missing, too: it has been told already.
        let isEcho = correction.defect.code == "C01" && defects.contains { $0.path == correction.defect.path }
        return !isEcho && told.insert(correction.defect.path + correction.defect.code).inserted
      }
      guard !found.isEmpty else { return }
      for correction in found {
        defects.append(correction.defect)
        correction.edit?.apply(to: &draft)
      }
    }
  }

  private func corrections(of value: JSONValue) -> [Correction] {
    let judgement = compiled.judge(value)
    var reading = ViolationReading(root: value, schema: schema, compiled: compiled, leavesOutNull: leavesOutNull)
    let broken = judgement.violations.map { violation in
      // A union is told by what breaks its best branch inside, where that is one thing.
      guard violation.branch.count == 1, let only = violation.branch.first,
        only.instancePath != violation.instancePath
      else { return violation }
      return only
    }
    // A type's violation says more than the allowed values beside it.
    let typed = Set(broken.filter { $0.keyword == "type" }.map(\.instancePath))
    for violation in broken where violation.keyword == "type" || !typed.contains(violation.instancePath) {
      reading.read(violation)
    }
    for warning in judgement.warnings { reading.readFormat(warning) }
    reading.readUndeclared()
    if broken.isEmpty { reading.readPlaceholders() }
    return reading.corrections
  }
}

/// A defect and what would put it right, or (with the grade `never`) what makes a hole of it.
struct Correction {
  enum Edit {
    case remove([String])
    case replace([String], JSONDraft)
    case rename([String], String)

    func apply(to draft: inout JSONDraft) {
      switch self {
      case .remove(let steps): draft.change(at: steps[...]) { _ in nil }
      case .replace(let steps, let value): draft.change(at: steps[...]) { _ in value }
      case .rename(let steps, let name): draft.rename(at: steps[...], to: name)
      }
    }
  }

  var defect: Defect
  var edit: Edit?
}

/// The absent property that says the same with more words or fewer, and that takes the value which was sent.
package func relatedName(
  to name: String, among absent: [String], fitting value: JSONValue?, _ properties: JSONValue?, root: JSONValue
) -> String? {
  guard let meant = relatedName(to: name, among: absent), let value, let property = properties?[meant] else {
    return nil
  }
  return CompiledSchema(root, part: property).accepts(value) ? meant : nil
}
