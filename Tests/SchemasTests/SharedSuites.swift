import Foundation
import LosslessJSON

/// Suites that stand beside the repository (`../shared`, or where TURNTABLE_SHARED says). They are read in place; tests of
/// a suite that is not there are skipped.
enum SharedSuites {
  static let folder: URL = {
    let named = ProcessInfo.processInfo.environment["TURNTABLE_SHARED"].map { URL(fileURLWithPath: $0) }
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "../../..").standardized
    return (named ?? root.appending(path: "shared")).appending(path: "suites")
  }()

  static func has(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: folder.appending(path: path).path)
  }

  static func bytes(_ path: String) throws -> [UInt8] {
    try Array(Data(contentsOf: folder.appending(path: path)))
  }

  /// The JSON of each line of a file.
  static func lines(_ path: String) throws -> [JSONValue] {
    try bytes(path).split(separator: 0x0A).map { try Document($0).root }
  }

  /// The files of a folder that end in ".json", in order.
  static func files(in path: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.appending(path: path).path)
      .filter { $0.hasSuffix(".json") }.sorted()
  }
}
