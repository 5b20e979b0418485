import Conversation
import Glibc

extension RawText {
  /// Whether the stored bytes hold `needle`, letters compared without regard to ASCII case.
  func contains(_ needle: [UInt8]) -> Bool {
    guard let first = needle.first else { return false }
    let folded = needle.map(Self.fold)
    return bytes.withUnsafeBufferPointer { text in
      var at = 0
      while at + folded.count <= text.count {
        if Self.fold(text[at]) == Self.fold(first),
          folded.indices.allSatisfy({ Self.fold(text[at + $0]) == folded[$0] })
        {
          return true
        }
        at += 1
      }
      return false
    }
  }

  private static func fold(_ byte: UInt8) -> UInt8 { byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte }
}
