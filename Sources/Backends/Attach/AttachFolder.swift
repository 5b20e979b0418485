import CResources
import Conversation
import Glibc

/// A private folder with the hook's files and the socket's place. `remove` it when the program has ended.
struct AttachFolder: Sendable {
  let path: String

  var socket: String { path + "/socket" }

  /// The folder that goes in front of PYTHONPATH.
  var modules: String { path + "/modules" }

  /// Makes the folder (0700) under XDG_RUNTIME_DIR, TMPDIR or /tmp: the first that takes it and whose path is short
  /// enough for a socket (108 bytes).
  init(environment: [String: String]) throws(Failure) {
    let parents = [environment["XDG_RUNTIME_DIR"], environment["TMPDIR"], "/tmp"].compactMap { $0 }
    for parent in parents where parent.hasPrefix("/") && parent.utf8.count < 70 {
      var template = Array((parent + "/turntable-XXXXXX").utf8CString)
      guard mkdtemp(&template) != nil else { continue }
      path = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
      do throws(Failure) {
        try writeModules()
      } catch {
        remove()
        throw error
      }
      return
    }
    throw Failure(
      .cannotStart(status: 125), what: "no private folder could be made in \(parents.joined(separator: ", "))",
      remedy: "set TMPDIR to a folder that you can write to")
  }

  /// Tells the program's Python where the hook and the socket are; the hook takes all of it away again.
  func announce(in environment: inout [String: String]) {
    environment["TURNTABLE_ATTACH"] = socket
    let shadowed = environment["PYTHONPATH"]
    environment["TURNTABLE_PYTHONPATH"] = shadowed
    environment["PYTHONPATH"] = shadowed.map { $0.isEmpty ? modules : modules + ":" + $0 } ?? modules
  }

  private func writeModules() throws(Failure) {
    mkdir(modules, 0o700)
    mkdir(modules + "/turntable_attach", 0o700)
    var index = 0
    while let file = turntable_attach_file(index)?.pointee {
      let place = modules + "/" + String(cString: file.path)
      let descriptor = open(place, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
      let count = descriptor < 0 ? -1 : write(descriptor, file.bytes, file.length)
      if descriptor >= 0 { close(descriptor) }
      guard count == file.length else {
        throw Failure(
          .cannotStart(status: 125), what: "the attach hook could not be written to \(place)",
          remedy: "free space there, or set TMPDIR to another folder")
      }
      index += 1
    }
  }

  /// Removes the folder and all that Python left in it.
  func remove() { removeTree(path) }

  private func removeTree(_ path: String) {
    if let directory = opendir(path) {
      while let entry = readdir(directory) {
        let name = withUnsafePointer(to: &entry.pointee.d_name) {
          $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
        }
        guard name != ".", name != ".." else { continue }
        if entry.pointee.d_type == UInt8(DT_DIR) {
          removeTree(path + "/" + name)
        } else {
          unlink(path + "/" + name)
        }
      }
      closedir(directory)
    }
    rmdir(path)
  }
}
