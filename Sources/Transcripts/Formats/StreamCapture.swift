import Conversation
import Dialects
import LosslessJSON

/// A captured stream of an answer: server-sent events, or their payloads alone, one a line. A file may hold several
/// answers, one after the other, or one that broke off before the next.
struct StreamCapture: ReadableFormat {
  let form: WireForm
  let readsElements = true

  var name: String { form == .anthropicStream ? "anthropic-stream" : "openai-stream" }

  func confidence(in glimpse: Glimpse) -> Double {
    guard glimpse.isStream || glimpse.container == .lines || glimpse.container == .document else { return 0 }
    if form == .anthropicStream {
      let types = glimpse.strings("type")
      let isEvent = !types.isDisjoint(with: ["message_start", "content_block_start", "content_block_delta"])
      return isEvent || glimpse.isStream && types.contains("error") ? 0.95 : 0
    }
    let isChunk = glimpse.has("choices[].delta") || glimpse.says("object", "chat.completion.chunk")
    return isChunk ? 0.95 : glimpse.isStream && glimpse.has("error") ? 0.6 : 0
  }

  func sessions(in opening: Opening) throws(Failure) -> [IndexedSource] {
    [
      opening.session(
        format: name, producer: "unknown", end: .open, recordsResults: false,
        indexer: opening.records(StreamLines(form: form)))
    ]
  }
}

/// The lines of a captured stream: an answer is a turn with all its lines.
struct StreamLines: LineHandler {
  let form: WireForm
  /// The lines of the answer that is coming in, their line breaks in between.
  private var bytes: [UInt8] = []
  private var range: Range<Int>?
  private var answerID: String?
  /// Where the lines since the last payload begin: the next event's name.
  private var preamble: Int?
  private var isDone = false

  init(form: WireForm) { self.form = form }

  var readings: [Reading] { [Reading(pointer: "", dialect: form.dialect, form: .stream(form))] }

  mutating func take(_ line: StoredLine, into ledger: Ledger) {
    guard let payload = StreamLine.payload(line.bytes[...]) else {
      if line.bytes.starts(with: "data: [DONE]".utf8) {
        isDone = true
        extend(line, from: preamble)
        preamble = nil
      } else {
        preamble = preamble ?? line.start
      }
      return
    }
    guard let event = (try? Document.tolerating(Array(payload)))?.document.root else {
      ledger.with { state in
        let origin = Origin(source: state.session.source, bytes: line.range)
        state.session.problems.append(ReadingProblem("an event of the stream is not JSON", where: origin))
      }
      extend(line, from: preamble)
      preamble = nil
      return
    }
    if isStart(event) { finish(in: ledger) }
    extend(line, from: preamble)
    preamble = nil
  }

  mutating func finish(in ledger: Ledger) {
    defer {
      range = nil
      bytes.removeAll()
      isDone = false
    }
    guard let range else { return }
    let place = Place(range)
    let origin = Origin(source: ledger.with { $0.session.source }, bytes: range)
    var call = CallEntry(response: WirePlace(place: place, form: form))
    guard let body = form.body(bytes, at: origin) else { return }
    if let message = form.message(in: body.value) {
      var outline = form.dialect.outline(of: message)
      outline.kind = .assistant
      ledger.with { _ = $0.add(outline, at: place, call: call) }
    } else if let rejection = rejection(at: body, status: nil) {
      call.outcome = .rejected(rejection)
      ledger.with { _ = $0.add(MessageOutline(kind: .refusal, flags: .markedFailed), at: place, call: call) }
    } else {
      ledger.with { _ = $0.add(MessageOutline(kind: .record), at: place) }
    }
  }

  /// Whether an event begins an answer.
  private mutating func isStart(_ event: JSONValue) -> Bool {
    if form == .anthropicStream { return event["type"]?.string == "message_start" }
    let id = event["id"]?.string
    defer { answerID = id ?? answerID }
    return isDone || (id != nil && answerID != nil && id != answerID && event["choices"] != nil)
  }

  private mutating func extend(_ line: StoredLine, from preamble: Int?) {
    let start = range?.lowerBound ?? preamble ?? line.start
    range = start..<line.range.upperBound
    bytes.append(contentsOf: line.bytes)
    bytes.append(0x0A)
  }
}
