import Conversation
import Glibc
import Synchronization

/// The files of a folder as stored texts, numbered as they were added.
final class FolderTexts: StoredTexts {
  /// The folder as the user named it.
  let source: String
  private let members = Mutex<[String]>([])

  init(_ source: String) { self.source = source }

  /// The number of a member, named by its path from the folder.
  func add(_ member: String) -> UInt32 {
    members.withLock { members in
      members.append(member)
      return UInt32(members.count - 1)
    }
  }

  func origin(of text: UInt32) -> Origin {
    Origin(source: source, member: members.withLock { $0[Int(text)] })
  }

  func bytes(at origin: Origin) throws(Failure) -> [UInt8] {
    guard let member = origin.member, members.withLock({ $0.contains(member) }) else { return [] }
    return try openFile(source + "/" + member).read(origin.bytes)
  }

  /// All bytes of a member.
  func bytes(of member: String) throws(Failure) -> [UInt8] {
    let file = try openFile(source + "/" + member)
    return try file.read(0..<file.size)
  }
}

/// Names in a folder, in order; nil where it cannot be listed.
func names(in folder: String) -> [String]? {
  guard let handle = opendir(folder) else { return nil }
  defer { closedir(handle) }
  var names: [String] = []
  while let entry = readdir(handle) {
    let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
      pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
    }
    if name != ".", name != ".." { names.append(name) }
  }
  return names.sorted()
}
