/// One markup that models write calls in when the server has no parser for it: a row of data. What the row's marks enclose
/// is read by the bodies that it names, in their order.
struct TextCallForm: Sendable {
  /// "T01" and so on.
  var code: String
  /// How people call it.
  var name: String
  /// What a vLLM server calls the parser that it lacks; nil where none reads this form.
  var parser: String?
  /// Any of these opens the form; none: it stands bare.
  var openings: [String] = []
  /// Any of these closes it; none: it ends with its own text.
  var closings: [String] = []
  /// The marks belong to a model's own template: prose does not use them.
  var hasMarker = true
  /// The opening must start a line.
  var startsLine = false
  var bodies: [TextCallBody]
}

/// How the text inside a form says a call.
enum TextCallBody: Sendable {
  /// `{"name": …, "arguments": {…}}`, several of them, or a list.
  case json
  /// `name {…}`, with a template's separators between.
  case nameThenJSON
  /// `<function=name>` and `<parameter=p>value</parameter>`, or the object itself.
  case functionTags
  /// `<invoke name="f">` and `<parameter name="p">value</parameter>`, whatever stands in front of the words.
  case invokeTags
  /// `name`, then `<arg_key>` and `<arg_value>` by turns.
  case keysAndValues
  /// `[f(a="x")]`, `f(a="x")`, `f.call(a="x")`, inside `print(…)` too.
  case python
  /// `Action: f` and `Action Input: …`.
  case react
  /// A code fence that holds one of the JSON forms.
  case fence
  /// JSON that starts a line.
  case line
}

/// The forms that are known, the more special first. A new markup is a row here.
enum KnownTextCallForms {
  static let all: [TextCallForm] = [
    TextCallForm(
      code: "T02", name: "Qwen3-Coder <function=…>", parser: "qwen3_coder", openings: ["<tool_call>"],
      closings: ["</tool_call>"], bodies: [.functionTags]),
    TextCallForm(
      code: "T15", name: "GLM <arg_key>", parser: "glm45", openings: ["<tool_call>"], closings: ["</tool_call>"],
      bodies: [.keysAndValues]),
    TextCallForm(
      code: "T01", name: "Hermes <tool_call>", parser: "hermes", openings: ["<tool_call>"],
      closings: ["</tool_call>"], bodies: [.json]),
    TextCallForm(
      code: "T03", name: "Llama <|python_tag|>", parser: "llama3_json", openings: ["<|python_tag|>"],
      bodies: [.json, .python]),
    TextCallForm(
      code: "T15", name: "Seed <seed:tool_call>", parser: "seed_oss", openings: ["<seed:tool_call>"],
      closings: ["</seed:tool_call>"], bodies: [.functionTags]),
    TextCallForm(
      code: "T04", name: "Llama <function=…>", parser: "llama3_json", openings: ["<function="], bodies: [.functionTags]),
    TextCallForm(
      code: "T06", name: "Mistral [TOOL_CALLS]", parser: "mistral", openings: ["[TOOL_CALLS]"],
      bodies: [.json, .nameThenJSON]),
    TextCallForm(
      code: "T07", name: "DeepSeek <｜DSML｜invoke>", parser: "deepseek_v32", openings: ["<｜DSML｜"],
      bodies: [.invokeTags]),
    TextCallForm(
      code: "T07", name: "DeepSeek <｜tool▁calls▁begin｜>", parser: "deepseek_v3",
      openings: ["<｜tool▁calls▁begin｜>", "<｜tool▁call▁begin｜>"], bodies: [.nameThenJSON]),
    TextCallForm(
      code: "T09", name: "Kimi <|tool_calls_section_begin|>", parser: "kimi_k2",
      openings: ["<|tool_calls_section_begin|>", "<|tool_call_begin|>"], bodies: [.nameThenJSON]),
    TextCallForm(
      code: "T10", name: "gpt-oss commentary channel", parser: "openai", openings: ["to=functions."],
      bodies: [.nameThenJSON]),
    TextCallForm(
      code: "T12", name: "MiniMax <minimax:tool_call>", parser: "minimax_m2", openings: ["<minimax:tool_call>"],
      closings: ["</minimax:tool_call>"], bodies: [.invokeTags]),
    TextCallForm(
      code: "T11", name: "<invoke name=…>", openings: ["<function_calls>", "<invoke name="],
      closings: ["</function_calls>", "</invoke>"], bodies: [.invokeTags]),
    TextCallForm(
      code: "T14", name: "calls in <function_calls>", parser: "olmo3", openings: ["<function_calls>"],
      closings: ["</function_calls>"], bodies: [.python, .json]),
    TextCallForm(
      code: "T15", name: "Granite <|tool_call|>", parser: "granite", openings: ["<|tool_call|>", "<function_call>"],
      bodies: [.json]),
    TextCallForm(
      code: "T15", name: "Phi functools[…]", parser: "phi4_mini_json", openings: ["functools"], startsLine: true,
      bodies: [.json]),
    TextCallForm(
      code: "T15", name: "InternLM <|plugin|>", parser: "internlm", openings: ["<|plugin|>", "<|action_start|>"],
      closings: ["<|action_end|>"], bodies: [.json]),
    TextCallForm(
      code: "T15", name: "Jamba <tool_calls>", parser: "jamba", openings: ["<tool_calls>"],
      closings: ["</tool_calls>"], bodies: [.json]),
    TextCallForm(
      code: "T15", name: "Command-R <|START_ACTION|>", parser: "command_r", openings: ["<|START_ACTION|>"],
      closings: ["<|END_ACTION|>"], bodies: [.json]),
    TextCallForm(
      code: "T14", name: "LFM2 <|tool_call_start|>", parser: "lfm2", openings: ["<|tool_call_start|>"],
      closings: ["<|tool_call_end|>"], bodies: [.python, .json]),
    TextCallForm(
      code: "T14", name: "Llama 4 <|python_start|>", parser: "llama4_pythonic", openings: ["<|python_start|>"],
      closings: ["<|python_end|>"], bodies: [.python]),
    TextCallForm(
      code: "T14", name: "Gemma tool_code", openings: ["```tool_code"], closings: ["```"], startsLine: true,
      bodies: [.python]),
    TextCallForm(
      code: "T08", name: "functionary >>>", parser: "functionary", openings: [">>>"], startsLine: true,
      bodies: [.nameThenJSON]),
    // The opening tag was eaten, by a reasoning parser for one.
    TextCallForm(
      code: "T01", name: "Hermes </tool_call> without its opening", parser: "hermes", closings: ["</tool_call>"],
      bodies: [.line]),
    TextCallForm(code: "T13", name: "ReAct Action", hasMarker: false, bodies: [.react]),
    TextCallForm(code: "T16", name: "JSON in a code fence", hasMarker: false, bodies: [.fence]),
    TextCallForm(code: "T05", name: "bare JSON", parser: "llama3_json", hasMarker: false, bodies: [.line]),
    TextCallForm(code: "T14", name: "pythonic call", parser: "pythonic", hasMarker: false, bodies: [.python]),
  ]

  /// The calls of the first form that finds any.
  static func calls(in text: String) -> [TextCall] {
    guard text.utf8.count < 262_144, text.utf8.contains(where: { $0 == 0x7B || $0 == 0x28 || $0 == 0x3A || $0 == 0x3C })
    else { return [] }
    let answer = AnswerText(text)
    for form in all {
      let found = form.calls(in: answer)
      if !found.isEmpty { return answer.placed(found, of: form) }
    }
    return []
  }
}

extension TextCallForm {
  /// All calls of this form in the answer.
  func calls(in answer: AnswerText) -> [FoundCall] {
    if openings.isEmpty {
      if !closings.isEmpty { return endingWithAMark(in: answer) }
      return bodies.lazy.map { $0.calls(in: answer, body: 0..<answer.bytes.count, isBare: true) }.first { !$0.isEmpty }
        ?? []
    }
    var calls: [FoundCall] = []
    var at = 0
    while let opening = openings.compactMap({ answer.find($0, from: at) }).min(by: { $0.lowerBound < $1.lowerBound }) {
      at = opening.upperBound
      if startsLine, !answer.startsLine(at: opening.lowerBound) { continue }
      let closing = closings.compactMap { answer.find($0, from: opening.upperBound) }
        .max { $0.lowerBound > $1.lowerBound }
      let body = opening.lowerBound..<(closing?.lowerBound ?? answer.bytes.count)
      let inside = opening.upperBound..<body.upperBound
      for kind in bodies {
        var found = kind.calls(in: answer, body: kind.includesOpening ? body : inside, isBare: false)
        guard !found.isEmpty else { continue }
        for place in found.indices {
          found[place].isClosed = found[place].isClosed && (closings.isEmpty || closing != nil)
        }
        found[0].range = opening.lowerBound..<found[0].range.upperBound
        at = max(at, closing?.upperBound ?? 0, found.map(\.range.upperBound).max() ?? 0)
        found[found.count - 1].range = found[found.count - 1].range.lowerBound..<at
        calls += found
        break
      }
    }
    return calls
  }

  /// JSON right before a closing mark whose opening is gone.
  private func endingWithAMark(in answer: AnswerText) -> [FoundCall] {
    guard let closing = closings.compactMap({ answer.find($0) }).first else { return [] }
    var at = 0
    for _ in 0..<20 {
      guard let brace = answer.find("{", from: at), brace.lowerBound < closing.lowerBound else { return [] }
      if let (value, end) = answer.json(at: brace.lowerBound), answer.skipSpace(end) == closing.lowerBound {
        return DescribedCall.calls(of: value).map {
          FoundCall(
            name: $0.name, arguments: $0.arguments, isClosed: true, range: brace.lowerBound..<closing.upperBound)
        }
      }
      at = brace.upperBound
    }
    return []
  }
}
