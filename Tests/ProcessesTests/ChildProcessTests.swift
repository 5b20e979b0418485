import Conversation
import Glibc
import Processes
import Testing

/// Everything that the stream brings until its end.
func everything(from stream: Descriptor?) throws -> String {
  let stream = try #require(stream)
  var bytes: [UInt8] = []
  while true {
    switch stream.read() {
    case .bytes(let more): bytes += more
    case .nothing: _ = Poll.wait(readable: [stream.number])
    case .end: return String(decoding: bytes, as: UTF8.self)
    }
  }
}

/// Reads until `text` has come, so that a test goes on when the child is as far.
func read(_ stream: Descriptor?, until text: String) throws {
  let stream = try #require(stream)
  var seen = ""
  while !seen.contains(text) {
    switch stream.read() {
    case .bytes(let more): seen += String(decoding: more, as: UTF8.self)
    case .nothing: _ = Poll.wait(readable: [stream.number])
    case .end:
      Issue.record("the stream ended after \(seen)")
      return
    }
  }
}

func shell(_ script: String) -> Launch { Launch(["sh", "-c", script]) }

@Suite struct ChildProcessTests {
  @Test func pipesCarryInputAndOutputApart() throws {
    let child = try ChildProcess(shell("read line; echo \"got $line\"; echo bad >&2; exit 7"))
    #expect(try #require(child.input).write(Array("word\n".utf8)))
    #expect(try everything(from: child.output) == "got word\n")
    #expect(try everything(from: child.error) == "bad\n")
    #expect(child.waitForEnd() == ProgramEnd(status: 7, signal: nil))
  }

  @Test func endOfInputArrives() throws {
    let child = try ChildProcess(Launch(["cat"]))
    #expect(try #require(child.input).write([0x61]))
    child.closeInput()
    #expect(try everything(from: child.output) == "a")
    #expect(child.waitForEnd()?.status == 0)
  }

  @Test func aSignalIsToldFromAStatus() throws {
    let child = try ChildProcess(shell("kill -USR1 $$"))
    #expect(child.waitForEnd() == ProgramEnd(status: nil, signal: SIGUSR1))
  }

  @Test func environmentAndFolderAreTheOnesGiven() throws {
    var launch = shell("echo \"$WORD in $(pwd)\"; [ -z \"$HOME\" ] && echo alone")
    launch.environment = ["WORD": "x=y", "PATH": "/usr/bin:/bin"]
    launch.directory = "/usr"
    #expect(try everything(from: ChildProcess(launch).output) == "x=y in /usr\nalone\n")
  }

  @Test(
    arguments: [
      ("no-such-program-here", nil, 127), ("/usr/no-such-program", nil, 127), ("/usr", nil, 126),
      ("/etc/passwd", nil, 126), ("true", "/no/such/folder", 125),
    ] as [(String, String?, Int32)])
  func whatCannotStartSaysWhy(program: String, directory: String?, status: Int32) {
    let failure = #expect(throws: Failure.self) {
      try ChildProcess(Launch([program], directory: directory))
    }
    #expect(failure?.kind == .cannotStart(status: status))
    #expect(failure?.line.contains(directory ?? program) == true)
  }

  @Test func terminationReachesGrandchildrenThatIgnoreTheRequest() throws {
    // The grandchild holds the pipe: only when it is dead too does the stream end.
    let child = try ChildProcess(shell("(trap '' TERM; echo ready; while :; do sleep 100; done) & wait"))
    try read(child.output, until: "ready")
    let end = child.terminate()
    #expect(end.signal == SIGTERM)
    #expect(try everything(from: child.output) == "")
  }

  @Test func aChildThatIgnoresTheRequestIsKilled() throws {
    let child = try ChildProcess(shell("trap '' TERM; echo ready; while :; do sleep 100; done"))
    try read(child.output, until: "ready")
    #expect(child.terminate(grace: .milliseconds(1)).signal == SIGKILL)
    #expect(child.terminate().signal == SIGKILL)
  }

  @Test func nothingOfOursLeaksIntoTheChild() throws {
    let mine = open("/dev/null", O_RDONLY)
    defer { close(mine) }
    let passed = try Descriptor.memory(Array("from memory".utf8), named: "text")
    var launch = shell("cat <&3; echo; ls /proc/self/fd | wc -l")
    launch.passed = [passed]
    // 0, 1, 2, 3 and the folder that ls itself reads.
    #expect(try everything(from: ChildProcess(launch).output) == "from memory\n5\n")
  }

  @Test func signalsAreAsAProgramExpectsThem() throws {
    var blocked = sigset_t()
    sigemptyset(&blocked)
    sigaddset(&blocked, SIGUSR2)
    var before = sigset_t()
    pthread_sigmask(SIG_BLOCK, &blocked, &before)
    defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
    let child = try ChildProcess(Launch(["grep", "-E", "^Sig(Blk|Ign)", "/proc/self/status"]))
    let signals = try everything(from: child.output)
    let words = signals.split(separator: "\n").map { $0.split(separator: "\t")[1] }
    let sets = words.compactMap { UInt64($0, radix: 16) }
    // Signals 1 to 31: the C library keeps 32 and 33 to itself, and ignores them.
    #expect(sets.map { $0 & 0x7FFF_FFFF } == [0, 0])
  }

  @Test(.timeLimit(.minutes(1))) func writingToADeadChildIsFalseNotFatal() throws {
    let child = try ChildProcess(Launch(["true"], output: .null, error: .null))
    let input = try #require(child.input)
    #expect(child.waitForEnd()?.status == 0)
    // Another child that is just being started may hold the other end for a moment.
    while input.write([0x61]) {}
  }

  @Test func aFullPipeGivesWayToAWake() throws {
    let child = try ChildProcess(shell("sleep 100"))
    let wake = Wake()
    wake.signal()
    #expect(try !#require(child.input).write([UInt8](repeating: 0, count: 1 << 20), wake: wake))
    child.terminate()
  }

  @Test func whatIsLeftInTheGroupIsKilledAtExitWhenAskedFor() throws {
    var launch = shell("sleep 100 & exit 3")
    launch.endsGroupAtExit = true
    let child = try ChildProcess(launch)
    #expect(child.waitForEnd()?.status == 3)
    #expect(try everything(from: child.output) == "")
  }
}

@Suite struct TerminalTests {
  @Test func theChildHasAControllingTerminalOfTheGivenSize() throws {
    let child = try ChildProcess(
      Launch(
        ["sh", "-c", "stty size </dev/tty; test -t 0 -a -t 1 -a -t 2 && echo all"],
        placement: .ownTerminal(columns: 91, rows: 17)))
    #expect(child.output == nil)
    #expect(try everything(from: child.terminal) == "17 91\r\nall\r\n")
    #expect(child.waitForEnd()?.status == 0)
  }

  @Test func interruptTypedIntoTheTerminalReachesTheChild() throws {
    let child = try ChildProcess(
      Launch(["sh", "-c", "echo ready; exec sleep 100"], placement: .ownTerminal(columns: 80, rows: 24)))
    try read(child.terminal, until: "ready")
    #expect(try #require(child.terminal).write([0x03]))
    #expect(child.waitForEnd()?.shellStatus == 128 + SIGINT)
  }

  @Test func aNewSizeIsAnnounced() throws {
    let child = try ChildProcess(
      Launch(
        ["sh", "-c", "trap 'stty size; exit' WINCH; echo ready; while :; do sleep 0.05; done"],
        placement: .ownTerminal(columns: 80, rows: 24)))
    try read(child.terminal, until: "ready")
    child.resizeTerminal(columns: 120, rows: 36)
    try read(child.terminal, until: "36 120")
    #expect(child.waitForEnd()?.status == 0)
  }
}
