import Debugging
import Foundation
import Testing

/// What README.md copies from the program is what the program says now. TURNTABLE_RENEW=1 writes it anew.
@Suite(.serialized) struct ReadmeTests {
  static let renews = ProcessInfo.processInfo.environment["TURNTABLE_RENEW"] == "1"

  @Test func theCommandsAreThoseOfTheCommandTable() throws {
    try compare("commands", with: commandTable())
  }

  @Test func thePictureIsTheScreen() throws {
    let demo = "Sessions/agentchat-0.7/team-wrong-truck-booked"
    let shown = try Program.turntable(
      "show", demo + "/events.jsonl", "--tools", demo + "/tools.py", "--python", "python3", "--keys", "e", "--screen",
      "120x36")
    #expect(shown.status == 0, "\(shown.error)")
    let lines = shown.output.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      String(line.reversed().drop { $0 == " " }.reversed())
    }
    try compare("picture", with: "```\n" + lines.joined(separator: "\n").trimmingSuffix("\n") + "\n```")
  }

  @Test func theExitStatusesAreThoseOfTheHelp() throws {
    let help = try Program.turntable("--help").output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    let rows = try Repository.text("README.md").matches(of: /\n\| (\d+) \| ([^|:,]+)/)
    #expect(rows.count == 7)
    for row in rows {
      let promise = "\(row.1) \(row.2)".trimmingCharacters(in: .whitespaces)
      #expect(help.contains(promise), "`turntable --help` does not say: \(promise)")
    }
  }

  /// The text between the markers of `part` in README.md.
  private func compare(_ part: String, with current: String) throws {
    let readme = try Repository.text("README.md")
    let (begin, end) = ("<!-- \(part): begin -->\n", "<!-- \(part): end -->")
    let start = try #require(readme.range(of: begin)?.upperBound)
    let stop = try #require(readme.range(of: end)?.lowerBound)
    let wanted = current.trimmingSuffix("\n") + "\n"
    if Self.renews {
      try (readme[..<start] + wanted + readme[stop...]).write(
        to: Repository.root.appending(path: "README.md"), atomically: true, encoding: .utf8)
    } else {
      #expect(String(readme[start..<stop]) == wanted, "README.md is stale: run TURNTABLE_RENEW=1 make check")
    }
  }
}

extension String {
  fileprivate func trimmingSuffix(_ suffix: Character) -> String {
    String(reversed().drop { $0 == suffix }.reversed())
  }
}
