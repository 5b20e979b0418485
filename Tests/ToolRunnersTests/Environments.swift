import Glibc
import Testing

/// Pythons that have a framework installed, each named by an environment variable; `make test` sets them. Tests that
/// need one are skipped where it is not set. All other tests run with plain `python3`.
enum Environments {
  /// AutoGen classic 0.2 (`autogen-agentchat==0.2.40`).
  static let classic = python("TURNTABLE_PYTHON_CLASSIC")
  /// AG2's line of classic, 0.14.
  static let ag2 = python("TURNTABLE_PYTHON_AG2")
  /// AutoGen AgentChat 0.7.
  static let agentChat = python("TURNTABLE_PYTHON_AGENTCHAT")

  private static func python(_ name: String) -> String? {
    guard let value = getenv(name) else { return nil }
    let path = String(cString: value)
    return path.isEmpty ? nil : path
  }
}
