import Engine
import Testing

@Test(arguments: [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("héllo\u{1B}", "aMOpbGxvGw==")])
func theTerminalIsGivenTheTextInBase64(text: String, encoded: String) {
  #expect(Clipboard.sequence(for: text) == "\u{1B}]52;c;\(encoded)\u{7}")
}

@Test func aTextThatNoTerminalTakesIsRefused() {
  #expect(Clipboard.sequence(for: String(repeating: "x", count: 56_244)) != nil)
  #expect(Clipboard.sequence(for: String(repeating: "x", count: 56_245)) == nil)
}
