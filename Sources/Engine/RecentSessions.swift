import Glibc

/// The files that were opened last, in a file of the user's state folder: a path a line, the newest last.
package struct RecentSessions {
  private let path: String
  private let folder: String
  /// Lines that are kept.
  private static let limit = 200

  package init(folder: String = RecordingPlace.stateFolder) {
    self.folder = folder
    path = folder + "/recent"
  }

  /// Newest first, each once.
  func paths() -> [String] {
    var seen: Set<String> = []
    return lines().reversed().filter { seen.insert($0).inserted }
  }

  /// Notes a file as opened now. Where nothing can be written, nothing is noted: it is a convenience.
  package func note(_ file: String) {
    guard let whole = realpath(file, nil) else { return }
    defer { free(whole) }
    let name = String(cString: whole)
    guard !name.contains("\n"), (try? RecordingPlace.makeFolder(folder)) != nil else { return }
    let kept = lines().filter { $0 != name }.suffix(Self.limit - 1) + [name]
    // Written beside and moved: a reader never sees half a list.
    let fresh = "\(path).\(getpid())"
    let descriptor = open(fresh, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { return }
    let bytes = Array((kept.joined(separator: "\n") + "\n").utf8)
    let isWritten = write(descriptor, bytes, bytes.count) == bytes.count
    close(descriptor)
    if !isWritten || rename(fresh, path) != 0 { unlink(fresh) }
  }

  private func lines() -> [String] {
    guard let file = fopen(path, "r") else { return [] }
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: 1 << 20)
    let count = fread(&bytes, 1, bytes.count, file)
    return String(decoding: bytes[..<count], as: UTF8.self).split(separator: "\n").map(String.init)
  }
}
