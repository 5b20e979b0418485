import Conversation
package import LosslessJSON
package import Schemas

/// Tools of one source: what is declared to a model beside what the function takes, and who exposes and executes them.
package struct ToolListing: Sendable {
  private let tools: [ImplementedTool]

  package init(_ tools: [ImplementedTool]) { self.tools = tools }

  /// Whether a tool is registered by halves, or its schema and its function do not fit.
  package var hasProblems: Bool { tools.contains { !problems(of: $0).isEmpty } }

  /// A paragraph a tool.
  package var text: String { tools.map(paragraph).joined(separator: "\n") }

  private func paragraph(_ tool: ImplementedTool) -> String {
    var lines = [([tool.name, tool.runtime] + (tool.definedAt.map { [$0] } ?? [])).joined(separator: " · ")]
    if let summary = tool.description?.split(separator: "\n").first { lines.append("  " + summary) }
    if let registration = tool.registration {
      lines.append(
        "  exposed by \(people(registration.exposedBy)) · executable by \(people(registration.executableBy))")
    }
    lines += table(of: tool)
    lines += problems(of: tool).map { "  ! " + $0 }
    return lines.joined(separator: "\n") + "\n"
  }

  private func people(_ names: [String]) -> String { names.isEmpty ? "nobody" : names.joined(separator: ", ") }

  private func table(of tool: ImplementedTool) -> [String] {
    let rows = properties(of: tool)
    guard !rows.isEmpty else { return ["    no parameters"] }
    let head = ("property", "declared to the model", tool.signature.map { $0.function + "(…)" } ?? "implemented")
    let nameWidth = ([head.0] + rows.map(\.name)).map(\.count).max() ?? 0
    let declaredWidth = ([head.1] + rows.map { $0.declared ?? "–" }).map(\.count).max() ?? 0
    func line(_ name: String, _ declared: String, _ implemented: String) -> String {
      "    " + padded(name, nameWidth) + "  " + padded(declared, declaredWidth) + "  " + implemented
    }
    return [line(head.0, head.1, head.2)]
      + rows.map { line($0.name, $0.declared ?? "–", $0.implemented ?? "–") }
  }

  private func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }

  private struct Row {
    var name: String
    var declared: String?
    var implemented: String?
  }

  /// Every declared property and every parameter that the model could fill, declared ones first.
  private func properties(of tool: ImplementedTool) -> [Row] {
    let parameters = tool.signature?.parameters.filter { !$0.isInjected } ?? []
    let required = tool.schema?["required"]?.elements.compactMap(\.string) ?? []
    var rows: [Row] = []
    if let schema = tool.schema, let declared = schema["properties"] {
      for member in declared.members {
        let parameter = parameters.first { $0.name == member.key }
        rows.append(
          Row(
            name: member.key,
            declared: declaredCell(member.value, isRequired: required.contains(member.key), root: schema),
            implemented: parameter.map(implementedCell)))
      }
    }
    for parameter in parameters where !rows.contains(where: { $0.name == parameter.name }) {
      let stars = parameter.kind == .variadic ? "*" : parameter.kind == .variadicKeyword ? "**" : ""
      rows.append(Row(name: stars + parameter.name, implemented: implementedCell(parameter)))
    }
    return rows
  }

  /// One sentence each.
  private func problems(of tool: ImplementedTool) -> [String] {
    var found: [String] = []
    if let registration = tool.registration {
      if let place = registration.unappliedAt {
        found.append("\(place) makes a decorator and never applies it: it registers nothing")
      }
      if registration.executableBy.isEmpty, !registration.exposedBy.isEmpty {
        found.append("a model is shown it, but no agent can execute it: register it for execution")
      }
      if registration.exposedBy.isEmpty, !registration.executableBy.isEmpty {
        found.append("an agent can execute it, but no model is shown it: register it for the model")
      }
    }
    if let schema = tool.schema, let signature = tool.signature {
      found += drifts(declared: schema, implemented: signature).map(\.message)
    }
    return found
  }

  /// The tools as elements of an array that is open in `writer`.
  package func write(to writer: inout JSONWriter) {
    for tool in tools {
      writer.object { writer in
        writer.member("name", tool.name)
        writer.member("source", tool.source)
        writer.member("runtime", tool.runtime)
        writer.member("description", tool.description)
        writer.member("definedAt", tool.definedAt)
        writer.member("schema", tool.schema)
        writer.name("signature")
        if let signature = tool.signature { write(signature, to: &writer) } else { writer.null() }
        writer.name("registration")
        if let registration = tool.registration {
          writer.object { writer in
            writer.member("exposedBy", array: { list(registration.exposedBy, to: &$0) })
            writer.member("executableBy", array: { list(registration.executableBy, to: &$0) })
            writer.member("unappliedAt", registration.unappliedAt)
          }
        } else {
          writer.null()
        }
        writer.member("problems", array: { list(problems(of: tool), to: &$0) })
      }
    }
  }

  private func write(_ signature: Signature, to writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("function", signature.function)
      writer.name("parameters")
      writer.array { writer in
        for parameter in signature.parameters { write(parameter, to: &writer) }
      }
      writer.member("returns", signature.returns)
      writer.member("async", signature.isAsync)
    }
  }

  private func write(_ parameter: Parameter, to writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("name", parameter.name)
      writer.member("kind", parameter.kind.rawValue)
      writer.member("annotation", parameter.annotation)
      writer.member("default", parameter.defaultText)
      writer.member("injected", parameter.isInjected)
    }
  }

  private func list(_ texts: [String], to writer: inout JSONWriter) {
    for text in texts { writer.string(text) }
  }
}
