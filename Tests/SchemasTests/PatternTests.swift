import Testing

@testable import Schemas

/// Expressions as ECMA-262 has them.
@Suite struct PatternTests {
  @Test(arguments: [
    ("^[A-Z][A-Z0-9_]+-\\d+(?:-\\d+)*$", "PROJ-12-3", true), ("^[A-Z][A-Z0-9_]+$", "ab", false), ("b", "abc", true),
    ("^b", "abc", false), ("a{2,3}$", "aa", true), ("^a{2,3}$", "aaaa", false), ("^a{2,}$", "aaaa", true),
    ("^(?:ab|cd)+?$", "abcdab", true), ("^(?=.*\\d)(?!.*x)[a-z\\d]+$", "ab1", true),
    ("^(?=.*\\d)(?!.*x)[a-z\\d]+$", "x1", false), ("(?<=a)b", "ab", true), ("(?<=a{2})b", "ab", false),
    ("(?<!a)b", "ab", false), ("\\bcat\\b", "a cat.", true), ("\\bcat\\b", "concat", false), ("^\\d$", "৪", false),
    ("^\\w$", "é", false), ("^\\s$", "\u{FEFF}", true), ("^.$", "\n", false), ("^.$", "🐲", true),
    ("^[^a]$", "\n", true), ("^\\p{Lu}\\P{Lu}$", "Éé", true), ("^[\\p{L}-]+$", "é-ß", true),
    ("^\\u{1F432}\\uD83D\\uDC32$", "🐲🐲", true), ("^[\\w-]+\\.\\/$", "a-b./", true), ("^[\\b]$", "\u{8}", true),
    ("^$", "", true), ("^a$", "a\n", false), ("x*", "", true), ("^(?<year>\\d{4})$", "2026", true),
    ("^[a-]$", "-", true), ("[]", "a", false), ("^e\u{301}$", "é", false), ("^{}$", "{}", true),
  ])
  func isFound(source: String, text: String, expected: Bool) throws {
    #expect(try Pattern(source).isFound(in: text) == expected)
  }

  @Test(arguments: [
    ("(a)\\1", "back-references are not supported", true),
    ("\\p{Script=Greek}", "the property \\p{Script=Greek} is not supported", true),
    ("(?:a{9999}){9999}", "it is too large", true), ("(?:){19999}{2}", "nothing to repeat", false),
    ("\\Aa\\Z", "\\A is not ECMA-262", false), ("(?P<n>a)", "(?P is not ECMA-262", false),
    ("[z-a]", "a range of characters is out of order", false),
    ("a{3,2}", "the numbers of a quantifier are out of order", false),
    ("(a", "a parenthesis is not closed", false), ("a)", "a parenthesis closes that was not opened", false),
    ("[a", "a bracket is not closed", false), ("*", "nothing to repeat", false),
    ("a\\", "a backslash ends the pattern", false),
  ])
  func isRefused(source: String, reason: String, isUnsupported: Bool) throws {
    let problem = try #require(throws: PatternProblem.self) { try Pattern(source) }
    #expect(problem.message == reason)
    #expect(problem.isUnsupported == isUnsupported)
  }
}
