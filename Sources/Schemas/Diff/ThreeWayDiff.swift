package import Conversation
import LosslessJSON

/// Declared | implemented | received, one row per property path: the union of all three, in the order of the
/// declaration, then of the signature, then of the call. `runtime` says whose behaviour the notes tell.
package func threeWayDiff(
  declared: ToolDeclaration?, implemented: ImplementedTool?, arguments: ToolCall.Arguments, runtime: String
) -> SchemaDiff {
  let received = ReceivedArguments(arguments)
  let object = received.object ?? ReceivedArguments.tolerated(arguments, runtime: runtime)
  var notes: [String] = []
  switch received {
  case .notJSON(let error):
    notes.append(
      "arguments are not JSON: \(error.reason), line \(error.line) column \(error.column)"
        + (object == nil ? "" : "; \(runtime) repairs the line breaks"))
  case .otherValue(let value):
    notes.append(
      "arguments are \(articled(typeWords(of: value))), not an object"
        + (object == nil ? "" : "; \(runtime) takes them as {}"))
  case .none: notes.append(arguments.form == .null ? "arguments are null" : "no arguments were sent")
  case .object: break
  }
  let schema = declared?.schema ?? implemented?.schema
  if declared == nil { notes.append("no declaration is recorded for this call") }
  var builder = DiffBuilder(schema: schema, implemented: implemented, received: object, runtime: runtime)
  builder.isDeclared = declared != nil
  builder.build()
  let note = notes.isEmpty ? nil : notes.joined(separator: "; ")
  switch received {
  case .notJSON where object == nil: return SchemaDiff(rows: builder.rows, note: note, verdict: .failsParsing)
  case .otherValue where object == nil: return SchemaDiff(rows: builder.rows, note: note, verdict: .failsBinding)
  case .none: return SchemaDiff(rows: builder.rows, note: note)
  default: return SchemaDiff(rows: builder.rows, note: note, verdict: builder.verdict)
  }
}

/// "an object", "a string".
package func articled(_ noun: String) -> String {
  guard let first = noun.first, noun != "null" else { return noun }
  return ("aeiou".contains(first) ? "an " : "a ") + noun
}
