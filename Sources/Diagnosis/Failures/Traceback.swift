/// A Python traceback that stands in a text: whose code raised, and whose code had called it.
package struct Traceback: Sendable, Equatable {
  /// The last frame: "tools.py line 6, in lookup".
  package var raisedAt: String?
  /// The first frame is a framework's own: the framework wrote this text, no tool did.
  package var isFrameworks: Bool
  /// The exception as the lines behind the frames tell it.
  package var exception: String

  private static let heading = "Traceback (most recent call last):"
  private static let frameworks: Set<Substring> = [
    "ag2", "autogen", "autogen_core", "autogen_agentchat", "autogen_ext", "fast_depends", "mcp", "langchain_core",
    "agents",
  ]

  /// nil where the text does not begin with a traceback. Of several that are chained the last one counts.
  package init?(_ text: String) {
    guard text.hasPrefix(Self.heading) else { return nil }
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let first = lines.first { $0.hasPrefix("  File ") }
    isFrameworks = first.map(Self.isFrameworks) ?? false
    let start = lines.lastIndex { $0 == Self.heading } ?? 0
    let block = lines[start...].dropFirst()
    let end = block.firstIndex { !$0.hasPrefix("  ") && !$0.isEmpty } ?? block.endIndex
    raisedAt = block[..<end].last { $0.hasPrefix("  File ") }.flatMap(Self.place)
    exception = block[end...].joined(separator: "\n")
  }

  /// The text that a traceback is read from: all of a short one, beginning and end of a long one.
  static func excerpt(of content: [UInt8]) -> [UInt8] {
    guard content.count > 8_192, content.starts(with: heading.utf8) else { return Array(content.prefix(8_192)) }
    let end = content.suffix(4_096)
    return content.prefix(4_096) + [0x0A] + end.drop { $0 != 0x0A }
  }

  /// `  File "/…/site-packages/ag2/tools/function_tool.py", line 144, in __call__`
  private static func isFrameworks(_ frame: Substring) -> Bool {
    guard let packages = frame.firstRange(of: "-packages/") else { return false }
    return frameworks.contains(frame[packages.upperBound...].prefix { $0 != "/" && $0 != "\"" })
  }

  private static func place(_ frame: Substring) -> String? {
    let parts = frame.split(separator: "\"")
    guard parts.count >= 3, let file = parts[1].split(whereSeparator: { $0 == "/" || $0 == "\\" }).last else {
      return nil
    }
    return "\(file)\(parts[2].replacing(", line", with: " line"))"
  }
}
