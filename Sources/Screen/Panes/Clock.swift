/// The time of day of an ISO 8601 time; any other text as it is written.
func clock(_ time: String) -> String {
  guard let found = time.firstMatch(of: #/\d{4}-\d\d-\d\d[T ](\d\d:\d\d:\d\d)/#) else { return time }
  return String(found.1)
}
