import Glibc

/// The time of day, for recordings and their names.
package enum Clock {
  /// ISO 8601 in UTC with milliseconds: "2026-11-25T03:00:00.123Z".
  package static func now() -> String {
    var moment = timespec()
    clock_gettime(CLOCK_REALTIME, &moment)
    let fraction = String(moment.tv_nsec / 1_000_000)
    return format(moment.tv_sec, "%Y-%m-%dT%H:%M:%S") + "." + String(repeating: "0", count: 3 - fraction.count)
      + fraction + "Z"
  }

  /// A part of a file name in local order: "20261125-030000".
  static func stamp() -> String { format(time(nil), "%Y%m%d-%H%M%S") }

  private static func format(_ seconds: time_t, _ pattern: String) -> String {
    var seconds = seconds
    var parts = tm()
    gmtime_r(&seconds, &parts)
    var text = [CChar](repeating: 0, count: 64)
    let length = strftime(&text, text.count, pattern, &parts)
    return String(decoding: text[..<length].map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
