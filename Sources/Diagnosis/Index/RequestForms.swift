import Conversation
import LosslessJSON

/// How the frameworks write their requests. Each derives its schemas and builds its messages in a way of its own, so that a
/// captured request says who sent it although it names nobody. One reading among others: it never makes more than "likely".
enum RequestForms {
  /// The runtime that derives schemas of this form, and by what it is known.
  static func runtime(of declaration: ToolDeclaration) -> (id: String, evidence: String)? {
    guard let schema = declaration.schema, let properties = schema["properties"], properties.count > 0 else {
      return nil
    }
    let names = schema.members.map(\.key)
    let isClosed = schema["additionalProperties"]?.kind == .false
    let areTitled = properties.members.allSatisfy { $0.value["title"]?.kind == .string }
    let areDescribed = properties.members.allSatisfy { $0.value["description"]?.kind == .string }
    if isClosed, areTitled, areDescribed, names.first == "type" {
      return ("agentchat-0.7", "schemas in the form of FunctionTool")
    }
    if isClosed, areTitled, names.first != "type", names.first != "title", names.last == "additionalProperties" {
      return ("ag2-1.2", "schemas in the form of ag2 1.x")
    }
    return nil
  }

  /// Whether the declaration may be one of classic AutoGen's: a description for every property, and no titles.
  static func isClassic(_ declaration: ToolDeclaration) -> Bool {
    guard let schema = declaration.schema, let properties = schema["properties"] else { return false }
    return schema["additionalProperties"] == nil && Array(schema.members).first?.key == "type"
      && properties.members.allSatisfy { $0.value["description"] != nil && $0.value["title"] == nil }
  }

  /// Classic AutoGen writes the content first and names the agent that speaks to the model.
  static func isClassic(userMessage raw: [UInt8]) -> Bool {
    guard let message = (try? Document(raw))?.root, message["role"]?.string == "user" else { return false }
    return message["name"] != nil && Array(message.members).first?.key == "content"
  }
}
