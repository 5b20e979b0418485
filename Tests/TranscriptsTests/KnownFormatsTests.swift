import Foundation
import Testing
import Transcripts

@Suite struct KnownFormatsTests {
  @Test func everyFormatInTheFolderIsKnown() throws {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../../Sources/Transcripts/Formats").standardizedFileURL
    let declaration = try Regex(#"struct (\w+): (Readable|Transcript)Format"#)
    var declared: Set<String> = []
    for file in try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil) {
      for match in try String(contentsOf: file, encoding: .utf8).matches(of: declaration) {
        if let name = match.output[1].substring { declared.insert(String(name)) }
      }
    }
    #expect(!declared.isEmpty)
    #expect(Set(KnownFormats.all.map { "\(type(of: $0))" }) == declared)
    #expect(Set(KnownFormats.all.map(\.name)).count == KnownFormats.all.count)
  }
}
