import CProcess
import Conversation
import Glibc

/// One `posix_spawn`: gathers what C wants, starts, and frees it.
struct Spawn {
  let path: String
  let launch: Launch
  let environment: [String: String]
  /// What the child gets as 0, 1, 2, …; nil leaves ours (or lets the terminal take its place).
  let descriptors: [Int32?]
  /// The path of the pseudo-terminal's child side.
  let terminal: String?

  func start() throws(Failure) -> pid_t {
    var actions = posix_spawn_file_actions_t()
    var attributes = posix_spawnattr_t()
    posix_spawn_file_actions_init(&actions)
    posix_spawnattr_init(&attributes)
    defer {
      posix_spawn_file_actions_destroy(&actions)
      posix_spawnattr_destroy(&attributes)
    }
    connect(&actions)
    place(&attributes)
    var pid: pid_t = 0
    let arguments = CStrings(launch.command)
    let pairs = CStrings(environment.map { "\($0.key)=\($0.value)" })
    let status = posix_spawn(&pid, path, &actions, &attributes, arguments.pointers, pairs.pointers)
    guard status == 0 else { throw failure(status) }
    return pid
  }

  /// The child's descriptors. A source below its own place would be overwritten before it is used: `ChildProcess` has
  /// moved all sources above the highest place.
  private func connect(_ actions: inout posix_spawn_file_actions_t) {
    if let directory = launch.directory { posix_spawn_file_actions_addchdir_np(&actions, directory) }
    if let terminal {
      // The first terminal that a session's leader opens becomes its controlling terminal.
      posix_spawn_file_actions_addopen(&actions, 0, terminal, O_RDWR, 0)
      posix_spawn_file_actions_adddup2(&actions, 0, 1)
      posix_spawn_file_actions_adddup2(&actions, 0, 2)
    }
    for (place, source) in descriptors.enumerated() {
      if let source { posix_spawn_file_actions_adddup2(&actions, source, Int32(place)) }
    }
    posix_spawn_file_actions_addclosefrom_np(&actions, Int32(max(3, descriptors.count)))
  }

  /// Group or session, and signals as a program expects them: nothing blocked, nothing that we ignore ignored.
  private func place(_ attributes: inout posix_spawnattr_t) {
    var flags = POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK
    var signals = sigset_t()
    switch launch.placement {
    case .ownGroup:
      flags |= POSIX_SPAWN_SETPGROUP
      posix_spawnattr_setpgroup(&attributes, 0)
      sigfillset(&signals)
    case .ownTerminal:
      flags |= CPROCESS_SPAWN_SETSID
      sigfillset(&signals)
    case .inherited:
      // What our caller ignores (nohup) stays ignored; SIGPIPE alone is our doing.
      sigemptyset(&signals)
      sigaddset(&signals, SIGPIPE)
    }
    posix_spawnattr_setsigdefault(&attributes, &signals)
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(&attributes, &signals)
    posix_spawnattr_setflags(&attributes, Int16(flags))
  }

  /// The file is there and executable, so "not found" means the interpreter that its first line names.
  private func failure(_ status: Int32) -> Failure {
    let program = launch.command[0]
    return switch status {
    case ENOENT:
      Failure(
        .cannotStart(status: 126), what: "\(program) cannot be executed: its interpreter is missing",
        remedy: "check the first line of the file")
    case EACCES, ENOEXEC:
      Failure(
        .cannotStart(status: 126), what: "\(program) cannot be executed: \(String(cString: strerror(status)))",
        remedy: "check that it is a program for this machine")
    case E2BIG:
      Failure(
        .cannotStart(status: 126), what: "\(program) cannot be executed: arguments and environment are too long",
        remedy: "shorten them")
    default: .system("\(program) could not be started", status)
    }
  }
}

/// A NULL-terminated array of C strings, freed with its owner.
private final class CStrings {
  let pointers: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>
  private let count: Int

  init(_ texts: [String]) {
    count = texts.count
    pointers = .allocate(capacity: count + 1)
    for (place, text) in texts.enumerated() { (pointers + place).initialize(to: strdup(text)) }
    (pointers + count).initialize(to: nil)
  }

  deinit {
    for place in 0..<count { free(pointers[place]) }
    pointers.deallocate()
  }
}
