import Conversation
import LosslessJSON
import Schemas

extension Rule {
  static let defaultViolatesSchema = Rule(
    "declare/default-violates-schema",
    summary: "a default that its own schema refuses",
    explanation: """
      "default": null beside "type": "string" is the common form. A model that copies the default sends a value that the \
      schema, and often the framework, refuses.
      """,
    lookFor: "\"default\": null beside \"type\": \"string\" (or a number outside its bounds) in the declaration.",
    fixes: Fixes("annotate the parameter as Optional[…], or choose a default of the declared type"),
    examples: [
      .call(
        "null beside string", fires: .warning, path: "/note",
        tools: [
          #"{"name": "search", "parameters": {"properties": {"note": {"type": "string", "default": null}}}}"#
        ], "{}", result: "3 claims"),
      .call(
        "null allowed", fires: nil,
        tools: [
          """
          {"name": "search", "parameters": {"properties": {"note": {"anyOf": [{"type": "string"}, {"type": "null"}], \
          "default": null}}}}
          """
        ], "{}", result: "3 claims"),
    ]
  ) { turn in
    turn.newDeclarations.flatMap { declaration -> [Finding] in
      guard let root = declaration.schema else { return [] }
      return root["properties"]?.members.compactMap { property -> Finding? in
        guard let value = property.value["default"], let first = violations(of: value, against: property.value).first
        else { return nil }
        var finding = turn.finding(
          "declare/default-violates-schema", code: "DI22", severity: .warning,
          message: "\(declaration.name): the default of \(property.key) is \(words(forReceived: value)), "
            + "and its schema wants \(first.expected)",
          evidence: [Evidence(declaration.origin)])
        finding.path = "/" + pointerStep(property.key)
        return finding
      } ?? []
    }
  }
}
