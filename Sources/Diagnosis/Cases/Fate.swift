/// What became of a call. Severity follows it.
enum Fate: Sendable, Equatable {
  /// It failed, and this proves it.
  case failed(Confidence)
  /// Its result reads like a failure, and a tool could have answered the same.
  case suspected
  /// A record says that it ran and returned.
  case ran
  /// It has a result, and nothing in it speaks of failure.
  case answered
  /// No result is recorded.
  case unanswered

  var isFailed: Bool { if case .failed = self { true } else { false } }
}
