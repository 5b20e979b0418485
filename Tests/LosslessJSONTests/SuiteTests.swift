import LosslessJSON
import Testing

@Suite(.enabled(if: SharedSuite.isHere, "the JSON test suite is not beside the repository"))
struct SuiteTests {
  @Test func everyDecidedFileIsThere() {
    #expect(SharedSuite.files("y").count + SharedSuite.files("n").count == 283)
    #expect(SharedSuite.files("i").count == 35)
  }

  @Test(arguments: SharedSuite.files("y"))
  func accepts(file: SharedSuite.File) throws {
    let document = try Document(file.bytes)
    #expect(document.root.range.count > 0)
    #expect(JSONPrefix(of: file.bytes) == .value(document.root.range))
  }

  @Test(arguments: SharedSuite.files("n"))
  func refuses(file: SharedSuite.File) throws {
    let error = try #require(throws: JSONError.self) { try Document(file.bytes) }
    #expect((0...file.bytes.count).contains(error.offset) && error.line > 0 && error.column > 0)
    #expect(!error.reason.isEmpty)
  }

  /// Not decided by the standard: whatever the verdict, it comes, and what was accepted can be read.
  @Test(arguments: SharedSuite.files("i"))
  func survives(file: SharedSuite.File) {
    guard let document = try? Document(file.bytes) else { return }
    #expect(document.values.allSatisfy { $0.kind != .string || $0.string != nil })
  }
}
