import Conversation
import LosslessJSON
import Schemas

/// A difference between declaration and function that a failed call gave away: the function refuses what the declared
/// schema allows.
enum Drifting {
  struct Shown {
    var code: String
    var path: String
    var message: String
  }

  static func shown(by call: CallCase) -> Shown? {
    guard call.isConfirmed, call.fate.isFailed, let schema = call.declaration?.schema,
      let properties = schema["properties"]
    else { return nil }
    switch call.failure {
    case .unexpectedArgument(let function, let name)? where properties[name] != nil:
      return Shown(
        code: "DI01", path: "/" + pointerStep(name),
        message: "\(name) is declared to the model, and \(function)() has no such parameter")
    case .missingArguments(let function, let names)?:
      guard let name = names.first(where: { properties[$0] == nil || !isRequired($0, schema) }) else { return nil }
      return needed(name, by: function, isDeclared: properties[name] != nil)
    case .validation(let title, let problems)?:
      for problem in problems where problem.type == "missing" {
        let name = String(problem.path.dropFirst())
        guard !name.contains("/"), !name.isEmpty, properties[name] == nil || !isRequired(name, schema) else { continue }
        if call.defects.contains(where: { $0.path == problem.path }) { continue }
        return needed(name, by: title, isDeclared: properties[name] != nil)
      }
      return nil
    default: return nil
    }
  }

  private static func needed(_ name: String, by function: String, isDeclared: Bool) -> Shown {
    Shown(
      code: isDeclared ? "DI07" : "DI02", path: "/" + pointerStep(name),
      message: isDeclared
        ? "\(function) needs \(name), which is declared as optional"
        : "\(function) needs \(name), which is not declared to the model")
  }

  private static func isRequired(_ name: String, _ schema: JSONValue) -> Bool {
    schema["required"]?.elements.contains { $0.string == name } ?? false
  }
}
