/// RFC 3339's date: "2026-11-25".
@Sendable func isDate(_ text: String) -> Bool {
  let bytes = Array(text.utf8)
  guard bytes.count == 10, bytes[4] == 0x2D, bytes[7] == 0x2D, let year = number(bytes[0..<4]),
    let month = number(bytes[5..<7]), let day = number(bytes[8..<10]), (1...12).contains(month)
  else { return false }
  let isLeap = year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400))
  let days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
  return (1...days[month - 1]).contains(day)
}

/// RFC 3339's time with its offset: "08:30:06.28+01:00". Second 60 only at the end of a day in UTC.
@Sendable func isTime(_ text: String) -> Bool {
  var rest = Array(text.utf8)[...]
  guard let hour = clock(&rest), hour < 24, rest.popFirst() == 0x3A, let minute = clock(&rest), minute < 60,
    rest.popFirst() == 0x3A, let second = clock(&rest), second <= 60
  else { return false }
  if rest.first == 0x2E {
    let digits = rest.dropFirst().prefix { (0x30...0x39).contains($0) }
    guard !digits.isEmpty else { return false }
    rest = rest[digits.endIndex...]
  }
  guard let offset = offset(&rest), rest.isEmpty else { return false }
  let inUTC = ((hour * 60 + minute - offset) % 1_440 + 1_440) % 1_440
  return second < 60 || inUTC == 1_439
}

@Sendable func isDateTime(_ text: String) -> Bool {
  guard let mark = text.utf8.firstIndex(where: { $0 | 0x20 == 0x74 }) else { return false }
  return isDate(String(text[..<mark])) && isTime(String(text[text.utf8.index(after: mark)...]))
}

/// Minutes east of UTC.
private func offset(_ rest: inout ArraySlice<UInt8>) -> Int? {
  guard let sign = rest.popFirst() else { return nil }
  if sign | 0x20 == 0x7A { return 0 }
  guard sign == 0x2B || sign == 0x2D, let hours = clock(&rest), hours < 24, rest.popFirst() == 0x3A,
    let minutes = clock(&rest), minutes < 60
  else { return nil }
  return (sign == 0x2B ? 1 : -1) * (hours * 60 + minutes)
}

private func clock(_ rest: inout ArraySlice<UInt8>) -> Int? {
  guard rest.count >= 2 else { return nil }
  defer { rest = rest.dropFirst(2) }
  return number(rest.prefix(2))
}

/// ASCII digits and nothing else.
private func number(_ digits: ArraySlice<UInt8>) -> Int? {
  guard !digits.isEmpty, digits.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
  return digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
}

/// ISO 8601's duration as RFC 3339 has it: no unit is left out between two that are there.
enum Durations {
  private static let time = #"T(?:\d+H(?:\d+M(?:\d+S)?)?|\d+M(?:\d+S)?|\d+S)"#
  private static let date = #"(?:\d+Y(?:\d+M(?:\d+D)?)?|\d+M(?:\d+D)?|\d+D)"#
  static let pattern = #"^P(?:\d+W|"# + date + "(?:" + time + ")?|" + time + ")$"
}
