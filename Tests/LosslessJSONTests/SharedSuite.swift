import Glibc
import Testing

/// The JSON test suite that stands beside the repository, read in place.
enum SharedSuite {
  struct File: Sendable, CustomTestStringConvertible {
    let name: String
    let bytes: [UInt8]
    var testDescription: String { name }
  }

  /// `<root>/../shared`, or where TURNTABLE_SHARED says.
  static let folder: String = {
    if let path = getenv("TURNTABLE_SHARED") { return String(cString: path) + "/suites/json-test-suite/test_parsing" }
    let root = #filePath.split(separator: "/").dropLast(3).map { "/" + $0 }.joined()
    return root + "/../shared/suites/json-test-suite/test_parsing"
  }()

  /// Its files, those whose names start so: "y" must be accepted, "n" refused, "i" is undecided.
  static func files(_ prefix: String) -> [File] {
    guard let directory = opendir(folder) else { return [] }
    defer { closedir(directory) }
    var files: [File] = []
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      guard name.hasPrefix(prefix + "_"), let file = fopen(folder + "/" + name, "rb") else { continue }
      defer { fclose(file) }
      var bytes: [UInt8] = []
      var next = getc(file)
      while next >= 0 {
        bytes.append(UInt8(next))
        next = getc(file)
      }
      files.append(File(name: name, bytes: bytes))
    }
    return files
  }

  static var isHere: Bool { access(folder, R_OK) == 0 }
}
