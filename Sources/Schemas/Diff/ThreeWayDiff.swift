package import Conversation
package import LosslessJSON

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
  case .otherValue(let value): notes.append("arguments are \(articled(typeWords(of: value))), not an object")
  case .none: notes.append(arguments.form == .null ? "arguments are null" : "no arguments were sent")
  case .object: break
  }
  let schema = declared?.schema ?? implemented?.schema
  if declared == nil { notes.append("no declaration is recorded for this call") }
  var builder = DiffBuilder(schema: schema, implemented: implemented, received: object, runtime: runtime)
  builder.isDeclared = declared != nil
  builder.build()
  return SchemaDiff(rows: builder.rows, note: notes.isEmpty ? nil : notes.joined(separator: "; "))
}

/// "an object", "a string".
package func articled(_ noun: String) -> String {
  guard let first = noun.first, noun != "null" else { return noun }
  return ("aeiou".contains(first) ? "an " : "a ") + noun
}

/// A declared property as a cell: "integer? = 10".
package func declaredCell(_ property: JSONValue, isRequired: Bool, root: JSONValue) -> String {
  var text = words(forSchema: property, root: root) + (isRequired ? "" : "?")
  if let value = property["default"] { text += " = " + words(forReceived: value) }
  return text
}

/// A parameter as a cell: "int = 10".
package func implementedCell(_ parameter: Parameter) -> String {
  var text = parameter.annotation ?? parameter.schema.map { words(forSchema: $0, root: $0) } ?? "untyped"
  switch parameter.kind {
  case .variadic: text = "*" + text
  case .variadicKeyword: text = "**" + text
  case .positionalOnly: text += " (positional only)"
  default: break
  }
  return parameter.defaultText.map { text + " = " + $0 } ?? text
}
