import Testing
import Text

/// Expectations are what terminals agree on (and Python's wcwidth 0.7 says).
struct WidthTests {
  @Test(arguments: [
    ("", 0), ("abc", 3), ("é", 1), ("e\u{301}", 1), ("a\u{301}\u{302}\u{303}", 1), ("日本", 4), ("한", 2),
    ("\u{1112}\u{1161}\u{11AB}", 2), ("１", 2), ("ｱ", 1), ("か\u{3099}", 2), ("あ", 2), ("\u{3000}", 2), ("─│▸✗…⚙", 6),
    ("ﷺ", 1), ("𝔘", 1), ("с", 1), ("א", 1), ("สวัสดี", 4), ("กำ", 2), ("नि", 2), ("क्ष", 2), ("श्री", 2), ("ங்", 1),
  ])
  func lettersAndMarks(text: String, cells: Int) {
    #expect(width(of: text) == cells)
  }

  @Test(arguments: [
    ("👩", 2), ("👩‍👩‍👧", 2), ("👍🏽", 2), ("🇩🇪", 2), ("🇩🇪🇫🇷", 4), ("🇩", 2), ("1\u{FE0F}\u{20E3}", 2), ("❤", 1), ("❤\u{FE0F}", 2),
    ("❤\u{FE0E}", 1), ("☎\u{FE0F}", 2), ("⌚", 2), ("👁\u{FE0F}‍🗨\u{FE0F}", 2), ("🏳\u{FE0F}‍🌈", 2), ("🫩", 2), ("✅", 2),
    ("✔", 1),
    ("a🏽", 3), ("🌈🏽", 2),
  ])
  func pictures(text: String, cells: Int) {
    #expect(width(of: text) == cells)
  }

  @Test func aCharacterIsMeasuredAlike() {
    #expect(width(of: Character("日")) == 2)
    #expect(width(of: Character("👩‍👩‍👧")) == 2)
    #expect(width(of: Character("x")) == 1)
  }

  @Test func escapesAreMeasuredAsTheyAreShown() {
    for text in ["\u{1B}", "\u{7}", "\u{202E}", "\u{E0041}", "\n", "\u{85}", "\u{10FFFD}", "a\u{200B}b"] {
      #expect(width(of: text) == visible(text).count)
    }
  }
}
