import Conversation
import LosslessJSON

extension Rule {
  static let resultNotJSON = Rule(
    "serialise/not-json",
    summary: "the result looks like JSON and is none: NaN or Infinity",
    explanation: """
      Python's json.dumps writes NaN and Infinity, which no strict reader accepts. Backends may refuse the message, and \
      the model reads a value that it does not know.
      """,
    lookFor: "NaN or Infinity in the result.",
    fixes: Fixes("replace NaN and infinities by None before returning the value"),
    examples: [
      .call("NaN", fires: .warning, "{}", result: #"{"ratio": NaN}"#),
      .call("null", fires: nil, "{}", result: #"{"ratio": null}"#),
      .call("the word in a text", fires: nil, "{}", result: "NaN is no number"),
    ]
  ) { turn in
    turn.calls.compactMap { call in
      guard let given = call.given, let word = offendingWord(given.bytes) else { return nil }
      return call.finding(
        "serialise/not-json", severity: .warning, message: "the result holds \(word), which is not JSON",
        evidence: [Evidence(given.origin)])
    }
  }
}

private func offendingWord(_ bytes: [UInt8]) -> String? {
  if bytes.count <= 12 {
    let whole = String(decoding: bytes, as: UTF8.self).filter { !$0.isWhitespace }
    if ["NaN", "Infinity", "-Infinity"].contains(whole) { return whole }
  }
  guard let first = bytes.first(where: { $0 > 0x20 }), first == 0x7B || first == 0x5B else { return nil }
  do throws(JSONError) {
    _ = try Document(bytes)
    return nil
  } catch {
    guard error.offset < bytes.count else { return nil }
    return ["NaN", "Infinity", "-Infinity"].first { word in
      bytes[error.offset...].starts(with: word.utf8)
        || (word.hasPrefix("-") && error.offset > 0 && bytes[(error.offset - 1)...].starts(with: word.utf8))
    }
  }
}
