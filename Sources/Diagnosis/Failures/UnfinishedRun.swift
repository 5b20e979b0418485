/// How a function came to end other than by returning or raising, as clients write it into a result.
enum UnfinishedRun: Sendable, Equatable {
  case timeout
  /// A command that the tool ran ended with this status.
  case exitStatus(Int)
  /// A person or a hook did not allow the call.
  case denied
  /// A person stopped it.
  case interrupted
  /// Another call of the same answer failed first.
  case siblingFailed

  /// Reads the beginning of a result. Believed only where something else says that the call did not end well.
  static func reading(of content: [UInt8]) -> UnfinishedRun? {
    let text = String(decoding: content.prefix(400), as: UTF8.self).lowercased()
    // A command's status in front: what follows is its output.
    if let status = status(in: text.prefix(40)) { return .exitStatus(status) }
    for (run, phrases) in phrases where phrases.contains(where: text.contains) { return run }
    return status(in: text[...]).map { .exitStatus($0) }
  }

  private static func status(in text: Substring) -> Int? {
    statusPhrases.lazy.compactMap { phrase -> Int? in
      guard let place = text.firstRange(of: phrase) else { return nil }
      let digits = text[place.upperBound...].drop { $0 == " " || $0 == ":" || $0 == "=" || $0 == "\"" }
        .prefix { $0.isNumber }
      return Int(digits).flatMap { $0 == 0 ? nil : $0 }
    }.first
  }

  private static let phrases: [(UnfinishedRun, [String])] = [
    (.siblingFailed, ["sibling tool call errored", "cancelled: parallel tool call", "parallel tool call failed"]),
    (
      .denied,
      [
        "doesn't want to proceed with this tool use", "doesn't want to take this action", "tool use was rejected",
        "user rejected", "rejected by user", "rejected by the user", "denied by user", "denied by the user",
        "user denied", "permission to use", "has been denied", "was not approved", "user declined",
        "declined by the user", "operation was blocked by hook", "hook denied", "blocked by hook",
        "execution denied", "the user did not allow",
      ]
    ),
    (
      .interrupted,
      [
        "[request interrupted by user", "interrupted by user", "interrupted by the user", "keyboardinterrupt",
        "cancellederror", "execution was cancelled", "operation was cancelled", "aborted by user", "user aborted",
        "user cancelled", "aborted by the user",
      ]
    ),
    (
      .timeout,
      [
        "timeouterror", "timeoutexpired", "timed out", "timeout expired", "timeout exceeded", "deadline exceeded",
        "readtimeout", "connecttimeout", "request timeout", "exceeded the time limit",
      ]
    ),
  ]

  private static let statusPhrases = [
    "exit code", "exit status", "exited with code", "exited with status", "exitcode", "exit_code",
    "non-zero exit status", "returned status",
  ]
}
