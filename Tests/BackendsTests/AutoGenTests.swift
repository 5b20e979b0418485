import Backends
import Conversation
import Foundation
import LosslessJSON
import Processes
import Testing

/// Real, unedited AutoGen programs of both families under the hook.
@Suite(.serialized, .timeLimit(.minutes(2)))
struct AutoGenTests {
  static let classic = "classic-0.2/required-argument-missing"
  static let agentChat = "agentchat-0.7/required-argument-missing"
  static let families = [classic, agentChat].filter {
    ($0.hasPrefix("classic") ? Programs.classic : Programs.agentChat) != nil
  }
  static let absent: Comment = "needs TURNTABLE_PYTHON_CLASSIC or TURNTABLE_PYTHON_AGENTCHAT (make test sets them)"

  @Test(.enabled(if: !families.isEmpty, absent), arguments: families)
  func everyStepIsSeen(_ session: String) async throws {
    let run = try await Attachment.session(session, in: Programs.Folder())
    #expect(run.end == ProgramEnd(status: 0, signal: nil))
    let runtime = try #require(run.notes("runtime").first)
    #expect(runtime["id"]?.string == String(session.prefix { $0 != "/" }))
    #expect(
      run.events.filter { $0.kind != .note }.map(\.kind) == [
        .modelRequest, .modelReply, .toolCall, .toolResult, .modelRequest, .modelReply,
      ])

    let request = try #require(run.events(.modelRequest).first?.record?["request"])
    #expect(request["model"]?.string == "gpt-4o-mini")
    #expect(request["tools"]?.elements.map { $0["function"]?["name"]?.string } == ["locate_parcel", "free_slots"])
    let call = try #require(run.events(.toolCall).first)
    #expect(call.tool == "free_slots")
    #expect(call.arguments == #"{"part_of_day": "morning", "limit": 2}"#)
    let replied = run.events(.modelReply).first?.record?["response"]?["choices"]?[0]?["message"]
    #expect(call.callID == replied?["tool_calls"]?[0]?["id"]?.string)
    let result = try #require(run.events(.toolResult).first?.record)
    #expect(result["is_error"]?.bool == true)
    #expect(result["content"]?.string?.contains("depot") == true)
    #expect(result["exception"]?["traceback"]?.string?.contains("depot") == true)

    let registered = try #require(run.notes("registered").last?["tools"])
    #expect(registered.count == 2)
    #expect(registered.elements.allSatisfy { $0["exposed_by"]?.count == 1 && $0["executable_by"]?.count == 1 })
  }

  @Test(.enabled(if: !families.isEmpty, absent), arguments: families)
  func changedArgumentsReachTheTool(_ session: String) async throws {
    let run = try await Attachment.session(session, in: Programs.Folder()) { event, _ in
      event.kind == .toolCall ? .arguments(#"{"depot":"hamburg","part_of_day":"morning","limit":1}"#) : .asIs
    }
    let result = try #require(run.events(.toolResult).first?.record)
    #expect(result["content"]?.string == "hamburg, morning: 08:00")
    #expect(result["is_error"]?.bool == false)
    #expect(run.end.status == 0)
    // The model is given the new result, and its own call as it wrote it.
    let told = try #require(run.events(.modelRequest).last?.record?["request"]?["messages"]).elements.map(\.rawText)
    #expect(told.last?.contains("hamburg, morning: 08:00") == true)
    #expect(told.dropLast().last?.contains("hamburg") == false)
  }

  @Test(.enabled(if: !families.isEmpty, absent), arguments: families)
  func aDeniedCallDoesNotRun(_ session: String) async throws {
    let run = try await Attachment.session(session, in: Programs.Folder()) { event, _ in
      event.kind == .toolCall ? .deny("not \"today\"\n") : .asIs
    }
    let result = try #require(run.events(.toolResult).first?.record)
    #expect(result["content"]?.string == "not \"today\"\n")
    #expect(result["exception"]?.isNull == true)
    #expect(run.end.status == 0)
    let told = run.events(.modelRequest).last?.record?["request"]?["messages"]?.elements.map(\.rawText).last
    #expect(told?.contains(#"not \"today\""#) == true)
  }

  @Test(.enabled(if: !families.isEmpty, absent), arguments: families)
  func theProgramGoesOnAloneAfterDetach(_ session: String) async throws {
    let folder = try Programs.Folder()
    let run = try await Attachment.session(session, in: folder) { event, program in
      guard event.kind == .toolCall else { return .asIs }
      program.detach()
      return nil
    }
    #expect(run.end.status == 0)
    #expect(run.events.last?.kind == .toolCall)
    let saved = session.hasPrefix("classic") ? "chat_result.json" : "task_result.json"
    #expect(try folder.text(saved).contains("could not be read"))
  }

  @Test(.enabled(if: !families.isEmpty, absent), arguments: families)
  func theProgramGoesOnAloneWhenItsDebuggerIsKilled(_ session: String) async throws {
    let folder = try Programs.Folder()
    let model = try Attachment.prepare(session, in: folder)
    defer { model.stop() }
    try folder.write(Self.debuggerThatDies, to: "debugger.py")
    let hook = Programs.root.appending(path: "Sources/CResources/attach").path
    // Its output is a pipe that the agent holds open: the end of it is the agent's end.
    let debugger = try ChildProcess(
      Launch(
        ["python3", "debugger.py", hook, Programs.python(of: session), "agent.py"],
        environment: Attachment.environment(model), directory: folder.path, error: .inherited))
    let output = try #require(debugger.output)
    repeat { _ = Poll.wait(readable: [output.number], until: .now + .seconds(60)) } while output.read() != .end
    #expect(debugger.waitForEnd() == ProgramEnd(status: nil, signal: 9))
    let saved = session.hasPrefix("classic") ? "chat_result.json" : "task_result.json"
    #expect(try folder.text(saved).contains("could not be read"))
  }

  /// Starts an agent on a terminal of its own as Turntable does, and is killed at the first tool call.
  static let debuggerThatDies = """
    import json, os, pty, shutil, socket, subprocess, sys, tempfile
    hook, *command = sys.argv[1:]
    folder = tempfile.mkdtemp(dir=".")
    shutil.copytree(hook, folder + "/modules")
    server = socket.socket(socket.AF_UNIX)
    server.bind(folder + "/socket")
    server.listen()
    ours, its = pty.openpty()
    def become():
        os.setsid()
        alive = os.dup(1)
        for number in (0, 1, 2):
            os.dup2(its, number)
        os.close(os.open(os.ttyname(0), os.O_RDWR))
        os.dup2(alive, 9)
        os.dup2(ours, 3)
    modules = os.path.abspath(folder + "/modules")
    variables = dict(os.environ, TURNTABLE_ATTACH=folder + "/socket", TURNTABLE_TERMINAL="3", PYTHONPATH=modules)
    subprocess.Popen(command, env=variables, preexec_fn=become, close_fds=False)
    os.close(its)
    connection, _ = server.accept()
    for line in connection.makefile("rb"):
        event = json.loads(line)
        if event["event"] == "tool-call":
            os.kill(os.getpid(), 9)
        if "hold" in event:
            connection.sendall(b'{"resume":%d}\\n' % event["hold"])
    """

  @Test(.enabled(if: !families.isEmpty, absent), arguments: families)
  func aHeldProgramCanBeInterrupted(_ session: String) async throws {
    let run = try await Attachment.session(session, in: Programs.Folder()) { event, program in
      guard event.kind == .toolCall else { return .asIs }
      program.interrupt()
      return nil
    }
    #expect(run.end == ProgramEnd(status: nil, signal: 2))
    #expect(run.events(.exception).first?.record?["type"]?.string == "KeyboardInterrupt")
    #expect(run.events(.toolResult).allSatisfy { $0.record?["content"]?.isNull == true })
  }

  @Test(.enabled(if: !families.isEmpty, absent), arguments: families)
  func parallelCallsAreHeldEachByItself(_ session: String) async throws {
    let isClassic = session.hasPrefix("classic")
    let script = """
      [{"calls": [{"name": "free_slots", "arguments": {"depot": "hamburg", "part_of_day": "morning"}},
                  {"name": "free_slots", "arguments": {"depot": "bremen", "part_of_day": "morning"}}]},
       {"text": "Done. TERMINATE"}]
      """
    var held: [HeldID] = []
    let run = try await Attachment.session(session, in: Programs.Folder(), script: script) { event, program in
      guard event.kind == .toolCall, let id = event.held, !isClassic else { return .asIs }
      held.append(id)
      if held.count == 2 {
        // The second first, with other arguments: each answer finds its own call.
        program.resume(held[1], .arguments(#"{"depot": "bremen", "part_of_day": "afternoon"}"#))
        program.resume(held[0], .asIs)
      }
      return nil
    }
    #expect(run.end.status == 0)
    #expect(held.count == (isClassic ? 0 : 2))
    let results = Dictionary(
      uniqueKeysWithValues: run.events(.toolResult).map { ($0.callID, $0.record?["content"]?.string) })
    #expect(results.count == 2)
    let asked = run.events(.toolCall).map(\.callID)
    #expect(results[asked[0]] == "hamburg, morning: 08:00, 09:30")
    #expect(results[asked[1]] == (isClassic ? "bremen, morning: 10:15" : "bremen, afternoon: nothing free"))
  }

  @Test(.enabled(if: !families.isEmpty, absent), arguments: families)
  func aRefusedRequestIsTheModelsErrorAndTheProgramsEnd(_ session: String) async throws {
    let script = #"[{"status": 400, "error": {"message": "no tools here", "code": "unsupported", "param": "tools"}}]"#
    let run = try await Attachment.session(session, in: Programs.Folder(), script: script)
    #expect(run.end.status == 1)
    let error = try #require(run.events(.modelError).first?.record?["error"])
    #expect(error["type"]?.string == "BadRequestError")
    #expect(error["status"]?.int == 400)
    #expect(error["param"]?.string == "tools")
    #expect(error["message"]?.string == "no tools here")
    let uncaught = try #require(run.events(.exception).first?.record)
    #expect(uncaught["type"]?.string == "openai.BadRequestError")
    #expect(uncaught["traceback"]?.string?.contains("agent.py") == true)
    #expect(uncaught["traceback"]?.string?.contains("turntable_attach") == false)
  }

  @Test(.enabled(if: Programs.classic != nil, absent))
  func aDecoratorThatWasNeverAppliedIsNamedWithItsPlace() async throws {
    let run = try await Attachment.session(
      "classic-0.2/published-fix-sends-no-tools", in: Programs.Folder()
    ) { event, program in
      // It asks its user next, and nobody types.
      if event.kind == .modelReply { program.terminate() }
      return .asIs
    }
    #expect(run.end.signal == 15)
    let tools = try #require(run.notes("registered").last?["tools"])
    let unapplied = tools.elements.compactMap { $0["unapplied_at"]?.string }
    #expect(!unapplied.isEmpty && unapplied.allSatisfy { $0.hasPrefix("agent.py:") })
    #expect(run.events(.modelRequest).first?.record?["request"]?["tools"] == nil)
  }

  @Test(.enabled(if: !families.isEmpty, absent), arguments: families)
  func noCredentialLeaves(_ session: String) async throws {
    let run = try await Attachment.session(session, in: Programs.Folder())
    #expect(!run.events.isEmpty)
    #expect(run.events.compactMap { $0.record?.rawText }.allSatisfy { !$0.contains("0123456789abcdef") })
  }
}
