import Foundation
import Testing

/// The built program among what belongs to the person: files, pager, editor, colours.
@Suite(.enabled(if: Tmux.isInstalled, "tmux is not installed"))
struct PersonalTests {
  private let home = URL.temporaryDirectory.appending(path: "turntable-home-\(UUID().uuidString)")
  private static let session = OnTerminalTests.demo + "/events.jsonl"

  private func write(_ path: String, _ text: String, isProgram: Bool = false) throws -> String {
    let file = home.appending(path: path)
    try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try text.write(to: file, atomically: true, encoding: .utf8)
    if isProgram { try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: file.path) }
    return file.path
  }

  @Test func withoutAFileThoseThatAreFoundAreListed() throws {
    defer { try? FileManager.default.removeItem(at: home) }
    _ = try write(".claude/projects/-shop/one.jsonl", #"{"role": "user", "content": "first"}"# + "\n")
    let text = try Repository.text(Self.session)
    _ = try write(".claude/projects/-shop/two.jsonl", text)
    let window = try Tmux([Program.path], environment: ["HOME": home.path])
    try window.wait(for: "~/.claude/projects/-shop")
    try window.type("/two")
    try window.wait(for: "narrowed list") { $0.contains("two.jsonl") && !$0.contains("one.jsonl") }
    try window.press("Enter")
    try window.wait(for: OnTerminalTests.mark)
  }

  @Test func thePagerHasTheTerminalAndGivesItBack() throws {
    defer { try? FileManager.default.removeItem(at: home) }
    let pager = try write("pager", "#!/bin/sh\ncut -c1-40 \"$1\"; echo read by the pager; read line\n", isProgram: true)
    let window = try Tmux([Program.path, Self.session], environment: ["PAGER": pager])
    try window.wait(for: OnTerminalTests.mark)
    try window.type("P")
    let shown = try window.wait(for: "read by the pager")
    #expect(!shown.contains(OnTerminalTests.mark))
    try window.press("Enter")
    try window.wait(for: OnTerminalTests.mark)
    try window.type("e")
    try window.wait(for: "validate/unknown")
  }

  @Test func aPagerThatIsNotThereIsNamed() throws {
    let window = try Tmux([Program.path, Self.session], environment: ["PAGER": "no-such-pager"])
    try window.wait(for: OnTerminalTests.mark)
    try window.type("P")
    try window.wait(for: "no-such-pager could not be run to its end")
  }

  @Test(arguments: [
    (["--color", "auto"], "1", false), (["--color", "always"], "1", true), ([], "", true),
    (["--color", "never"], "", false),
  ])
  func coloursAreThoseThatWereAskedFor(arguments: [String], noColour: String, areThere: Bool) throws {
    let window = try Tmux([Program.path, Self.session] + arguments, environment: ["NO_COLOR": noColour])
    try window.wait(for: OnTerminalTests.mark)
    let styles = try window.styledScreen().matches(of: #/\x1B\[[0-9;]*3[0-7](;[0-9;]*)?m/#)
    #expect(styles.isEmpty != areThere)
  }
}
