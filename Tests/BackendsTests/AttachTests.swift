import Backends
import Conversation
import Foundation
import LosslessJSON
import Testing

/// What the hook does to a program that is no AutoGen program: nothing that it could notice.
@Suite(.timeLimit(.minutes(2)))
struct AttachTests {
  private func run(
    _ program: String, python: [String] = ["python3"], environment: [String: String] = [:],
    in folder: Programs.Folder? = nil, terminal: AttachedProgram.TerminalChoice = .own(columns: 80, rows: 24)
  ) async throws -> Attachment {
    let folder = try folder ?? Programs.Folder()
    try folder.write(program, to: "program.py")
    return try await Attachment(
      python + ["program.py"], environment: environment, directory: folder.path, terminal: terminal)
  }

  @Test func theProgramAndItsChildrenSeeNothingOfTheHook() async throws {
    let run = try await run(
      """
      import os, subprocess, sys
      look = "import os, sys; print(sorted(n for n in os.environ if 'TURNTABLE' in n), os.environ.get('PYTHONPATH'), " \\
             "[p for p in sys.path if 'turntable' in p and 'test' not in p], 'turntable_attach' in sys.modules)"
      print(sorted(n for n in os.environ if "TURNTABLE" in n), os.environ.get("PYTHONPATH"))
      subprocess.run([sys.executable, "-c", look])
      if os.fork() == 0:
          print("forked")
          sys.exit(0)
      os.wait()
      """, environment: ["PYTHONPATH": "/somewhere", "TURNTABLE_PYTHON_CLASSIC": "", "TURNTABLE_SHARED": ""])
    let names = "['TURNTABLE_PYTHON_CLASSIC', 'TURNTABLE_SHARED']"
    let seen = run.output.replacingOccurrences(of: ", 'TURNTABLE_PYTHON_AGENTCHAT'", with: "")
      .replacingOccurrences(of: "'TURNTABLE_PYTHON_AGENTCHAT', ", with: "")
    #expect(seen == "\(names) /somewhere\r\n\(names) /somewhere [] False\r\nforked\r\n")
    #expect(run.end.status == 0)
    #expect(run.notes("attached").count == 1)
  }

  @Test func aSitecustomizeOfTheUserStillRuns() async throws {
    let folder = try Programs.Folder()
    try folder.write("import builtins; builtins.greeting = 'from the user'", to: "sitecustomize.py")
    let run = try await run(
      "import sitecustomize; print(greeting, sitecustomize.__file__.endswith('/sitecustomize.py'))",
      environment: ["PYTHONPATH": folder.path], in: folder)
    #expect(run.output == "from the user True\r\n")
  }

  @Test func theProgramThatALauncherTurnsIntoIsAttached() async throws {
    let folder = try Programs.Folder()
    try folder.write("import os, sys\nprint(os.environ.get('PYTHONPATH'))\nraise KeyError('second')", to: "second.py")
    let run = try await run(
      "import os, sys\nos.execvp(sys.executable, [sys.executable, 'second.py'])",
      environment: ["PYTHONPATH": "/somewhere"], in: folder)
    #expect(run.output.hasPrefix("/somewhere\r\n"))
    #expect(run.notes("attached").count == 2)
    #expect(run.events(.exception).map { $0.record?["message"]?.string } == ["'second'"])
  }

  @Test func anUncaughtExceptionAndTheStatusAreReported() async throws {
    let run = try await run("import sys\nsys.excepthook = lambda *_: print('mine')\nraise ValueError('no such region')")
    let error = try #require(run.events(.exception).first?.record)
    #expect(error["type"]?.string == "ValueError")
    #expect(error["message"]?.string == "no such region")
    #expect(error["traceback"]?.string?.contains("program.py\", line 3") == true)
    #expect(run.output == "mine\r\n")
    #expect(run.end == ProgramEnd(status: 1, signal: nil))
  }

  @Test func aSignalIsTheEnd() async throws {
    let run = try await run("import os, signal\nos.kill(os.getpid(), signal.SIGKILL)")
    #expect(run.end == ProgramEnd(status: nil, signal: 9))
  }

  @Test(arguments: [["python3", "-I"], ["python3", "-S"], ["cat"]])
  func aProgramWithoutTheHookRunsAndALineSaysSo(_ command: [String]) async throws {
    let run = try await run("print(6 * 7)", python: command)
    #expect(run.output == (command == ["cat"] ? "print(6 * 7)" : "42\r\n"))
    #expect(run.events.count == 1)
    #expect(run.notes("note").first?["text"]?.string?.hasPrefix("no AutoGen was seen") == true)
    #expect(run.end.status == 0)
  }

  @Test func theTerminalIsItsOwnAndHasTheSizeGiven() async throws {
    let run = try await run(
      "import os, sys\nprint(os.isatty(0), os.isatty(1), tuple(os.get_terminal_size()), os.getsid(0) == os.getpid())",
      terminal: .own(columns: 97, rows: 31))
    #expect(run.output == "True True (97, 31) True\r\n")
  }

  @Test func manyLinesOfOutputArriveWhole() async throws {
    let run = try await run("for i in range(20000): print(i)")
    #expect(run.output.split(separator: "\r\n").count == 20000)
    #expect(run.output.hasSuffix("19999\r\n"))
  }

  @Test(arguments: [("/no/such/program", Int32(127)), ("no-such-program", 127), ("/etc/passwd", 126)])
  func whatCannotStartIsAFailureBeforeTheStart(_ program: String, _ status: Int32) async throws {
    await #expect {
      try await Attachment([program])
    } throws: { error in
      (error as? Failure)?.kind == .cannotStart(status: status)
    }
  }

  @Test func nothingIsLeftBehind() async throws {
    let folder = try Programs.Folder()
    _ = try await run("import os", environment: ["TMPDIR": folder.path, "XDG_RUNTIME_DIR": ""], in: folder)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["program.py"])
  }
}
