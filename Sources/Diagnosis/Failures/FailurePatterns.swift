/// One function a form of `FailureTexts.rows`.
func decoder(_ text: String) -> FailureText? {
  let text = FailureTexts.firstLine(text)
  let starts = [
    "Expecting ", "Unterminated string", "Extra data", "Invalid control character", "Invalid \\",
    "Illegal trailing comma",
  ]
  guard starts.contains(where: text.hasPrefix), let place = text.firstRange(of: "(char ") else { return nil }
  return .decoder(offset: Int(text[place.upperBound...].prefix { $0.isNumber }))
}

func missingArguments(_ text: String) -> FailureText? {
  let text = FailureTexts.firstLine(text)
  guard let place = text.firstRange(of: "() missing "), place.lowerBound > text.startIndex else { return nil }
  let rest = text[place.upperBound...]
  guard rest.contains("required"), rest.contains("argument"), let colon = rest.firstIndex(of: ":") else { return nil }
  let names = quoted(in: String(rest[colon...].prefix { $0 != "\n" }))
  guard !names.isEmpty else { return nil }
  return .missingArguments(function: String(text[..<place.lowerBound]), names: names)
}

func unexpectedArgument(_ text: String) -> FailureText? {
  let text = FailureTexts.firstLine(text)
  guard let place = text.firstRange(of: "() got an unexpected keyword argument ") else { return nil }
  guard let name = quoted(in: String(text[place.upperBound...].prefix { $0 != "\n" })).first else { return nil }
  return .unexpectedArgument(function: String(text[..<place.lowerBound]), name: name)
}

func notAMapping(_ text: String) -> FailureText? {
  let text = FailureTexts.firstLine(text)
  guard let place = text.firstRange(of: "() argument after ** must be a mapping, not ") else { return nil }
  let type = text[place.upperBound...].prefix { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "." }
  return .notAMapping(function: String(text[..<place.lowerBound]), type: String(type))
}

func unknownFunction(_ text: String) -> FailureText? {
  let text = FailureTexts.firstLine(text)
  guard text.hasPrefix("Function "), let end = text.firstRange(of: " not found") else { return nil }
  return name(text.dropFirst("Function ".count).prefix(upTo: end.lowerBound))
}

func unknownTool(_ text: String) -> FailureText? {
  let text = FailureTexts.firstLine(text)
  guard text.hasPrefix("tool ") || text.hasPrefix("Tool "), let end = text.firstRange(of: " not found") else {
    return nil
  }
  return name(text.dropFirst("tool ".count).prefix(upTo: end.lowerBound))
}

/// The name may be empty: then the call that it is held against must have none, either.
private func name(_ text: Substring) -> FailureText? {
  let bare = text.filter { !"'\"`".contains($0) }
  guard bare.count <= 200, !bare.contains(where: \.isWhitespace) else { return nil }
  return .unknownTool(bare)
}

func notSerialisable(_ text: String) -> FailureText? {
  let text = FailureTexts.firstLine(text)
  guard text.hasPrefix("Object of type "), let end = text.firstRange(of: " is not JSON serializable") else {
    return nil
  }
  return .notSerialisable(type: String(text[..<end.lowerBound].dropFirst("Object of type ".count)))
}

func missingKey(_ text: String) -> FailureText? {
  let line = text.filter { $0 != "\n" }
  guard line.count > 2, line.count <= 120, line.first == "'", line.last == "'" else { return nil }
  let inner = line.dropFirst().dropLast()
  return inner.contains("'") ? nil : .missingKey(String(inner))
}

/// Texts that prove that the call failed and nothing about the cause: the bytes decide why.
func opaque(_ text: String) -> FailureText? {
  let phrases = [
    "Invalid JSON input for tool", "Argument parsing failed.", "An error occurred while running the tool",
    "Function failed.",
  ]
  return phrases.contains(where: text.hasPrefix) ? .opaque : nil
}

func validation(_ text: String) -> FailureText? {
  let count = text.prefix { $0.isNumber }
  guard !count.isEmpty, count.count < 5 else { return nil }
  let rest = text.dropFirst(count.count)
  guard let opening = [" validation error for ", " validation errors for "].first(where: rest.hasPrefix) else {
    return nil
  }
  var lines = rest.dropFirst(opening.count).split(separator: "\n", omittingEmptySubsequences: false)[...]
  guard let title = lines.popFirst() else { return nil }
  var problems: [ValidationProblem] = []
  var location = ""
  for line in lines {
    if line.hasPrefix("    ") || line.isEmpty { continue }
    if line.hasPrefix("  ") {
      problems.append(problem(line.dropFirst(2), location: location))
    } else {
      location = String(line)
    }
  }
  return .validation(title: String(title), problems: problems)
}

/// "Field required [type=missing, input_value={…}, input_type=dict]".
private func problem(_ line: Substring, location: String) -> ValidationProblem {
  var message = line
  var type: String?
  var input: String?
  if let bracket = line.firstRange(of: " [type=") {
    message = line[..<bracket.lowerBound]
    let rest = line[bracket.upperBound...]
    type = String(rest.prefix { $0 != "," && $0 != "]" })
    if let value = rest.firstRange(of: "input_value="), let end = rest.firstRange(of: ", input_type=") {
      if value.upperBound <= end.lowerBound { input = String(rest[value.upperBound..<end.lowerBound]) }
    }
  }
  let path = location.split(separator: ".").map { "/" + $0 }.joined()
  return ValidationProblem(path: path, message: String(message), type: type, input: input)
}

/// The names in quotes.
private func quoted(in text: String) -> [String] {
  var names: [String] = []
  var open: Character?
  var name = ""
  for character in text {
    if let quote = open {
      if character == quote {
        names.append(name)
        open = nil
      } else {
        name.append(character)
      }
    } else if character == "'" || character == "\"" {
      open = character
      name = ""
    }
  }
  return names
}
