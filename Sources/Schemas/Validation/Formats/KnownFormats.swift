/// The formats that a warning can name.
enum KnownFormats {
  static let all: [String: @Sendable (String) -> Bool] = [
    "regex": { text in
      do throws(PatternProblem) {
        _ = try Pattern(text)
        return true
      } catch {
        return error.isUnsupported
      }
    }
  ]
}
