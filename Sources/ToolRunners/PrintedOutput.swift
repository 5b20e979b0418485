/// What a tool printed, bounded: the beginning and the end are kept, however long the storm.
struct PrintedOutput: Sendable {
  static let beginning = 256 << 10
  static let end = 64 << 10

  private var first: [UInt8] = []
  private var last: [UInt8] = []
  private var dropped = 0
  /// Bytes of `first` that have been handed out by `news`.
  private var told = 0

  mutating func append(_ bytes: [UInt8]) {
    let room = Self.beginning - first.count
    first += bytes.prefix(room)
    guard bytes.count > room else { return }
    last += bytes.dropFirst(room)
    // Cut seldom, so that a storm costs one copy a byte.
    if last.count > 2 * Self.end {
      dropped += last.count - Self.end
      last.removeFirst(last.count - Self.end)
    }
  }

  /// What has come since the last call, whole characters only; nothing once the beginning is full.
  mutating func news() -> String? {
    var end = first.count
    if end < Self.beginning {
      // A character whose last bytes are still under way: at most three bytes of it are here.
      var back = end
      while back > told, end - back < 3, first[back - 1] & 0xC0 == 0x80 { back -= 1 }
      if back > told, first[back - 1] >= 0xC0, end - back + 1 < Self.length(from: first[back - 1]) { end = back - 1 }
    }
    guard end > told else { return nil }
    defer { told = end }
    return String(decoding: first[told..<end], as: UTF8.self)
  }

  private static func length(from lead: UInt8) -> Int { lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2 }

  /// All that was kept.
  var text: String {
    let beginning = String(decoding: first, as: UTF8.self)
    if dropped == 0 { return last.isEmpty ? beginning : String(decoding: first + last, as: UTF8.self) }
    return beginning + "\n… \(dropped) bytes are left out …\n" + String(decoding: last, as: UTF8.self)
  }
}
