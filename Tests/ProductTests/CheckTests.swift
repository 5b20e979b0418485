import Foundation
import Testing

/// `turntable check` over many sources, as the shell sees it.
@Suite struct CheckTests {
  @Test func aFolderIsEverySessionUnderItInOrder() throws {
    let folder = "Sessions/openai-chat"
    let ended = try Program.turntable("check", "--format", "ndjson", folder)
    let sources = ended.output.split(separator: "\n").compactMap { line -> String? in
      let object = try? JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
      return object?["source"] as? String
    }
    let folders = try Repository.files(under: folder, endingIn: "/messages.json").map { file in
      folder + "/" + file.replacing("/messages.json", with: "")
    }
    #expect(ended.status == 1, "\(ended.error)")
    #expect(sources == sources.sorted() && Set(sources) == Set(folders))
  }

  @Test func aListNamesTheFiles() throws {
    let list = URL.temporaryDirectory.appending(path: "turntable-\(UUID().uuidString).txt")
    defer { try? FileManager.default.removeItem(at: list) }
    let files = ["everything-works", "number-sent-as-text"].map { "Sessions/openai-chat/\($0)/messages.json" }
    try (files.joined(separator: "\n") + "\n").write(to: list, atomically: true, encoding: .utf8)
    let listed = try Program.turntable("check", "--files-from", list.path)
    let named = try Program.run([Program.path, "check"] + files)
    #expect(!listed.output.isEmpty && listed.output == named.output, "\(listed.error)")
  }

  @Test func nothingToCheckIsWrongUsageAndAnEmptyFolderIsUnread() throws {
    #expect(try Program.turntable("check").status == 2)
    let folder = URL.temporaryDirectory.appending(path: "turntable-\(UUID().uuidString)/within")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder.deletingLastPathComponent()) }
    let ended = try Program.turntable("check", folder.deletingLastPathComponent().path)
    #expect(ended.status == 3 && ended.output.contains("a folder without a session in it"), "\(ended.output)")
  }

  @Test(arguments: ["sarif", "junit"])
  func theFormsLoadInCommonReaders(form: String) throws {
    let reader =
      form == "junit"
      ? "import sys, xml.etree.ElementTree as e; e.parse(sys.stdin)" : "import sys, json; json.load(sys.stdin)"
    let ended = try Program.run([
      "sh", "-c", "'\(Program.path)' check --format \(form) Sessions | python3 -c '\(reader)'",
    ])
    #expect(ended.status == 0, "\(ended.error)")
  }
}
