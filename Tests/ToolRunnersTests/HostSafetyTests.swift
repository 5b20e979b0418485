import Conversation
import Glibc
import Processes
import Testing

@testable import ToolRunners

/// Tools that misbehave: later runs, the protocol and we ourselves are not hurt.
@Suite(.timeLimit(.minutes(2))) struct HostSafetyTests {
  static let rogue = """
    import os, signal, subprocess, sys, threading, time

    COUNT = 0

    def fine(word: str = "well") -> str:
        return word

    def count() -> int:
        global COUNT
        COUNT += 1
        return COUNT

    def hang():
        print("hanging", flush=True)
        while True:
            time.sleep(3600)

    def stubborn(pipe: str):
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        with open(pipe, "w") as held:
            subprocess.Popen(["sleep", "1000"], stdout=held)
        print("started", flush=True)
        while True:
            try:
                time.sleep(3600)
            except BaseException:
                pass

    def tidy():
        try:
            print("working", flush=True)
            time.sleep(3600)
        finally:
            print("cleaned up", flush=True)

    def leave():
        sys.exit(3)

    def vanish():
        print("last words")
        os._exit(7)

    def crash():
        os.kill(os.getpid(), signal.SIGSEGV)

    def storm(lines: int) -> str:
        for number in range(lines):
            print("line", number)
        return "done"

    def deep(n: int = 0) -> int:
        return deep(n + 1)

    def asks() -> str:
        return input("name? ")

    def shouts() -> str:
        os.write(1, b"raw\\n")
        os.write(2, b"error\\n")
        subprocess.run(["echo", "child"])
        sys.__stdout__.write("dunder\\n")
        return "ok"

    def closes() -> str:
        sys.stdout.close()
        os.close(1)
        os.chdir("/")
        return "closed"

    def says() -> str:
        print("heard")
        return os.getcwd()

    def forks() -> str:
        if os.fork() == 0:
            return "child"
        os.wait()
        return "parent"
    """

  let modules: Modules
  let source: PythonSource

  init() throws {
    modules = try Modules(["tools.py": Self.rogue])
    source = modules.source()
  }

  func expectStillFine() { #expect(source.call("fine").outcome.text == "well") }

  @Test func aTimeOutEndsTheHostAndAFreshOneTakesOver() throws {
    #expect(source.call("count").outcome.text == "1")
    let outcome = source.call("hang", timeout: 0.2).outcome
    #expect(outcome.status == .timedOut)
    #expect(outcome.output == "hanging\n")
    #expect(outcome.note?.contains("a fresh one takes over") == true)
    #expect(source.call("count").outcome.text == "1")
  }

  @Test func aRunIsCancelledWhileItRuns() throws {
    let source = source
    let told = source.call("hang") { id, text in if text.contains("hanging") { source.cancel(id) } }
    #expect(told.outcome.status == .cancelled)
    expectStillFine()
  }

  @Test func aToolThatIsCancelledMayCleanUp() throws {
    let source = modules.source(grace: .seconds(60))
    let told = source.call("tidy") { id, text in if text.contains("working") { source.cancel(id) } }
    #expect(told.outcome.output == "working\ncleaned up\n")
  }

  @Test func theWholeGroupIsEnded() throws {
    // The tool's child holds the pipe's other end: the pipe ends when the child is dead.
    let path = modules.folder + "/held"
    #expect(mkfifo(path, 0o600) == 0)
    let pipe = Descriptor(owning: open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC))
    let source = source
    let told = source.call("stubborn", #"{"pipe": "\#(path)"}"#) { id, text in
      if text.contains("started") { source.cancel(id) }
    }
    #expect(told.outcome.status == .cancelled)
    #expect(Poll.wait(readable: [pipe.number]) == [pipe.number])
    #expect(pipe.read() == .end)
    expectStillFine()
  }

  @Test func sysExitIsAnExceptionNotAnEnd() throws {
    let outcome = source.call("leave").outcome
    #expect(outcome.status == .failed)
    #expect(outcome.exception?.type == "SystemExit")
    expectStillFine()
  }

  @Test func aHostThatEndsIsReplacedAndItsOutputKept() throws {
    let outcome = source.call("vanish").outcome
    #expect(outcome.status == .crashed)
    #expect(outcome.note?.contains("exit status 7") == true)
    expectStillFine()
  }

  @Test func aCrashSaysWhere() throws {
    let outcome = source.call("crash").outcome
    #expect(outcome.status == .crashed)
    #expect(outcome.note?.contains("signal 11") == true)
    #expect(outcome.output.contains("in crash"))
    expectStillFine()
  }

  @Test func aStormOfOutputIsBounded() throws {
    let outcome = source.call("storm", #"{"lines": 200000}"#).outcome
    #expect(outcome.text == "done")
    #expect(outcome.output.hasPrefix("line 0\nline 1\n"))
    #expect(outcome.output.hasSuffix("line 199999\n"))
    #expect(outcome.output.contains("bytes are left out"))
    #expect(outcome.output.utf8.count < 1 << 20)
    expectStillFine()
  }

  @Test func endlessRecursionIsAnException() throws {
    #expect(source.call("deep").outcome.exception?.type == "RecursionError")
    expectStillFine()
  }

  @Test func thereIsNoInputToRead() throws {
    #expect(source.call("asks").outcome.exception?.type == "EOFError")
    expectStillFine()
  }

  @Test func everyWayToPrintIsCapturedAndNoneReachesTheProtocol() throws {
    let outcome = source.call("shouts").outcome
    #expect(outcome.text == "ok")
    #expect(Set(outcome.output.split(separator: "\n")) == ["raw", "error", "child", "dunder"])
  }

  @Test func closedStreamsAndAnotherFolderAreMendedForTheNextRun() throws {
    let before = source.call("says").outcome
    #expect(source.call("closes").outcome.text == "closed")
    let after = source.call("says").outcome
    #expect(after.output == "heard\n")
    #expect(after.text == before.text)
  }

  @Test func aForgottenForkDoesNotAnswerTwice() throws {
    #expect(source.call("forks").outcome.text == "parent")
    expectStillFine()
  }

  @Test func isolationGivesEveryRunAFreshModule() throws {
    let isolated = modules.source(isolated: true, keepsSpare: true)
    #expect(isolated.call("count").outcome.text == "1")
    #expect(isolated.call("count").outcome.text == "1")
    #expect(source.call("count").outcome.text == "1")
    #expect(source.call("count").outcome.text == "2")
  }

  @Test func aClosedSourceRunsNothing() throws {
    source.close()
    #expect(source.call("fine").outcome.status == .crashed)
    #expect(throws: Failure.self) { try source.tools() }
  }
}
