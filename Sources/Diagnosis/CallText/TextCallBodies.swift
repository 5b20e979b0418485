import LosslessJSON

extension TextCallBody {
  /// The opening mark is part of what this body reads.
  var includesOpening: Bool {
    switch self {
    case .functionTags, .invokeTags: true
    default: false
    }
  }

  /// The calls that stand in these bytes of the answer. `isBare`: no marks of a template enclose them.
  func calls(in answer: AnswerText, body: Range<Int>, isBare: Bool) -> [FoundCall] {
    switch self {
    case .json: jsonCalls(answer, body)
    case .nameThenJSON: namedCalls(answer, body)
    case .functionTags: functionTagCalls(answer, body)
    case .invokeTags: invokeTagCalls(answer, body)
    case .keysAndValues: keyValueCalls(answer, body)
    case .python: PythonCalls.calls(in: answer, body: body, isBare: isBare)
    case .react: reactCalls(answer)
    case .fence: fencedCalls(answer)
    case .line: lineCalls(answer)
    }
  }
}

/// Calls in the JSON values that follow one another; else one whose JSON does not parse.
private func jsonCalls(_ answer: AnswerText, _ body: Range<Int>) -> [FoundCall] {
  let start = answer.skipSpace(answer.skipMarks(body.lowerBound))
  let found = objects(answer, from: start, to: body.upperBound)
  return found.isEmpty ? brokenCall(answer, from: start, to: body.upperBound).map { [$0] } ?? [] : found
}

private func objects(_ answer: AnswerText, from start: Int, to limit: Int) -> [FoundCall] {
  var calls: [FoundCall] = []
  var at = answer.skipSpace(start)
  while at < limit, let (value, end) = answer.json(at: at), end <= limit {
    let found = DescribedCall.calls(of: value)
    guard !found.isEmpty else { break }
    calls += found.map { FoundCall(name: $0.name, arguments: $0.arguments, isClosed: true, range: at..<end) }
    at = answer.skipSpace(end)
    if at < answer.bytes.count, answer.bytes[at] == 0x3B || answer.bytes[at] == 0x2C { at = answer.skipSpace(at + 1) }
  }
  return calls
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
  guard DescribedCall.isName(name), rest.contains("\"arguments\"") || rest.contains("\"parameters\"") else {
    return nil
  }
  return FoundCall(name: name, arguments: nil, isClosed: false, range: start..<end)
}

/// `name {…}`, again and again. Between them stand a template's marks, a kind ("function") or a fence; a name may carry a
/// prefix and a number (`functions.f:0`).
private func namedCalls(_ answer: AnswerText, _ body: Range<Int>) -> [FoundCall] {
  var calls: [FoundCall] = []
  var at = body.lowerBound
  while at < body.upperBound {
    let brace = answer.find("{", from: at).flatMap { $0.lowerBound < body.upperBound ? $0.lowerBound : nil }
    let words = answer.text(at..<(brace ?? body.upperBound)).withoutMarks.split(whereSeparator: \.isWhitespace)
      .filter { !["function", "json", "commentary", "code", "assistant"].contains($0) }
    guard let word = words.first else { break }
    let name = DescribedCall.bareName(String(word))
    guard DescribedCall.isName(name) else { break }
    guard let brace, words.count == 1 else {
      // A mark, a name and nothing else: the rest was lost.
      if brace == nil, words.count == 1, calls.isEmpty {
        calls.append(FoundCall(name: name, arguments: nil, isClosed: false, range: body))
      }
      break
    }
    guard let (value, end) = answer.json(at: brace), value.kind == .object else {
      calls.append(FoundCall(name: name, arguments: nil, isClosed: false, range: at..<body.upperBound))
      break
    }
    let next = answer.skipFence(end)
    calls.append(FoundCall(name: name, arguments: value, isClosed: true, range: at..<answer.skipMarks(next)))
    at = answer.skipMarks(next)
  }
  return calls
}

private func functionTagCalls(_ answer: AnswerText, _ body: Range<Int>) -> [FoundCall] {
  var calls: [FoundCall] = []
  var at = body.lowerBound
  while let tag = answer.find("<function=", from: at), tag.upperBound < body.upperBound {
    let name = String(answer.text(tag.upperBound..<body.upperBound).prefix { $0 != ">" && $0 != "\n" })
    let start = min(tag.upperBound + name.utf8.count + 1, body.upperBound)
    let closing = answer.find("</function>", from: start)
    let end = min(closing?.lowerBound ?? body.upperBound, body.upperBound)
    at = closing.map { min($0.upperBound, body.upperBound) } ?? body.upperBound
    let bare = name.filter { $0 != "\"" && $0 != "'" }
    guard DescribedCall.isName(bare), start <= end else { continue }
    let place = answer.skipSpace(start)
    let object = answer.json(at: place).flatMap { $0.1 <= end && $0.0.kind == .object ? $0.0 : nil }
    let tagged = TaggedValues.object(in: answer, start..<end, opening: "<parameter=", closing: "</parameter>")
    let isClosed = closing != nil && (object != nil || tagged != nil || place >= end)
    calls.append(
      FoundCall(name: bare, arguments: object ?? tagged, isClosed: isClosed, range: tag.lowerBound..<at))
  }
  return calls
}

private func invokeTagCalls(_ answer: AnswerText, _ body: Range<Int>) -> [FoundCall] {
  var calls: [FoundCall] = []
  var at = body.lowerBound
  while let tag = answer.find("invoke name=", from: at) {
    let name = String(
      answer.text(tag.upperBound..<min(tag.upperBound + 200, answer.bytes.count)).dropFirst()
        .prefix { $0 != "\"" && $0 != "'" && $0 != ">" })
    let next = answer.find("invoke name=", from: tag.upperBound)?.lowerBound ?? answer.bytes.count
    let closing = answer.find("invoke>", from: tag.upperBound).flatMap { $0.upperBound <= next ? $0 : nil }
    let end = closing?.lowerBound ?? next
    at = closing?.upperBound ?? next
    guard DescribedCall.isName(name), tag.upperBound <= end else { continue }
    let values = TaggedValues.object(
      in: answer, tag.upperBound..<end, opening: "parameter name=", closing: "parameter>")
    calls.append(FoundCall(name: name, arguments: values, isClosed: closing != nil, range: tag.lowerBound..<at))
  }
  return calls
}

private func keyValueCalls(_ answer: AnswerText, _ body: Range<Int>) -> [FoundCall] {
  let text = answer.text(body)
  guard text.contains("<arg_key>") else { return [] }
  let name = text.prefix { $0 != "<" && $0 != "\n" }.filter { !$0.isWhitespace }
  guard DescribedCall.isName(name) else { return [] }
  var members: [(String, String)] = []
  for pair in text.split(separator: "<arg_key>").dropFirst() {
    guard let key = pair.firstRange(of: "</arg_key>"), let value = pair.firstRange(of: "<arg_value>"),
      let end = pair.firstRange(of: "</arg_value>"), value.upperBound <= end.lowerBound
    else { return [FoundCall(name: name, arguments: nil, isClosed: false, range: body)] }
    members.append((String(pair[..<key.lowerBound]), String(pair[value.upperBound..<end.lowerBound])))
  }
  return [FoundCall(name: name, arguments: TaggedValues.object(of: members), isClosed: true, range: body)]
}

/// `Action: f`, and `Action Input:` on the next line. An `Observation:` behind it was made up by the model.
private func reactCalls(_ answer: AnswerText) -> [FoundCall] {
  guard let action = answer.find("Action:"), answer.startsLine(at: action.lowerBound),
    let input = answer.find("Action Input:", from: action.upperBound), answer.startsLine(at: input.lowerBound)
  else { return [] }
  let name = answer.text(action.upperBound..<input.lowerBound).filter { !$0.isWhitespace }
  guard DescribedCall.isName(name) else { return [] }
  let start = answer.skipSpace(input.upperBound)
  let observation = answer.find("\nObservation:", from: start)
  let read = answer.json(at: start).flatMap { $0.0.kind == .object ? $0 : nil }
  let line = answer.find("\n", from: start)?.lowerBound ?? answer.bytes.count
  let end = observation != nil ? answer.bytes.count : read?.1 ?? line
  guard start < answer.bytes.count else {
    return [FoundCall(name: name, arguments: nil, isClosed: false, range: action.lowerBound..<end)]
  }
  return [FoundCall(name: name, arguments: read?.0, isClosed: true, range: action.lowerBound..<end)]
}

/// A fence that holds one call, or several.
private func fencedCalls(_ answer: AnswerText) -> [FoundCall] {
  var calls: [FoundCall] = []
  var at = 0
  while let mark = answer.find("```", from: at) {
    // Command-R writes "Action: " in front of its fence.
    let opening =
      answer.find("Action:", from: at).flatMap {
        answer.skipSpace($0.upperBound) == mark.lowerBound ? $0.lowerBound..<mark.upperBound : nil
      } ?? mark
    guard answer.startsLine(at: opening.lowerBound), let line = answer.find("\n", from: opening.upperBound) else {
      break
    }
    let closing = answer.find("```", from: line.upperBound)
    let end = closing?.upperBound ?? answer.bytes.count
    let limit = closing?.lowerBound ?? answer.bytes.count
    let start = answer.skipSpace(line.upperBound)
    var found = objects(answer, from: start, to: limit)
    if found.isEmpty { found = brokenCall(answer, from: start, to: limit).map { [$0] } ?? [] }
    calls += found.map {
      FoundCall(
        name: $0.name, arguments: $0.arguments, isClosed: $0.isClosed && closing != nil,
        range: opening.lowerBound..<end)
    }
    at = end
  }
  return calls
}

/// `{"name": …, "arguments": {…}}` at the start of a line.
private func lineCalls(_ answer: AnswerText) -> [FoundCall] {
  var at = 0
  for _ in 0..<20 {
    guard let brace = answer.find("{", from: at) else { return [] }
    let isInList = brace.lowerBound > 0 && answer.bytes[brace.lowerBound - 1] == 0x5B
    let start = isInList ? brace.lowerBound - 1 : brace.lowerBound
    if answer.startsLine(at: start) {
      let found = objects(answer, from: start, to: answer.bytes.count)
      if !found.isEmpty { return found }
      if let broken = brokenCall(answer, from: start, to: answer.bytes.count) { return [broken] }
    }
    guard let line = answer.find("\n", from: brace.upperBound) else { return [] }
    at = line.upperBound
  }
  return []
}
