import LosslessJSON
import Schemas

/// `<tool_call>{"name": …, "arguments": {…}}</tool_call>`, and Qwen3-Coder's `<function=name>` inside it.
@Sendable func readToolCallTags(_ answer: AnswerText) -> [FoundCall] {
  var calls: [FoundCall] = []
  var at = 0
  while let opening = answer.find("<tool_call>", from: at) {
    let closing = answer.find("</tool_call>", from: opening.upperBound)
    let end = closing?.upperBound ?? answer.bytes.count
    let body = opening.upperBound..<(closing?.lowerBound ?? answer.bytes.count)
    if let call = taggedCall(answer, body: body, isTagClosed: closing != nil) {
      calls.append(
        FoundCall(
          name: call.name, arguments: call.arguments, isClosed: call.isClosed, range: opening.lowerBound..<end))
    }
    at = end
  }
  return calls
}

private func taggedCall(_ answer: AnswerText, body: Range<Int>, isTagClosed: Bool) -> FoundCall? {
  if let function = answer.find("<function=", from: body.lowerBound), function.upperBound < body.upperBound {
    let name = answer.text(function.upperBound..<body.upperBound).prefix { $0 != ">" && $0 != "\n" }
    let isClosed = isTagClosed && answer.find("</function>", from: function.upperBound) != nil
    return FoundCall(name: String(name), arguments: nil, isClosed: isClosed, range: body)
  }
  let start = answer.skipSpace(body.lowerBound)
  if let (value, end) = answer.json(at: start), end <= body.upperBound, let call = callObjects(value).first {
    return FoundCall(name: call.name, arguments: call.arguments, isClosed: isTagClosed, range: body)
  }
  return brokenCall(answer, from: start, to: body.upperBound)
}

/// `<|python_tag|>{"name": …, "parameters": {…}}`, or `<|python_tag|>name.call(…)`.
@Sendable func readPythonTag(_ answer: AnswerText) -> [FoundCall] {
  guard let tag = answer.find("<|python_tag|>") else { return [] }
  let found = objects(answer, from: tag.upperBound)
  if !found.isEmpty { return widened(found, to: tag.lowerBound) }
  let rest = answer.text(tag.upperBound..<answer.bytes.count)
  if let call = rest.firstRange(of: ".call("), rest.contains(")") {
    let name = rest[..<call.lowerBound].filter { !$0.isWhitespace }
    return [FoundCall(name: name, arguments: nil, isClosed: true, range: tag.lowerBound..<answer.bytes.count)]
  }
  return brokenCall(answer, from: answer.skipSpace(tag.upperBound), to: answer.bytes.count)
    .map { widened([$0], to: tag.lowerBound) } ?? []
}

/// `[TOOL_CALLS][{…}]`, `[TOOL_CALLS]name{…}`, `[TOOL_CALLS]name[ARGS]{…}`.
@Sendable func readToolCallsMarker(_ answer: AnswerText) -> [FoundCall] {
  guard let marker = answer.find("[TOOL_CALLS]") else { return [] }
  let start = answer.skipSpace(marker.upperBound)
  let found = objects(answer, from: start)
  if !found.isEmpty { return widened(found, to: marker.lowerBound) }
  guard let brace = answer.find("{", from: start) else { return [] }
  let name = answer.text(start..<brace.lowerBound).replacing("[ARGS]", with: "").filter { !$0.isWhitespace }
  guard isName(name) else { return [] }
  let read = answer.json(at: brace.lowerBound)
  return [
    FoundCall(
      name: name, arguments: read?.0, isClosed: read?.0.kind == .object,
      range: marker.lowerBound..<(read?.1 ?? answer.bytes.count))
  ]
}

/// A fence that holds one call, or several.
@Sendable func readFences(_ answer: AnswerText) -> [FoundCall] {
  var calls: [FoundCall] = []
  var at = 0
  while let opening = answer.find("```", from: at) {
    guard answer.startsLine(at: opening.lowerBound), let line = answer.find("\n", from: opening.upperBound) else {
      break
    }
    let closing = answer.find("```", from: line.upperBound)
    let end = closing?.upperBound ?? answer.bytes.count
    let start = answer.skipSpace(line.upperBound)
    if let (value, stop) = answer.json(at: start), stop <= (closing?.lowerBound ?? answer.bytes.count) {
      calls += callObjects(value).map {
        FoundCall(name: $0.name, arguments: $0.arguments, isClosed: closing != nil, range: opening.lowerBound..<end)
      }
    } else if let broken = brokenCall(answer, from: start, to: closing?.lowerBound ?? answer.bytes.count) {
      calls.append(
        FoundCall(
          name: broken.name, arguments: nil, isClosed: false, range: opening.lowerBound..<end))
    }
    at = end
  }
  return calls
}

/// `{"name": …, "arguments": {…}}` at the start of a line.
@Sendable func readBareJSON(_ answer: AnswerText) -> [FoundCall] {
  var at = 0
  var attempts = 0
  while attempts < 20, let brace = answer.find("{", from: at) {
    let isInList = brace.lowerBound > 0 && answer.bytes[brace.lowerBound - 1] == 0x5B
    let start = isInList ? brace.lowerBound - 1 : brace.lowerBound
    if answer.startsLine(at: start) {
      attempts += 1
      let found = objects(answer, from: start)
      if !found.isEmpty { return found }
      if let broken = brokenCall(answer, from: start, to: answer.bytes.count) { return [broken] }
    }
    guard let line = answer.find("\n", from: brace.upperBound) else { return [] }
    at = line.upperBound
  }
  return []
}

// MARK: The pieces

/// Calls in the JSON values that follow one another from `start`.
private func objects(_ answer: AnswerText, from start: Int) -> [FoundCall] {
  var calls: [FoundCall] = []
  var at = answer.skipSpace(start)
  while let (value, end) = answer.json(at: at) {
    let found = callObjects(value)
    guard !found.isEmpty else { break }
    calls += found.map { FoundCall(name: $0.name, arguments: $0.arguments, isClosed: true, range: at..<end) }
    at = answer.skipSpace(end)
    if at < answer.bytes.count, answer.bytes[at] == 0x3B || answer.bytes[at] == 0x2C { at = answer.skipSpace(at + 1) }
  }
  return calls
}

private func widened(_ calls: [FoundCall], to start: Int) -> [FoundCall] {
  var calls = calls
  if let first = calls.first { calls[0].range = start..<first.range.upperBound }
  return calls
}

/// The calls that a JSON value describes: one, a list, or an object that holds a list under "tool_calls".
private func callObjects(_ value: JSONValue) -> [(name: String, arguments: JSONValue?)] {
  if value.kind == .array {
    let calls = value.elements.map(callObjects)
    return calls.contains(where: \.isEmpty) ? [] : calls.flatMap { $0 }
  }
  guard value.kind == .object else { return [] }
  if let list = value["tool_calls"], list.kind == .array { return callObjects(list) }
  if let inner = value["function"] ?? value["function_call"], inner.kind == .object { return callObjects(inner) }
  let names = ["name", "function", "tool", "tool_name"].compactMap { value[$0]?.string }
  guard let name = names.first, isName(name),
    let arguments = value["arguments"] ?? value["parameters"] ?? value["args"] ?? value["tool_input"]
  else { return [] }
  if arguments.kind == .object { return [(name, arguments)] }
  guard let text = arguments.decodedBytes, let object = ReceivedArguments(text: text).object else { return [] }
  return [(name, object)]
}

/// A call whose JSON does not parse: its name is there, and "arguments" behind it.
private func brokenCall(_ answer: AnswerText, from start: Int, to end: Int) -> FoundCall? {
  guard start < end, answer.bytes[start] == 0x7B || answer.bytes[start] == 0x5B else { return nil }
  let text = answer.text(start..<end)
  guard let key = text.firstRange(of: "\"name\""), text.distance(from: text.startIndex, to: key.lowerBound) < 40 else {
    return nil
  }
  let rest = text[key.upperBound...].drop { $0 == ":" || $0.isWhitespace }
  guard rest.first == "\"" else { return nil }
  let name = String(rest.dropFirst().prefix { $0 != "\"" })
  guard isName(name), rest.contains("\"arguments\"") || rest.contains("\"parameters\"") else { return nil }
  return FoundCall(name: name, arguments: nil, isClosed: false, range: start..<end)
}

/// A tool's name: letters, digits and the marks that names have.
private func isName(_ name: String) -> Bool {
  !name.isEmpty && name.utf8.count <= 128
    && name.utf8.allSatisfy { byte in
      (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
        || [0x5F, 0x2D, 0x2E, 0x3A, 0x2F].contains(byte)
    }
}
