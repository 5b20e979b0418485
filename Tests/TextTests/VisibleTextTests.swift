import Testing
import Text

struct VisibleTextTests {
  @Test(arguments: [
    ("\u{1B}[31mred\u{7}", #"\e[31mred\x07"#),
    ("a\tb\r\nc\u{0}", #"a\tb\r\nc\x00"#),
    ("\u{7F}\u{85}\u{9B}2J", #"\x7F\u{85}\u{9B}2J"#),
    (
      "evil\u{202E}txt.exe\u{2066}\u{2069}\u{200E}\u{200F}\u{61C}",
      #"evil\u{202E}txt.exe\u{2066}\u{2069}\u{200E}\u{200F}\u{61C}"#
    ),
    ("a\u{2028}b\u{2029}c", #"a\u{2028}b\u{2029}c"#),
    ("pass\u{200B}word\u{FEFF}\u{2060}\u{AD}", #"pass\u{200B}word\u{FEFF}\u{2060}\u{AD}"#),
    ("tag\u{E0041}\u{E007F}", #"tag\u{E0041}\u{E007F}"#),
    ("\u{E000}\u{F8FF}\u{10FFFD}", #"\u{E000}\u{F8FF}\u{10FFFD}"#),
    ("\u{378}\u{FFFF}", #"\u{378}\u{FFFF}"#),
    ("\u{3164}\u{115F}\u{FFA0}\u{34F}", #"\u{3164}\u{115F}\u{FFA0}\u{34F}"#),
  ])
  func whatSteersOrHidesIsWrittenOut(text: String, shown: String) {
    #expect(visible(text) == shown)
  }

  @Test(arguments: [
    "plain ~ text", "naïve café", "cafe\u{301}", "日本語 한국어 \u{1112}\u{1161}\u{11AB}", "👩‍👩‍👧 👍🏽 🇩🇪🇫🇷 1️⃣ ❤️ 🏳️‍🌈 👁️‍🗨️", "нет", "می‌خواهم",
    "क्‍ष श्री",
    "สวัสดี", "│ ─ ▸ ✗ …", "\u{A0}\u{3000}", #"C:\temp\u{41}"#,
  ])
  func harmlessTextStaysAsItIs(text: String) {
    #expect(visible(text) == text)
  }

  @Test(arguments: [
    ([0x61, 0xFF, 0x62], #"a\xFFb"#),
    ([0xC3], #"\xC3"#),
    ([0xC0, 0xAF], #"\xC0\xAF"#),
    ([0xED, 0xA0, 0x80], #"\xED\xA0\x80"#),
    ([0xF4, 0x90, 0x80, 0x80], #"\xF4\x90\x80\x80"#),
    ([0xE2, 0x82, 0x41], #"\xE2\x82A"#),
    ([0x9B, 0x32, 0x4A], #"\x9B2J"#),
  ])
  func bytesThatAreNoUTF8AreWrittenOut(bytes: [UInt8], shown: String) {
    #expect(visible(bytes) == shown)
    #expect(visible(AnySequence(bytes)) == shown)
  }

  /// A joiner, selector or mark counts as harmless only where it has something to join.
  @Test(arguments: [
    ("a\u{200D}b", #"a\u{200D}b"#),
    ("👩\u{200D}", #"👩\u{200D}"#),
    ("👩\u{200D}a", #"👩\u{200D}a"#),
    ("a\u{200C}b", #"a\u{200C}b"#),
    ("a\u{FE0F}", #"a\u{FE0F}"#),
    ("❤\u{FE0F}\u{FE0F}", "❤\u{FE0F}\\u{FE0F}"),
    ("漢\u{E0100}\u{E0101}", "漢\u{E0100}\\u{E0101}"),
    ("\u{301}a", #"\u{301}a"#),
    ("\u{1B}\u{301}", #"\e\u{301}"#),
    ("\u{1161}", #"\u{1161}"#),
  ])
  func joinersWithNothingToJoinAreWrittenOut(text: String, shown: String) {
    #expect(visible(text) == shown)
  }

  @Test func marksUponMarksEndSomewhere() {
    let shown = visible("Z" + String(repeating: "\u{301}", count: 1000))
    let marks = shown.unicodeScalars.filter { $0 == "\u{301}" }.count
    #expect(marks > 0 && marks <= 8)
    #expect(shown.hasSuffix(#"\u{301}"#))
  }

  @Test func endlessJoiningEndsSomewhere() {
    let chain = visible(String(repeating: "👩\u{200D}", count: 1000) + "👧")
    #expect(chain.split(separator: "\\").allSatisfy { $0.unicodeScalars.count < 40 })
  }

  /// Nothing that a terminal obeys is left, whatever the bytes are.
  @Test func everyScalarAloneIsHarmless() {
    for value in [UInt32](0...0x1FFFF) + [UInt32](0xE0000...0xE01FF) + [0x3FFFE, 0xF0000, 0x10FFFD, 0x10FFFF] {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let shown = visible(String(scalar))
      let isGraphic =
        switch scalar.properties.generalCategory {
        case .control, .format, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator, .nonspacingMark,
          .enclosingMark, .spacingMark:
          false
        default: true
        }
      if !isGraphic && shown == String(scalar) { Issue.record("U+\(String(value, radix: 16)) is shown as it is") }
      if shown != String(scalar) && !shown.utf8.allSatisfy({ (0x20...0x7E).contains($0) }) {
        Issue.record("U+\(String(value, radix: 16)) is shown as \(shown)")
      }
    }
  }
}
