package import LosslessJSON

/// How far a repair may go without the reader.
package enum RepairGrade: String, Sendable, Comparable {
  /// There is nothing to repair.
  case none
  /// Lossless: only one reading is possible.
  case auto
  /// One reading of several: the reader confirms it.
  case offer
  /// No repair can be right: what is there is a draft with holes, to be edited before it can run.
  case never

  private var rank: Int {
    switch self {
    case .none: 0
    case .auto: 1
    case .offer: 2
    case .never: 3
    }
  }

  package static func < (left: RepairGrade, right: RepairGrade) -> Bool { left.rank < right.rank }
}

/// One thing that is wrong with a call's arguments.
package struct Defect: Sendable, Equatable {
  /// A… the text is not JSON, B… it is no object of arguments, C… a property.
  package var code: String
  /// JSON Pointer of the property; "" is the whole.
  package var path: String
  /// A sentence without its full stop.
  package var message: String
  package var grade: RepairGrade
  /// Bytes in the arguments' text, where the defect has a place there.
  package var range: Range<Int>?

  package init(code: String, path: String = "", message: String, grade: RepairGrade, range: Range<Int>? = nil) {
    self.code = code
    self.path = path
    self.message = message
    self.grade = grade
    self.range = range
  }
}

/// What is wrong with a call's arguments, the first cause first, and what they would be put right.
package struct DefectReport: Sendable, Equatable {
  package var defects: [Defect] = []
  /// JSON objects: usually one; several where one call holds the arguments of several. Empty where no reading is left. With
  /// the grade `never`, a draft with holes.
  package var repaired: [String] = []

  /// The strictest of the defects' grades.
  package var grade: RepairGrade { defects.map(\.grade).max() ?? .none }
}

/// What is known of a call beside its arguments.
package struct DefectContext: Sendable {
  package var tool: String
  package var schema: JSONValue?
  /// The answer ended because it was long enough: finish_reason length, or as many tokens as were allowed.
  package var isCutOff: Bool

  package init(tool: String, schema: JSONValue?, isCutOff: Bool = false) {
    self.tool = tool
    self.schema = schema
    self.isCutOff = isCutOff
  }
}

/// Everything that is wrong with a call's arguments, and the repair as an offer. Nothing is ever applied by itself, and the
/// strict verdict (`Document`) does not depend on it.
///
/// Cost: a few passes over the text; meant for calls that failed.
package func defects(of text: [UInt8], _ context: DefectContext) -> DefectReport {
  var reading = TextReading(text, context)
  reading.run()
  guard let first = reading.drafts.first else { return DefectReport(defects: reading.defects) }
  guard reading.drafts.count == 1 else { return severalCalls(reading.drafts, reading.defects, context) }
  return shaped(first, reading.defects, context)
}

/// Arguments of several calls in one: an offer where each is valid alone.
func severalCalls(_ drafts: [JSONDraft], _ found: [Defect], _ context: DefectContext) -> DefectReport {
  var report = DefectReport(defects: found, repaired: drafts.map(\.text))
  let compiled = context.schema.map { CompiledSchema($0) }
  let areValid = drafts.allSatisfy { draft in draft.value.map { compiled?.accepts($0) ?? true } ?? false }
  if !areValid, let last = report.defects.indices.last { report.defects[last].grade = .never }
  return report
}

/// Takes JSON to an object of arguments, and that to what the schema asks for.
func shaped(_ draft: JSONDraft, _ found: [Defect], _ context: DefectContext) -> DefectReport {
  guard let value = draft.value else { return DefectReport(defects: found) }
  var shape = ShapeReading(context: context, defects: found)
  let object = shape.object(value)
  if shape.calls.count > 1 { return severalCalls(shape.calls, shape.defects, context) }
  guard let object else {
    let holes = shape.defects.last?.grade == .never ? ["{}"] : []
    return DefectReport(defects: shape.defects, repaired: holes)
  }
  guard let schema = context.schema else {
    return DefectReport(defects: shape.defects, repaired: shape.defects.isEmpty ? [] : [object.text])
  }
  let hasPythonNone = found.contains { $0.code == "A08" }
  var properties = PropertyReading(schema: schema, leavesOutNull: hasPythonNone ? .offer : .auto)
  properties.run(object)
  let all = shape.defects + properties.defects
  return DefectReport(defects: all, repaired: all.isEmpty ? [] : [properties.draft.text])
}
