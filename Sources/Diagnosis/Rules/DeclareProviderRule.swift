import Conversation
import LosslessJSON

extension Rule {
  static let providerRule = Rule(
    "declare/provider-rule",
    summary: "the request breaks a rule of its provider",
    explanation: """
      Providers take less than JSON Schema allows, each in its own way: arrays without items, a root without a type, \
      references that point nowhere, ids that are too long. The code names the demand (N names, S schemas, M messages, R \
      the request). One bad declaration refuses every request that carries it, "hello" included.
      """,
    lookFor: "The refusal's param or \"In context=(…)\" names the place; the code names the demand.",
    fixes: Fixes(
      "mend the declaration (or the message) that the code names; every request that carries it is refused",
      classic: "declare nested models flat, or write the schema by hand: classic AutoGen puts $defs where references "
        + "do not find them",
      agentchat: "mend the function's annotations, or pass a schema of your own; strict=True wants no defaults"),
    examples: [
      RuleExample(
        "an array without items, refused", fires: .error, path: "/paths", tools: [arrayWithoutItems],
        steps: [
          .user("Find it."),
          .refused(
            status: 400,
            message: "Invalid schema for function 'search': In context=('properties', 'paths'), array "
              + "schema missing items.", param: "tools[0].function.parameters"),
        ], model: "gpt-4o-mini"),
      RuleExample(
        "a log that keeps the refusal's code alone", fires: .error, path: "/paths", tools: [arrayWithoutItems],
        steps: [
          .user("Find it."),
          .refused(status: nil, message: "error_code:invalid_function_parameters, config 0 failed"),
        ], model: "gpt-4o-mini"),
      RuleExample(
        "accepted all the same", fires: .warning, path: "/paths", tools: [arrayWithoutItems],
        steps: [.user("Find it."), .answer("Three.")], model: "gpt-4o-mini"),
      RuleExample(
        "another provider takes it", fires: nil, tools: [arrayWithoutItems],
        steps: [.user("Find it."), .answer("Three.")], model: "claude-opus-4"),
      RuleExample(
        "the program died of it", fires: .error,
        steps: [
          .ended(
            "Traceback (most recent call last):\nValueError: Strict mode is enabled, but not all input arguments are marked as required."
          )
        ]),
    ]
  ) { turn in
    if turn.turn.kind == .ended { return RegistrationRefusal.findings("declare/provider-rule", in: turn) }
    return ProviderFaults.declared(in: turn).filter { $0.rule == "declare/provider-rule" }
      + ProviderFaults.sent(in: turn)
  }

  private static let arrayWithoutItems = """
    {"name": "search", "description": "d", "parameters": {"type": "object", "properties": {"paths": \
    {"type": "array", "description": "p"}}}}
    """
}
