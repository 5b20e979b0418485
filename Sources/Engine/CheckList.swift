import Conversation
import Glibc

/// The sources that `check` was given: a folder stands for itself and for every folder under it.
struct CheckList {
  struct Item {
    var path: String
    /// Index of the argument that it comes from.
    var argument: Int
    /// A folder on the way to others: no session in it is no fault.
    var isPassage: Bool
  }

  private(set) var items: [Item] = []

  init(_ paths: [String]) {
    for (argument, path) in paths.enumerated() { add(path, of: argument, isNested: false) }
  }

  /// Links are not followed, so no folder comes twice. `http` holds the calls of the folder that it is in.
  private mutating func add(_ path: String, of argument: Int, isNested: Bool) {
    let folders = path == "-" ? [] : Self.folders(in: path)
    items.append(Item(path: path, argument: argument, isPassage: isNested || !folders.isEmpty))
    for name in folders { add(path + (path.hasSuffix("/") ? "" : "/") + name, of: argument, isNested: true) }
  }

  /// Names of the folders in a folder, in order; empty where it is none.
  private static func folders(in path: String) -> [String] {
    guard let folder = opendir(path) else { return [] }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      guard !name.hasPrefix("."), name != "http", Self.isFolder(path + "/" + name) else { continue }
      names.append(name)
    }
    return names.sorted()
  }

  private static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }
}
