import Conversation
import Glibc

/// The clipboard: by the native tool where one can reach a display, else by a sequence that the terminal understands.
package enum Clipboard {
  /// The command that takes the text on its standard input; nil where only the terminal can help.
  static func nativeTool(_ variable: (String) -> String? = environment) -> String? {
    if variable("WAYLAND_DISPLAY") != nil, isInstalled("wl-copy", variable) { return "wl-copy" }
    if variable("DISPLAY") != nil {
      if isInstalled("xclip", variable) { return "xclip -selection clipboard" }
      if isInstalled("xsel", variable) { return "xsel --clipboard --input" }
    }
    // tmux keeps the sequence of a program inside it to itself; its own command hands the text on.
    if variable("TMUX") != nil, isInstalled("tmux", variable) { return "tmux load-buffer -w -" }
    return nil
  }

  /// Blocks until the tool has taken the text.
  static func copy(_ text: String, with tool: String) throws(Failure) {
    // A tool that stays behind to serve the clipboard must still be reachable by signals, which our threads block.
    var none = sigset_t()
    var before = sigset_t()
    sigemptyset(&none)
    pthread_sigmask(SIG_SETMASK, &none, &before)
    defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
    let pipe = popen(tool + " >/dev/null 2>&1", "w")
    let bytes = Array(text.utf8)
    let written = pipe.map { fwrite(bytes, 1, bytes.count, $0) }
    guard let pipe, pclose(pipe) == 0, written == bytes.count else {
      throw Failure(
        .unreadable, what: "\(tool) did not take the text",
        remedy: "unset DISPLAY, WAYLAND_DISPLAY and TMUX to copy by way of the terminal")
    }
  }

  /// The most bytes that terminals are known to take in one sequence.
  static let sequenceLimit = 74_994

  /// OSC 52: the terminal itself puts the text on the clipboard, over ssh too. Nil where the text is too long for one.
  package static func sequence(for text: String) -> String? {
    let encoded = base64(Array(text.utf8))
    return encoded.utf8.count > sequenceLimit ? nil : "\u{1B}]52;c;\(encoded)\u{7}"
  }

  private static func base64(_ bytes: [UInt8]) -> String {
    let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    var text: [UInt8] = []
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let chunk = bytes[start..<min(start + 3, bytes.count)]
      let word = chunk.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - chunk.count))
      for place in 0..<4 {
        text.append(place <= chunk.count ? digits[word >> (18 - 6 * place) & 63] : 0x3D)
      }
    }
    return String(decoding: text, as: UTF8.self)
  }

  private static func isInstalled(_ name: String, _ variable: (String) -> String?) -> Bool {
    (variable("PATH") ?? "").split(separator: ":").contains { access("\($0)/\(name)", X_OK) == 0 }
  }
}

/// A variable of the environment; nil where it is not set, or empty.
func environment(_ name: String) -> String? {
  getenv(name).map { String(cString: $0) }.flatMap { $0.isEmpty ? nil : $0 }
}
