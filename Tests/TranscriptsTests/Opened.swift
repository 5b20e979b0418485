import Conversation
import Foundation
import Testing
import Transcripts

/// A source that was opened and indexed, as the engine does it.
struct Opened {
  let source: any TurnSource
  var session: Session { source.session }

  init(_ path: String) throws { self = try #require(try Opened.all(path).first) }

  init(_ source: any TurnSource) { self.source = source }

  /// All sessions of a path, indexed.
  static func all(_ path: String) throws -> [Opened] {
    try openSessions(path: path, firstID: 0).map { source in
      try source.index { _ in true }
      return Opened(source)
    }
  }

  func turns() throws -> [Turn] {
    var turns: [Turn] = []
    for index in session.turns.indices { turns.append(try source.turn(at: index)) }
    return turns
  }

  /// The failure that opening or indexing a path ends in.
  static func failure(_ path: String) -> Failure? {
    do {
      _ = try all(path)
      return nil
    } catch {
      return error as? Failure
    }
  }
}

/// A folder that is gone when the test is over.
final class Scratch {
  let path: String

  init() throws {
    path = NSTemporaryDirectory() + "turntable-tests-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  func folder(_ name: String) throws {
    try FileManager.default.createDirectory(atPath: path + "/" + name, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func file(_ name: String, _ text: String) throws -> String { try file(name, Data(text.utf8)) }

  func file(_ name: String, _ data: Data) throws -> String {
    let file = path + "/" + name
    try data.write(to: URL(fileURLWithPath: file))
    return file
  }
}

/// Collected sessions that are not part of the repository: beside it, or where the environment says.
enum Corpus {
  static let root: String? = {
    let beside = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("../../../shared")
      .standardizedFileURL.path
    let named = ProcessInfo.processInfo.environment["TURNTABLE_SHARED"]
    return [named, beside, beside + "/../../shared"].compactMap { $0 }.map {
      URL(fileURLWithPath: $0).standardizedFileURL.path
    }
    .first { FileManager.default.fileExists(atPath: $0 + "/captures") }
  }()

  static var isThere: Bool { root != nil }

  /// Saved files of that name in the AutoGen captures of a family.
  static func captures(_ family: String, _ name: String) -> [String] {
    guard let root else { return [] }
    let folder = root + "/captures/autogen/" + family
    let scenarios = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return scenarios.sorted().map { folder + "/" + $0 + "/" + name }
      .filter { FileManager.default.fileExists(atPath: $0) }
  }
}
