import Conversation
import Dialects
import LosslessJSON
import Synchronization

/// A folder of captured model calls, byte for byte: `NNN.request.json`, `NNN.response.json` (or `.sse`, `.txt`), and
/// `NNN.meta.json` with the status.
struct ExchangeFolder: TranscriptFormat {
  let name = "openai-exchange-folder"
  private static let request = ".request.json"

  /// The folder's one session, where it is such a folder.
  func session(in path: String, firstID: Int) -> IndexedSource? {
    let stems = (names(in: path) ?? []).filter { $0.hasSuffix(Self.request) }
      .map { String($0.dropLast(Self.request.count)) }
    guard !stems.isEmpty else { return nil }
    let session = Session(
      id: SessionID(firstID), source: path, format: name, end: .unknown, progress: .reading(bytes: 0, of: nil))
    let texts = FolderTexts(path)
    return IndexedSource(session, texts: texts, indexer: ExchangeFolderFiles(stems, texts: texts))
  }
}

/// Goes through the captured calls in the order of their names.
final class ExchangeFolderFiles: SessionIndexer {
  private enum As {
    static let whole: UInt16 = 0
    static let message: UInt16 = 1
    static let answer: UInt16 = 2
    static let body: UInt16 = 3
    static let stream: UInt16 = 4
    static let messageStream: UInt16 = 5
    static let system: UInt16 = 6
  }
  let readings = [
    Reading(pointer: "", dialect: AnyRecord()),
    Reading(pointer: "/messages/#", dialect: ProviderChat()),
    Reading(pointer: "/choices/0/message", dialect: ProviderChat()),
    Reading(pointer: "", dialect: ProviderChat()),
    Reading(pointer: "", dialect: OpenAIChat(), form: .stream(.chatStream)),
    Reading(pointer: "", dialect: AnthropicMessages(), form: .stream(.anthropicStream)),
    Reading(pointer: "/system", dialect: AnthropicMessages()),
  ]
  private let stems: [String]
  private let texts: FolderTexts
  private let isDone = Mutex(false)

  init(_ stems: [String], texts: FolderTexts) {
    self.stems = stems
    self.texts = texts
  }

  func index(into ledger: Ledger, _ post: (IndexProgress) -> Bool) throws(Failure) {
    let wasDone = isDone.withLock { done in
      defer { done = true }
      return done
    }
    if wasDone { return }
    var tracer = ExchangeTracer()
    var bytes = 0
    for (index, stem) in stems.enumerated() {
      bytes += try add(stem, &tracer, to: ledger)
      if index % 16 == 0, !post(.reading(bytes: bytes, of: nil)) { return }
    }
  }

  private func add(_ stem: String, _ tracer: inout ExchangeTracer, to ledger: Ledger) throws(Failure) -> Int {
    let bytes = try texts.bytes(of: stem + ".request.json")
    let text = texts.add(stem + ".request.json")
    let record = Place(0..<bytes.count, text: text)
    guard let body = (try? Document.tolerating(bytes))?.document.root else {
      ledger.with { _ = $0.add(MessageOutline(kind: .unreadable), at: record) }
      return bytes.count
    }
    let status = ((try? Document(texts.bytes(of: stem + ".meta.json")))?.root["status"])?.int
    let sent = body.elements(at: "/messages")
    let kind = body["messages"] == nil ? "request without messages" : SideCall.kind(agent: nil, messages: sent)
    if let kind {
      ledger.with { $0.addOther(kind, at: record) }
      return bytes.count
    }
    let request = StoredBody(value: body, text: text, inner: As.message, whole: As.whole, system: As.system)
    let (response, refusal) = response(stem, status)
    let origin = response.map { texts.origin(of: $0.place, pointer: "") } ?? texts.origin(of: record, pointer: "")
    guard
      var exchange = Exchange(
        request: request, response: response, status: status, record: record, origin: origin)
    else { return bytes.count }
    if let refusal { exchange.answer = refusal }
    ledger.with { tracer.add(exchange, reading: ProviderChat(), to: &$0) }
    return bytes.count
  }

  /// The answer's body; or how the call ended where the answer is no body.
  private func response(_ stem: String, _ status: Int?) -> (StoredBody?, Exchange.Answer?) {
    for suffix in [".response.json", ".response.sse", ".response.txt"] {
      guard let bytes = try? texts.bytes(of: stem + suffix) else { continue }
      let text = texts.add(stem + suffix)
      if let value = (try? Document.tolerating(bytes))?.document.root {
        return (
          StoredBody(value: value, form: .answer(value), text: text, inner: As.answer, whole: As.body), nil
        )
      }
      let form = WireForm.stream(bytes)
      if ChatStream.isStream(bytes), let value = form.body(bytes, at: texts.origin(of: text))?.value {
        let reading = form == .chatStream ? As.stream : As.messageStream
        let stream = StoredBody(
          value: value, form: form, text: text, stream: 0..<bytes.count, inner: reading, whole: reading)
        return (stream, nil)
      }
      let place = Place(0..<bytes.count, text: text)
      let rejection = ModelCall.Rejection(
        status: status, code: nil, message: "the answer is not JSON", param: nil,
        origin: texts.origin(of: place, pointer: ""))
      return (nil, .rejected(rejection, place))
    }
    return (nil, nil)
  }
}
