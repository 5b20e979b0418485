import Conversation
import Glibc
import LosslessJSON

/// A line of a file: its bytes without the line break, and where they stand.
struct StoredLine {
  var bytes: [UInt8]
  var start: Int
  var range: Range<Int> { start..<start + bytes.count }

  /// The line's JSON value, read tolerantly; nil where it is none.
  func value() -> JSONValue? { (try? Document.tolerating(bytes))?.document.root }

  /// The same, and what is wrong with it becomes a problem of the session.
  func value(in ledger: Ledger) -> JSONValue? {
    do {
      let tolerated = try Document.tolerating(bytes)
      if let flaw = tolerated.flaw {
        note(flaw, ledger, "it is read all the same")
      }
      return tolerated.document.root
    } catch {
      note(error, ledger, "it is shown as it stands")
      return nil
    }
  }

  private func note(_ error: JSONError, _ ledger: Ledger, _ consequence: String) {
    let problem = "the record at byte \(start): \(error.reason) (column \(error.column)); \(consequence)"
    ledger.with { $0.note(problem, at: range) }
  }
}

/// Splits a file at 0x0A, a chunk at a time. Blank lines are passed over; a byte order mark is not part of the first line.
struct LineReader {
  private static let chunkSize = 256 << 10
  private let file: ByteFile
  private let end: Int
  /// The first byte that has not been given as part of a line.
  private(set) var offset: Int
  private var pending: [UInt8] = []
  private var chunk = [UInt8](repeating: 0, count: LineReader.chunkSize)

  init(_ file: ByteFile, from offset: Int = 0, until end: Int? = nil) {
    self.file = file
    self.end = end ?? .max
    self.offset = offset
  }

  /// Reads one chunk and gives each line that ends in it; false at the file's end. A last line without a line break is
  /// given at the end if `takesTorn`, and left for the next time if not.
  mutating func next(takesTorn: Bool, _ take: (StoredLine) -> Void) throws(Failure) -> Bool {
    let from = offset + pending.count
    var count = 0
    var failure: Failure?
    chunk.withUnsafeMutableBytes { buffer in
      let room = UnsafeMutableRawBufferPointer(rebasing: buffer[..<max(0, min(buffer.count, end - from))])
      do throws(Failure) { count = try file.read(into: room, from: from) } catch { failure = error }
    }
    if let failure { throw failure }
    guard count > 0 else {
      if takesTorn, !pending.isEmpty {
        give(pending[...], take)
        offset += pending.count
        pending.removeAll()
      } else {
        pending.removeAll()
      }
      return false
    }
    chunk.withUnsafeBytes { buffer in
      var at = 0
      while at < count, let base = buffer.baseAddress?.advanced(by: at), let found = memchr(base, 0x0A, count - at) {
        let length = found - UnsafeMutableRawPointer(mutating: base)
        pending.append(contentsOf: UnsafeRawBufferPointer(start: base, count: length))
        give(pending[...], take)
        offset += pending.count + 1
        pending.removeAll(keepingCapacity: pending.capacity < 1 << 20)
        at += length + 1
      }
      if at < count { pending.append(contentsOf: buffer[at..<count]) }
    }
    return true
  }

  private func give(_ bytes: ArraySlice<UInt8>, _ take: (StoredLine) -> Void) {
    var line = bytes
    if offset == 0, line.starts(with: [0xEF, 0xBB, 0xBF]) { line = line.dropFirst(3) }
    if line.last == 0x0D { line = line.dropLast() }
    guard line.contains(where: { !isBlank($0) }) else { return }
    take(StoredLine(bytes: Array(line), start: offset + line.startIndex - bytes.startIndex))
  }
}
