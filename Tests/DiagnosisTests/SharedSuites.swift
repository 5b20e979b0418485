import Foundation

/// Test data beside the repository; TURNTABLE_SHARED names another place.
enum SharedSuites {
  /// The lines of a file as JSON objects; nil where it is not there.
  static func lines(_ path: String) -> [[String: Any]]? {
    guard let text = contents(path).map({ String(decoding: $0, as: UTF8.self) }) else { return nil }
    return text.split(separator: "\n").compactMap {
      try? JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any]
    }
  }

  static func contents(_ path: String) -> Data? {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let named = ProcessInfo.processInfo.environment["TURNTABLE_SHARED"].map { URL(filePath: $0) }
    return [named, root.deletingLastPathComponent().appending(path: "shared")].compactMap { $0 }
      .lazy.compactMap { try? Data(contentsOf: $0.appending(path: "suites/\(path)")) }.first
  }

  /// A value as compact JSON text.
  static func text(_ value: Any) -> String {
    let options: JSONSerialization.WritingOptions = [.fragmentsAllowed, .sortedKeys, .withoutEscapingSlashes]
    return (try? JSONSerialization.data(withJSONObject: value, options: options))
      .map { String(decoding: $0, as: UTF8.self) } ?? "null"
  }
}
