import Foundation
import Screen
import Testing

/// Holds a screen against the text file that the test names: recorded when it is missing, and then failing once; renewed
/// with TURNTABLE_RECORD=1.
func expectScreen(
  _ text: String, named name: String, file: StaticString = #filePath, sourceLocation: SourceLocation = #_sourceLocation
) throws {
  let folder = URL(fileURLWithPath: "\(file)").deletingLastPathComponent().appendingPathComponent("Screens")
  let path = folder.appendingPathComponent(name + ".txt")
  let isRenewed = ProcessInfo.processInfo.environment["TURNTABLE_RECORD"] != nil
  guard !isRenewed, let recorded = try? String(contentsOf: path, encoding: .utf8) else {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try text.write(to: path, atomically: true, encoding: .utf8)
    if !isRenewed { Issue.record("no screen was recorded yet; look at \(path.path)", sourceLocation: sourceLocation) }
    return
  }
  #expect(text == recorded, "differs from \(name).txt", sourceLocation: sourceLocation)
}

extension Frame {
  /// The text, and under it the same grid with a letter for each cell's style.
  var textAndStyles: String {
    let letters: [Style: Character] = [
      .plain: " ", .dim: "d", .header: "h", .title: "t", .focusedTitle: "T", .selected: "S", .selectedUnfocused: "s",
      .error: "x", .warning: "w", .success: "o", .tool: "f", .name: "n", .string: "a", .number: "1", .literal: "l",
      .match: "m", .evidence: "e", .prompt: "p", .hint: "i", .notice: "N",
    ]
    let grid = lines.map { spans in
      var line = spans.map { span in String(repeating: letters[span.style] ?? "?", count: span.text.count) }.joined()
      while line.last == " " { line.removeLast() }
      return line
    }
    return text + "\n" + grid.joined(separator: "\n") + "\n"
  }
}
