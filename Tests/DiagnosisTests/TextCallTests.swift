import Conversation
import Foundation
import LosslessJSON
import Testing

@testable import Diagnosis

/// Calls that stand as text in an answer, in every markup that models were seen to use.
@Suite struct TextCallTests {
  private static let weather = """
    {"name": "get_weather", "parameters": {"type": "object", "properties": {"city": {"type": "string"}, \
    "unit": {"type": "string", "enum": ["celsius", "fahrenheit"]}}, "required": ["city"]}}
    """

  /// What the rules say of an answer that a request with `tools` got.
  private func verdict(_ content: String, tools: [String] = [weather]) -> String {
    let example = RuleExample("text", fires: nil, tools: tools, steps: [.user("What is it?"), .answer(content)])
    let found = ExampleSession(example).findings()
    if let call = found.first(where: { $0.rule == "generate/call-as-text" }) {
      return call.message.contains("does not close") ? "call-as-text-truncated" : "call-as-text"
    }
    return found.contains { $0.rule == "generate/announced-not-called" } ? "announced-no-call" : "text"
  }

  /// The calls that the text holds, as JSON.
  private func calls(_ content: String) -> [String] {
    KnownTextCallForms.calls(in: content).filter(\.isClosed).map { call in
      let arguments = call.arguments.flatMap { try? JSONSerialization.jsonObject(with: Data($0.rawBytes)) }
      return call.name + " " + SharedSuites.text(arguments ?? NSNull())
    }
  }

  @Test("the collected forms: every call is found, and no prose is taken for one")
  func collectedForms() throws {
    guard let samples = SharedSuites.lines("argument-defects/text-calls.jsonl") else {
      print("suites/argument-defects is not there: skipped")
      return
    }
    var counts: [String: (right: Int, wrong: Int)] = [:]
    for sample in samples {
      let content = try #require(sample["content"] as? String)
      let wanted = try #require(sample["verdict"] as? String)
      let form = String((sample["format"] as? String ?? "").prefix(3))
      let name = sample["id"] as? String ?? ""
      let told = verdict(content)
      let expected = (sample["calls"] as? [[String: Any]] ?? []).map {
        "\($0["name"] ?? "") \(SharedSuites.text($0["arguments"] ?? NSNull()))"
      }
      let isRight = told == wanted && (wanted != "call-as-text" || calls(content) == expected)
      counts[form, default: (0, 0)].right += isRight ? 1 : 0
      counts[form, default: (0, 0)].wrong += isRight ? 0 : 1
      #expect(told == wanted, "\(name)")
      if wanted == "call-as-text" { #expect(calls(content) == expected, "\(name)") }
    }
    print("calls as text   right wrong")
    for (form, count) in counts.sorted(by: { $0.key < $1.key }) {
      print("  \(form)           \(count.right)     \(count.wrong)")
    }
  }

  @Test(
    "other spellings of the forms",
    arguments: [
      "<tool_call>{\"name\": \"get_weather\", \"arguments\": {\"city\": \"Rome\"}}</tool_call>",
      "Let me look.\n<tool_call>\n{\"name\": \"get_weather\", \"arguments\": {\"city\": \"Rome\"}}\n</tool_call>",
      "<|python_tag|>get_weather.call(city=\"Rome\")",
      "<|tool_call_begin|>functions.get_weather:1<|tool_call_argument_begin|>{\"city\": \"Rome\"}<|tool_call_end|>",
      "<｜tool▁calls▁begin｜><｜tool▁call▁begin｜>function<｜tool▁sep｜>get_weather\n```json\n{\"city\": \"Rome\"}\n```<｜tool▁call▁end｜><｜tool▁calls▁end｜>",
      "<｜DSML｜function_calls>\n<｜DSML｜invoke name=\"get_weather\">\n<｜DSML｜parameter name=\"city\" string=\"true\">Rome</｜DSML｜parameter>\n</｜DSML｜invoke>\n</｜DSML｜function_calls>",
      "[TOOL_CALLS]get_weather[ARGS]{\"city\": \"Rome\"}",
      "[TOOL_CALLS]get_weather[CALL_ID]a1b2c3d4e[ARGS]{\"city\": \"Rome\"}",
      "<|channel|>commentary to=functions.get_weather <|constrain|>json<|message|>{\"city\": \"Rome\"}<|call|>",
      "<invoke name=\"get_weather\">\n<parameter name=\"city\">Rome</parameter>\n</invoke>",
      "functools[{\"name\": \"get_weather\", \"arguments\": {\"city\": \"Rome\"}}]",
      "<|action_start|><|plugin|>\n{\"name\": \"get_weather\", \"parameters\": {\"city\": \"Rome\"}}<|action_end|>",
      "<|tool_call_start|>[get_weather(city='Rome')]<|tool_call_end|>",
      "<|python_start|>[get_weather(city=\"Rome\")]<|python_end|>",
      "```tool_code\nprint(get_weather(city=\"Rome\"))\n```",
      "<function=get_weather>\n<parameter=city>\nRome\n</parameter>\n</function>",
      "```json\n{\"name\": \"get_weather\", \"arguments\": {\"city\": \"Rome\"}}\n```",
      "{\"type\": \"function\", \"function\": {\"name\": \"get_weather\", \"parameters\": {\"city\": \"Rome\"}}}",
      "Thought: I should look.\nAction: get_weather\nAction Input: {\"city\": \"Rome\"}\nObservation: 18 degrees\nFinal Answer: 18.",
      "Action: ```json\n[{\"tool_name\": \"get_weather\", \"parameters\": {\"city\": \"Rome\"}}]\n```",
    ])
  func otherSpellings(content: String) {
    #expect(verdict(content) == "call-as-text")
    #expect(calls(content) == ["get_weather {\"city\":\"Rome\"}"])
  }

  @Test(
    "prose, code and data are no calls",
    arguments: [
      "Use get_weather(city=\"Rome\") for that.", "```python\nprint(get_weather(city=\"Paris\"))\n```",
      ">>> get_weather(city=\"Rome\")\n18", "The list is [a(b=1)] and that is all I know about it.",
      "The format is <tool_call>{\"name\": …}</tool_call>, as the manual says.", "[1, 2, 3]", "[x] done\n[ ] open",
      "A call looks like this:\n{\"name\": \"get_weather\", \"arguments\": {\"city\": \"…\"}}\nYou need not write it.",
      "{\"name\": \"Rome\", \"parameters\": {\"population\": 3}}",
      "Action: call the office.\nAction Input: none needed",
      "<invoice name=\"Rome\">1</invoice>", "The functools module has reduce and partial.",
      "to=functions.get_weather is how gpt-oss names its recipient.",
    ])
  func proseIsNoCall(content: String) {
    #expect(verdict(content) == "text")
  }
}
