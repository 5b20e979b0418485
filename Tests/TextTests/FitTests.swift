import Testing
import Text

struct FitTests {
  @Test(arguments: [
    ("abc", 5, "abc  "), ("abc", 3, "abc"), ("abcd", 3, "ab…"), ("abcd", 1, "…"), ("", 2, "  "), ("abc", 0, ""),
    ("abc", -1, ""),
    ("日本語", 6, "日本語"), ("日本語", 5, "日本…"), ("日本語", 4, "日… "), ("日本", 2, "… "), ("日", 1, "…"), ("日", 3, "日 "),
    ("👩‍👩‍👧👩‍👩‍👧", 3, "👩‍👩‍👧…"), ("e\u{301}e\u{301}e\u{301}", 2, "e\u{301}…"), ("🇩🇪🇫🇷", 3, "🇩🇪…"),
    ("a\u{1B}[0m", 6, "a\\e[0m"), ("a\u{1B}b", 3, "a… "), ("กำกำ", 3, "กำ…"), ("two\nlines", 10, "two\\nlines"),
  ])
  func fillsExactlyTheColumns(text: String, columns: Int, shown: String) {
    #expect(fit(text, columns) == shown)
    #expect(width(of: fit(text, columns)) == max(columns, 0))
  }

  @Test func cuttingDoesNotPad() {
    #expect(cut("abc", 5) == ("abc", 3))
    #expect(cut("日本語", 4) == ("日…", 3))
  }

  @Test func aSubstringFitsAlike() {
    #expect(fit("abcdef".dropFirst(2), 3) == "cd…")
  }
}
