import Conversation
import LosslessJSON

/// The lines of a recording that are ours: what the program got instead, what it printed, how it ended.
enum RecordedLine {
  /// Nil where the program goes on as it would have.
  static func resumption(_ resumption: Resumption, call: String) -> [UInt8]? {
    switch resumption {
    case .asIs: nil
    case .arguments(let text):
      line("staged") {
        $0.member("call", call); $0.member("arguments", text)
      }
    case .deny(let text):
      line("denied") {
        $0.member("call", call); $0.member("text", text)
      }
    }
  }

  static func output(_ bytes: [UInt8]) -> [UInt8] {
    line("output") {
      $0.member("stream", "terminal"); $0.member("text", String(decoding: bytes, as: UTF8.self))
    }
  }

  static func end(_ end: ProgramEnd) -> [UInt8] {
    line("ended") {
      $0.member("status", end.status.map(Int.init)); $0.member("signal", end.signal.map(Int.init))
    }
  }

  private static func line(_ event: String, _ body: (inout JSONWriter) -> Void) -> [UInt8] {
    var writer = JSONWriter()
    writer.object { writer in
      writer.member("event", event)
      writer.member("time", Clock.now())
      body(&writer)
    }
    return writer.bytes
  }
}
