import Conversation
import Foundation
import Testing
import Transcripts

@Suite struct RecordingTests {
  private let request = #"""
    {"event":"model-request","call":"m1","agent":"assistant","request":{"model":"m","messages":[{"role":"system","content":"S"},{"role":"user","content":"U"}],"tools":[{"type":"function","function":{"name":"look","parameters":{"type":"object"}}}]}}
    """#
  private let reply = #"""
    {"event":"model-reply","call":"m1","agent":"assistant","response":{"choices":[{"finish_reason":"tool_calls","message":{"role":"assistant","content":null,"tool_calls":[{"id":"c1","type":"function","function":{"name":"look","arguments":"{\"a\": 1}"}}]}}]},"cached":false}
    """#
  private let call =
    #"{"event":"tool-call","call":"t1","agent":"user_proxy","id":null,"name":"look","arguments":"{\"a\": 1}"}"#
  private let result =
    #"{"event":"tool-result","call":"t1","agent":"user_proxy","id":null,"name":"look","content":"found","is_error":false,"duration_ms":1.5,"exception":null}"#
  private let second = #"""
    {"event":"model-request","call":"m2","agent":"assistant","request":{"model":"m","messages":[{"role":"system","content":"S"},{"role":"user","content":"U"},{"role":"assistant","content":null,"tool_calls":[{"id":"c1","type":"function","function":{"name":"look","arguments":"{\"a\": 1}"}}]},{"role":"tool","tool_call_id":"c1","content":"found"}]}}
    """#

  private func record(_ lines: [String], in scratch: Scratch) throws -> (String, RecordingWriter) {
    let path = scratch.path + "/live.jsonl"
    let writer = try RecordingWriter(
      path: path, command: ["python", "agent.py"], folder: "/x", started: "2026-01-01T00:00:00Z")
    for line in lines { try writer.append(line.utf8) }
    return (path, writer)
  }

  @Test func whatHappensIsATurnOnceHoweverOftenItIsTold() throws {
    let scratch = try Scratch()
    let error =
      #"{"event":"model-error","call":"m2","agent":"assistant","error":{"type":"BadRequestError","status":400,"code":"bad","param":"messages.[3].role","message":"no"}}"#
    let (path, _) = try record(
      [
        request, reply, call, result, second, error,
        #"{"event":"exception","type":"E","message":"no","traceback":"Traceback: E: no"}"#,
        #"{"event":"ended","status":1,"signal":null}"#,
      ], in: scratch)
    let opened = try Opened(path)
    #expect(opened.session.format == "turntable-recording")
    #expect(opened.session.end == .closed)
    let turns = try opened.turns()
    #expect(turns.map(\.kind) == [.system, .user, .assistant, .tool, .refusal, .ended, .ended])
    #expect(turns[2].message.calls.map(\.arguments.text) == [#"{"a": 1}"#])
    #expect(turns[2].modelCall?.toldTurns == [0, 1])
    #expect(turns[2].modelCall?.tools.declarations.map(\.name) == ["look"])
    #expect(turns[3].message.results.first?.duration == 0.0015)
    #expect(turns[4].modelCall?.toldTurns == [0, 1, 2, 3])
    guard case .rejected(let rejection)? = turns[4].modelCall?.outcome else {
      Issue.record("the refused request is not shown as refused")
      return
    }
    #expect(rejection.status == 400)
    #expect(rejection.param == "messages.[3].role")
    #expect(turns[5].message.text == "Traceback: E: no")
    #expect(opened.session.otherRecords == 2)
  }

  @Test func aResultIsOneTurnWhicheverAgentIsToldOfItFirst() throws {
    let scratch = try Scratch()
    let (path, _) = try record(
      [
        request, reply, call, result,
        #"{"event":"model-request","call":"m2","agent":"planner","request":{"messages":[{"role":"system","content":"P"},{"role":"user","content":"U"},{"role":"assistant","name":"assistant","content":"","tool_calls":[{"id":"c1","type":"function","function":{"name":"look","arguments":"{\"a\": 1}"}}]},{"role":"tool","tool_call_id":"c1","content":"found"}]}}"#,
        #"{"event":"model-reply","call":"m2","agent":"planner","response":{"choices":[{"finish_reason":"stop","message":{"role":"assistant","content":"Good."}}]},"cached":false}"#,
        second.replacing("m2", with: "m3"),
      ], in: scratch)
    let turns = try Opened(path).turns()
    #expect(turns.map(\.kind).filter { $0 == .tool }.count == 1, "\(turns.map(\.kind))")
  }

  @Test func aGrowingRecordingIsReadOnFromWhereItStopped() throws {
    let scratch = try Scratch()
    let (path, writer) = try record([request], in: scratch)
    let source = try #require(try openSessions(path: path, firstID: 7, isGrowing: true).first)
    try source.index { _ in true }
    #expect(source.session.id == SessionID(7))
    #expect(source.session.end == .open)
    #expect(source.session.turns.map(\.kind) == [.system, .user])
    try writer.append(reply.utf8)
    let handle = try #require(FileHandle(forWritingAtPath: path))
    try handle.seekToEnd()
    try handle.write(contentsOf: Data(call.utf8.prefix(20)))
    try source.index { _ in true }
    #expect(source.session.turns.map(\.kind) == [.system, .user, .assistant])
    try handle.write(contentsOf: Data((String(decoding: call.utf8.dropFirst(20), as: UTF8.self) + "\n").utf8))
    try writer.append(#"{"event":"ended","status":0,"signal":null}"#.utf8)
    try source.index { _ in true }
    #expect(source.session.turns.map(\.kind) == [.system, .user, .assistant, .ended])
    #expect(source.session.end == .closed)
    #expect(try source.turn(at: 3).message.text == "The program ended with status 0.")
  }

  @Test func aRequestWithoutAnAnswerIsShownWhenTheProgramEnds() throws {
    let scratch = try Scratch()
    let (path, _) = try record([request], in: scratch)
    let opened = try Opened(path)
    #expect(opened.session.end == .unknown)
    #expect(try opened.turns().last?.modelCall?.outcome == .pending)
    #expect(opened.session.turns.last?.kind == .refusal)
  }

  @Test func aCallThatNoModelAskedForIsATurn() throws {
    let scratch = try Scratch()
    let (path, _) = try record([call, result], in: scratch)
    #expect(try Opened(path).turns().map { $0.message.calls.count + $0.message.results.count } == [1, 1])
  }

  @Test func registrationFactsAndTheRuntimeAreKept() throws {
    let scratch = try Scratch()
    let (path, _) = try record(
      [
        #"{"event":"runtime","id":"classic-0.2","evidence":"autogen 0.2.40","pid":1}"#,
        #"{"event":"registered","tools":[{"name":"look","exposed_by":[],"executable_by":["user_proxy"],"unapplied_at":"a.py:3"}]}"#,
      ],
      in: scratch)
    let opened = try Opened(path)
    #expect(opened.session.producer == "autogen 0.2.40")
    #expect(
      opened.source.registrations == [RegisteredTool(name: "look", executableBy: ["user_proxy"], unappliedAt: "a.py:3")]
    )
  }

  @Test func aRecordingIsNewAndItsOwnersAlone() throws {
    let scratch = try Scratch()
    let (path, _) = try record([], in: scratch)
    let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    #expect(mode == 0o600)
    #expect(throws: Failure.self) { try RecordingWriter(path: path, command: [], folder: "", started: "") }
  }
}
