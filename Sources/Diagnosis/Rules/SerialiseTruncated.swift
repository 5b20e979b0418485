import Conversation
import LosslessJSON

extension Rule {
  static let truncatedResult = Rule(
    "serialise/truncated",
    summary: "the result was cut off, and given to the model as if it were whole",
    explanation: """
      The result ends inside its JSON, or in a mark such as "… [truncated]": the client or the tool cut it. The model \
      takes what is left for all there is, and often asks for the same again.
      """,
    lookFor: "The end of the result: a bracket that is missing, or a mark.",
    fixes: Fixes("return less at once: a page with its number, a count, or a file that can be read in parts"),
    examples: [
      .call(
        "JSON that does not end", fires: .warning, "{}",
        result: "[" + String(repeating: #"{"claim": 88, "state": "open"}, "#, count: 20) + #"{"claim": 1"#),
      .call(
        "a mark at its end", fires: .warning, "{}",
        result: String(repeating: "claim 88 is open\n", count: 40) + "... [truncated]"),
      .call("whole", fires: nil, "{}", result: #"[{"claim": 88}]"#),
      .call("prose in braces", fires: nil, "{}", result: "{claims are open"),
    ]
  ) { turn in
    turn.calls.compactMap { call in
      guard let given = call.given, !call.fate.isFailed, let how = cut(given.bytes) else { return nil }
      return call.finding(
        "serialise/truncated", severity: .warning, confidence: .likely, message: "the result \(how)",
        evidence: [Evidence(given.origin)])
    }
  }
}

private func cut(_ bytes: [UInt8]) -> String? {
  guard bytes.count >= 200, bytes.count < 4 << 20 else { return nil }
  let end = String(decoding: bytes.suffix(80), as: UTF8.self).lowercased()
  let tail = end.reversed().drop(while: \.isWhitespace).reversed()
  let last = String(tail)
  let marks = ["[truncated]", "(truncated)", "<truncated>", "[output truncated]", "…[truncated]", "(output truncated)"]
  if marks.contains(where: last.hasSuffix) { return "ends in a mark: it was cut off" }
  guard let first = bytes.first(where: { $0 > 0x20 }), first == 0x7B || first == 0x5B else { return nil }
  do throws(JSONError) {
    _ = try Document(bytes)
    return nil
  } catch {
    guard error.offset >= bytes.count - 1 || error.reason == "a string that does not end" else { return nil }
    guard error.reason.hasPrefix("the text ends") || error.reason == "a string that does not end" else { return nil }
    return "is JSON that ends after \(bytes.count) bytes, before its last bracket"
  }
}
