package import Backends
package import Conversation
import Debugging
import Diagnosis
import LosslessJSON
import Synchronization
package import Transcripts

/// A program under the debugger: every hook line is recorded on disk, read back by the reader that opens recordings, diagnosed
/// and shown, in this order. One thread does it all, so events keep their order.
package final class LiveSession: Sendable {
  private let runner: EffectRunner
  private let recording: RecordingWriter
  private let session: OpenSession
  private let program = Mutex<AttachedProgram?>(nil)
  private let lines = WorkQueue()
  /// The recorded call of each event that the program waits on.
  private let held = Mutex<[HeldID: String]>([:])
  private let ended = Mutex<ProgramEnd?>(nil)

  /// How the program ended; known before it is recorded and shown.
  package var end: ProgramEnd? { ended.withLock { $0 } }

  /// Opens the recording's session in the runner; nothing runs yet.
  package init(recording: RecordingWriter, source: any TurnSource, runner: EffectRunner) {
    self.recording = recording
    self.runner = runner
    session = OpenSession(source)
    runner.add(session)
  }

  /// Starts the program under the attach hook.
  package func start(command: [String], terminal: AttachedProgram.TerminalChoice) throws(Failure) {
    let started = try AttachedProgram(
      command: command, terminal: terminal,
      onLine: { [self] line in lines.add { self.receive(line) } },
      onOutput: { [self] bytes in lines.add { self.receive(output: bytes) } },
      onEnd: { [self] end in lines.add { self.receive(end) } })
    program.withLock { $0 = started }
    runner.onResume { [self] held, resumption in resume(held, resumption) }
  }

  /// Lets the program go on by itself.
  package func detach() { program.withLock { $0 }?.detach() }

  /// Ends the program.
  package func terminate() { program.withLock { $0 }?.terminate() }

  /// What the program gets instead is recorded before it gets it.
  private func resume(_ id: HeldID, _ resumption: Resumption) {
    let call = held.withLock { $0.removeValue(forKey: id) }
    if let call, let line = RecordedLine.resumption(resumption, call: call) {
      record { () throws(Failure) in try recording.append(line) }
    }
    program.withLock { $0 }?.resume(id, resumption)
  }

  private func receive(_ line: [UInt8]) {
    record { () throws(Failure) in try recording.append(line) }
    guard let document = try? Document(line), let event = LiveEvent(hookLine: document.root) else { return }
    if let id = event.held, let call = document.root["call"]?.string { held.withLock { $0[id] = call } }
    let touched = grow()
    let place = place(of: event)
    let found = post(findingsOf: touched)
    let shown = found.filter { finding in
      // A finding about a call stops the program where the call is about to run, not where it was written.
      finding.turn == place.turn && finding.call?.index == place.call
    }
    runner.mailbox.post(.live(event, turn: place.turn, findings: shown))
  }

  private func receive(output bytes: [UInt8]) {
    record { () throws(Failure) in try recording.append(RecordedLine.output(bytes)) }
    runner.mailbox.post(.programOutput(String(decoding: bytes, as: UTF8.self)))
  }

  private func receive(_ end: ProgramEnd) {
    ended.withLock { $0 = end }
    record { () throws(Failure) in try recording.append(RecordedLine.end(end)) }
    let touched = grow()
    session.finish()
    _ = post(findingsOf: touched)
    runner.mailbox.post(.found(session.id, 0..<0, session.investigation.sessionFindings()))
    runner.mailbox.post(.programEnded(end))
  }

  private func post(findingsOf turns: Set<Int>) -> [Finding] {
    turns.sorted().flatMap { turn in
      let findings = session.findings(in: turn..<turn + 1)
      runner.mailbox.post(.found(session.id, turn..<turn + 1, findings))
      return findings
    }
  }

  private func record(_ append: () throws(Failure) -> Void) {
    do throws(Failure) {
      try append()
    } catch {
      runner.mailbox.post(.failed(error))
    }
  }

  /// Reads what the recording has now; the turns that are new or may have changed.
  private func grow() -> Set<Int> {
    record { () throws(Failure) in try session.source.index { _ in true } }
    runner.mailbox.post(.sessionGrew(session.source.session))
    let touched = session.advance()
    runner.mailbox.post(.assumed(session.id, session.investigation.runtime))
    return touched
  }

  /// The turn that shows an event: for a tool call the answer that asked for it, and which of its calls; else the newest.
  private func place(of event: LiveEvent) -> (turn: Int?, call: Int?) {
    let count = session.source.session.turns.count
    guard count > 0 else { return (nil, nil) }
    guard event.kind == .toolCall else { return (count - 1, nil) }
    for index in (max(0, count - 64)..<count).reversed() {
      guard let turn = try? session.source.turn(at: index) else { continue }
      let call = turn.message.calls.firstIndex { call in
        if let id = event.callID, let own = call.id { return id == own }
        return call.name == event.tool && call.arguments.text == event.arguments
      }
      if let call { return (index, call) }
    }
    return (count - 1, nil)
  }
}
