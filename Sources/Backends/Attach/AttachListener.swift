import Conversation
import Glibc
import Processes

/// The Unix socket that the hook connects to: 0600 in a folder of 0700, and the peer must be the same user.
struct AttachListener {
  private let listener: Descriptor

  var number: Int32 { listener.number }

  init(path: String) throws(Failure) {
    let number = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue), 0)
    guard number >= 0 else { throw Self.failure(path) }
    listener = Descriptor(owning: number)
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    let capacity = MemoryLayout.size(ofValue: address.sun_path)
    guard path.utf8.count < capacity else { throw Self.failure(path) }
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
    let size = socklen_t(MemoryLayout<sockaddr_un>.size)
    let bound = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(number, $0, size) }
    }
    guard bound == 0, chmod(path, 0o600) == 0, listen(number, 8) == 0 else { throw Self.failure(path) }
  }

  /// The next connection of the same user; nil where none waits. One of another user is closed unheard.
  func accept() -> Descriptor? {
    let number = Glibc.accept(listener.number, nil, nil)
    guard number >= 0 else { return nil }
    let connection = Descriptor(owning: number)
    var peer = PeerCredentials()
    var size = socklen_t(MemoryLayout<PeerCredentials>.size)
    guard getsockopt(number, SOL_SOCKET, SO_PEERCRED, &peer, &size) == 0, peer.uid == geteuid() else { return nil }
    _ = fcntl(number, F_SETFD, FD_CLOEXEC)
    _ = fcntl(number, F_SETFL, fcntl(number, F_GETFL) | O_NONBLOCK)
    return connection
  }

  private static func failure(_ path: String) -> Failure {
    Failure(
      .cannotStart(status: 125), what: "the attach socket \(path): \(String(cString: strerror(errno)))",
      remedy: "set TMPDIR to another folder")
  }
}

/// `struct ucred`, which the importer hides.
private struct PeerCredentials {
  var pid: pid_t = 0
  var uid: uid_t = .max
  var gid: gid_t = .max
}
