import Conversation
import LosslessJSON

extension ToolCall {
  /// The line that runs this call outside the agent loop.
  func commandLine(source: String?) -> String {
    "turntable call \(shellWord(name)) --args \(shellWord(arguments.text)) --tools \(shellWord(source ?? "tools.py"))"
  }

  /// The call as a Python expression; nil where the arguments are no JSON object.
  var python: String? {
    guard let root = try? Document(arguments.bytes.bytes).root, root.kind == .object else { return nil }
    let members = Array(root.members)
    guard members.allSatisfy({ isPythonName($0.key) }), Set(members.map(\.key)).count == members.count else {
      return "\(name)(**\(root.python))"
    }
    return "\(name)(" + members.map { "\($0.key)=\($0.value.python)" }.joined(separator: ", ") + ")"
  }
}

extension RawText {
  /// A recorded model request as a command that sends it again; the key comes from the environment. Nil where there is no
  /// request body in it.
  var curl: String? {
    guard let root = try? Document(bytes).root, let body = root.requestBody(depth: 4) else { return nil }
    let isAnthropic = body["max_tokens"] != nil && body["system"] != nil
    let (url, headers) =
      isAnthropic
      ? (
        "${ANTHROPIC_BASE_URL:-https://api.anthropic.com}/v1/messages",
        [#"x-api-key: $ANTHROPIC_API_KEY"#, "anthropic-version: 2023-06-01"]
      )
      : ("${OPENAI_BASE_URL:-https://api.openai.com/v1}/chat/completions", [#"Authorization: Bearer $OPENAI_API_KEY"#])
    let lines = ["curl -sS \"\(url)\""] + (headers + ["Content-Type: application/json"]).map { "-H \"\($0)\"" }
    return (lines + ["--data-binary \(shellWord(body.rawText))"]).joined(separator: " \\\n  ")
  }
}

extension JSONValue {
  /// The outermost object that has messages.
  fileprivate func requestBody(depth: Int) -> JSONValue? {
    guard kind == .object, depth > 0 else { return nil }
    if self["messages"]?.kind == .array { return self }
    return members.lazy.compactMap { $0.value.requestBody(depth: depth - 1) }.first
  }

  /// The value as Python writes it.
  fileprivate var python: String {
    switch kind {
    case .null: "None"
    case .true: "True"
    case .false: "False"
    case .number: rawText
    case .string: pythonString(string ?? rawText)
    case .array: "[" + elements.map(\.python).joined(separator: ", ") + "]"
    case .object: "{" + members.map { "\(pythonString($0.key)): \($0.value.python)" }.joined(separator: ", ") + "}"
    }
  }
}

private func pythonString(_ text: String) -> String {
  var written = "\""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "\"": written += "\\\""
    case "\\": written += "\\\\"
    case "\n": written += "\\n"
    case "\t": written += "\\t"
    case _ where scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value):
      let digits = String(scalar.value, radix: 16)
      written += "\\x" + (digits.count < 2 ? "0" : "") + digits
    default: written.unicodeScalars.append(scalar)
    }
  }
  return written + "\""
}

private func isPythonName(_ name: String) -> Bool {
  guard let first = name.first, first == "_" || first.isASCII && first.isLetter else { return false }
  return name.allSatisfy { $0 == "_" || $0.isASCII && ($0.isLetter || $0.isNumber) } && !pythonKeywords.contains(name)
}

private let pythonKeywords: Set<String> = [
  "False", "None", "True", "and", "as", "assert", "async", "await", "break", "class", "continue", "def", "del", "elif",
  "else", "except", "finally", "for", "from", "global", "if", "import", "in", "is", "lambda", "nonlocal", "not", "or",
  "pass", "raise", "return", "try", "while", "with", "yield",
]

/// A word that a POSIX shell reads as exactly this text.
private func shellWord(_ text: String) -> String {
  let isPlain = !text.isEmpty && text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "_-./:".contains($0)) }
  return isPlain ? text : "'" + text.replacing("'", with: #"'\''"#) + "'"
}
