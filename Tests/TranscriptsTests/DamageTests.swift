import CSQLite
import Conversation
import Foundation
import Testing
import Transcripts

/// Files that a crash, a full disk or a bad cable left behind: a session with its problem named, or one line; never a crash.
@Suite struct DamageTests {
  private static let sessions = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("../../Sessions").standardizedFileURL

  /// Every saved session, its programs aside.
  private static let samples: [String] = {
    let files = FileManager.default.enumerator(atPath: sessions.path)?.compactMap { $0 as? String } ?? []
    return files.filter { path in
      let isProgram = [".py", "script.json", ".txt", ".md", ".tsv"].contains { path.hasSuffix($0) }
      return path.contains("/") && !isProgram && (path as NSString).pathExtension != ""
    }.sorted()
  }()

  /// Opens a file and looks at everything that is shown of it.
  private func survives(_ path: String) throws {
    do {
      for opened in try Opened.all(path) {
        _ = try opened.turns()
        _ = try opened.source.rows(in: opened.session.turns.indices)
        _ = try opened.source.otherRecords(in: 0..<opened.session.otherRecords)
      }
    } catch let failure as Failure {
      #expect(!failure.line.contains("\n") && !failure.what.isEmpty && !failure.remedy.isEmpty)
    }
  }

  /// Fewer places in a larger file.
  private static func count(_ wanted: Int, _ bytes: Data) -> Int { min(wanted, max(6, 400_000 / max(1, bytes.count))) }

  @Test func samplesOfManyFormatsAreHere() {
    #expect(Self.samples.count > 40)
  }

  @Test(arguments: samples)
  func aFileThatEndsAnywhereIsSurvived(sample: String) throws {
    let scratch = try Scratch()
    let whole = try Data(contentsOf: Self.sessions.appendingPathComponent(sample))
    let places = Self.count(100, whole)
    for place in 0..<places {
      try survives(try scratch.file("cut", whole.prefix(1 + place * (whole.count - 1) / places)))
    }
  }

  @Test(arguments: samples)
  func aFileWithAFlippedBitIsSurvived(sample: String) throws {
    let scratch = try Scratch()
    let whole = try Data(contentsOf: Self.sessions.appendingPathComponent(sample))
    var place: UInt64 = 0x9E37_79B9
    for _ in 0..<Self.count(40, whole) {
      place = place &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      var damaged = whole
      damaged[Int((place >> 33) % UInt64(whole.count))] ^= 1 << UInt8(place >> 61)
      try survives(try scratch.file("flipped", damaged))
    }
  }

  @Test func whatIsNoFileIsOneLine() throws {
    let scratch = try Scratch()
    #expect(Opened.failure(scratch.path)?.what == "a folder without a session in it")
    #expect(Opened.failure("/dev/null")?.what == "not a file that can hold a session")
    #expect(Opened.failure(scratch.path + "/missing")?.remedy == "check the path")
    // Nobody writes into it: it is at its end at once.
    let pipe = scratch.path + "/pipe"
    try #require(mkfifo(pipe, 0o600) == 0)
    #expect(Opened.failure(pipe)?.what == "the file is empty")
  }

  @Test(.enabled(if: geteuid() != 0, "root may read everything"))
  func aFileThatMayNotBeReadIsOneLine() throws {
    let scratch = try Scratch()
    let path = try scratch.file("x", "[]")
    try #require(chmod(path, 0) == 0)
    #expect(Opened.failure(path)?.remedy == "ask for the right to read it")
  }

  @Test func aLockedDatabaseIsReadAsItWas() throws {
    let scratch = try Scratch()
    let path = scratch.path + "/studio.db"
    try FileManager.default.copyItem(
      atPath: Self.sessions.path + "/autogen-studio/everything-works/studio.db", toPath: path)
    var handle: OpaquePointer?
    sqlite3_open(path, &handle)
    defer { sqlite3_close(handle) }
    try #require(sqlite3_exec(handle, "BEGIN EXCLUSIVE; DELETE FROM message", nil, nil, nil) == SQLITE_OK)
    #expect(try Opened(path).session.turns.count == 4)
  }
}
