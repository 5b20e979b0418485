import Conversation
import Dialects
import LosslessJSON
import Synchronization

/// What a format makes of each line. It keeps what it must remember from line to line.
protocol LineHandler: Sendable {
  var readings: [Reading] { get }
  mutating func take(_ line: StoredLine, into ledger: Ledger)
  /// The file has been read to what is there now.
  mutating func finish(in ledger: Ledger)
}

extension LineHandler {
  mutating func finish(in ledger: Ledger) {}
}

/// Indexes JSON Lines and other texts by the line: chunk after chunk, posting early and then in growing steps.
final class LineIndexer<Handler: LineHandler>: SessionIndexer {
  let readings: [Reading]
  private let file: ByteFile
  private let takesTorn: Bool
  private let isOneRecord: Bool
  private let until: Int?
  private let state: Mutex<(handler: Handler, offset: Int)>

  /// `takesTorn`: whether a last line without a line break counts; not so where more will be written. `isOneRecord`: the
  /// whole file is one record that is laid out over several lines. `from` and `until`: the part of the file that is read.
  init(
    _ file: ByteFile, takesTorn: Bool = true, isOneRecord: Bool = false, from: Int = 0, until: Int? = nil,
    handler: Handler
  ) {
    self.file = file
    self.isOneRecord = isOneRecord
    self.takesTorn = takesTorn
    self.until = until
    readings = handler.readings
    state = Mutex((handler, from))
  }

  func index(into ledger: Ledger, _ post: (IndexProgress) -> Bool) throws(Failure) {
    let failure: Failure? = state.withLock { state in
      do throws(Failure) {
        try run(&state, ledger, post)
        return nil
      } catch {
        return error
      }
    }
    if let failure { throw failure }
  }

  private func run(
    _ state: inout (handler: Handler, offset: Int), _ ledger: Ledger, _ post: (IndexProgress) -> Bool
  ) throws(Failure) {
    if isOneRecord {
      if state.offset > 0 { return }
      let (document, start, failure) = try parsed(file, into: ledger)
      state.handler.take(StoredLine(bytes: document.bytes, start: start), into: ledger)
      state.handler.finish(in: ledger)
      if let failure, ledger.with({ !$0.hasWholeTurns }) { throw failure }
      state.offset = file.size
      return
    }
    var reader = LineReader(file, from: state.offset, until: until)
    var due = state.offset
    var handler = state.handler
    defer {
      state.handler = handler
      state.offset = reader.offset
    }
    while try reader.next(takesTorn: takesTorn, { handler.take($0, into: ledger) }) {
      guard reader.offset > due else { continue }
      due = reader.offset + min(reader.offset / 4, 16 << 20)
      if !post(.reading(bytes: reader.offset, of: file.size)) { return }
    }
    handler.finish(in: ledger)
  }
}
