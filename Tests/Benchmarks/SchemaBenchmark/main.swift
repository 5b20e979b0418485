// Measures reading a schema and judging calls: schema-benchmark VALID.jsonl [INVALID.jsonl]
// Each line holds "id", "tool", "schema" and "arguments"; the invalid ones have no schema of their own.
import Glibc
import LosslessJSON
import Schemas

struct RecordedCall {
  var key: String
  var schema: [UInt8]?
  var arguments: [UInt8]
}

func end(_ message: String, _ status: Int32) -> Never {
  var text = "schema-benchmark: \(message)\n"
  _ = text.withUTF8 { write(STDERR_FILENO, $0.baseAddress, $0.count) }
  exit(status)
}

func contents(of path: String) -> [UInt8] {
  guard let file = fopen(path, "rb") else {
    end("\(path) cannot be read", 3)
  }
  defer { fclose(file) }
  var bytes: [UInt8] = []
  var buffer = [UInt8](repeating: 0, count: 1 << 16)
  while case let count = fread(&buffer, 1, buffer.count, file), count > 0 { bytes += buffer[..<count] }
  return bytes
}

func calls(in path: String) -> [RecordedCall] {
  contents(of: path).split(separator: 0x0A).compactMap { line in
    guard let root = try? Document(line).root, let arguments = root["arguments"] else { return nil }
    let key = (root["id"]?.string ?? "") + (root["tool"]?.string ?? "")
    return RecordedCall(
      key: key, schema: root["schema"].map { Array($0.rawBytes) }, arguments: Array(arguments.rawBytes))
  }
}

func now() -> UInt64 {
  var time = timespec()
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
  return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
}

/// The lowest of several rounds, in microseconds for each of `count`; false where it is over the limit.
func measured(_ name: String, of count: Int, limit: Double? = nil, _ body: () -> Int) -> Bool {
  var best = Double.infinity
  var result = 0
  for _ in 0..<7 {
    let start = now()
    result = body()
    best = min(best, Double(now() - start) / 1_000 / Double(max(1, count)))
  }
  let shown = String(Int((best * 100).rounded()))
  let padded = String(repeating: "0", count: max(0, 3 - shown.count)) + shown
  let verdict = limit.map { best <= $0 ? "  (limit \(Int($0)))" : "  OVER the limit of \(Int($0))" } ?? ""
  print("\(name): \(padded.dropLast(2)).\(padded.suffix(2)) µs\(verdict)  [\(result)]")
  return limit.map { best <= $0 } ?? true
}

/// Line and column of a place, as findings show them.
func position(of offset: Int, in text: [UInt8]) -> Int {
  var line = 1
  var column = 1
  for byte in text[..<min(offset, text.count)] {
    if byte == 0x0A { (line, column) = (line + 1, 1) } else if byte & 0xC0 != 0x80 { column += 1 }
  }
  return line + column
}

let paths = CommandLine.arguments.dropFirst()
guard let first = paths.first else {
  end("name a file of recorded calls", 2)
}
let valid = calls(in: first)
let documents = valid.compactMap { call in call.schema.flatMap { try? Document($0) } }
let compiled = documents.map { CompiledSchema($0.root) }
let byKey = Dictionary(zip(valid.map(\.key), compiled), uniquingKeysWith: { first, _ in first })
var results: [Bool] = []
guard compiled.count == valid.count else {
  end("a call has no schema", 3)
}
print(
  "\(valid.count) calls, \(valid.reduce(0) { $0 + $1.arguments.count } / max(1, valid.count)) bytes of arguments each")
results.append(
  measured("compile a schema", of: documents.count, limit: 100) {
    documents.reduce(0) { $0 + CompiledSchema($1.root).problems.count }
  })
results.append(
  measured("parse the arguments", of: valid.count) {
    valid.reduce(0) { $0 + ((try? Document($1.arguments))?.valueCount ?? 0) }
  })
results.append(
  measured("parse, validate and place", of: valid.count, limit: 10) {
    zip(valid, compiled).reduce(0) { sum, pair in
      guard let document = try? Document(pair.0.arguments) else { return sum }
      return pair.1.judge(document.root).violations.reduce(sum) {
        $0 + position(of: $1.range.lowerBound, in: pair.0.arguments)
      }
    }
  })
if let second = paths.dropFirst().first {
  let broken = calls(in: second).compactMap { call in byKey[call.key].map { (call, $0) } }
  results.append(
    measured("the same of a broken call, with every violation", of: broken.count, limit: 50) {
      broken.reduce(0) { sum, pair in
        guard let document = try? Document(pair.0.arguments) else { return sum }
        return pair.1.judge(document.root).violations.reduce(sum) {
          $0 + position(of: $1.range.lowerBound, in: pair.0.arguments)
        }
      }
    })
}
exit(results.allSatisfy { $0 } ? 0 : 1)
