package import Conversation
package import Debugging
import Diagnosis
import Schemas
import Synchronization
import Transcripts

/// Where effects meet the world: opens sources, loads, diagnoses, searches, runs tools. Results enter through the mailbox.
///
/// Threads: one loader (newest request first), one a session that indexes and one that diagnoses, one a running tool.
package final class EffectRunner: Sendable {
  package let mailbox = Mailbox()
  let shelf: ToolShelf
  private let sessions = Mutex<[SessionID: OpenSession]>([:])
  private let loader = WorkQueue(newestFirst: true)
  private let loads = Atomic<Int>(0)
  /// The turn that the person looks at: diagnosis starts there, and older requests for turns are dropped.
  private let wanted = Mutex<[SessionID: Int]>([:])
  private let searches = Atomic<Int>(0)
  private let isClosed = Atomic<Bool>(false)
  /// Answers a program that waits; set by a live session.
  private let resumption = Mutex<(@Sendable (HeldID, Resumption) -> Void)?>(nil)

  package init(shelf: ToolShelf) {
    self.shelf = shelf
  }

  /// Whether a load is on its way to the mailbox.
  package var isLoading: Bool { loads.load(ordering: .acquiring) > 0 }

  package func onResume(_ resume: @escaping @Sendable (HeldID, Resumption) -> Void) {
    resumption.withLock { $0 = resume }
  }

  func session(_ id: SessionID) -> OpenSession? { sessions.withLock { $0[id] } }

  /// Registers a session and says so; indexing and diagnosis are the caller's.
  func add(_ session: OpenSession) {
    sessions.withLock { $0[session.id] = session }
    mailbox.post(.sessionOpened(session.source.session))
  }

  /// Opens a session and works on it in the background.
  package func open(_ source: any TurnSource) {
    let session = OpenSession(source)
    add(session)
    _ = WorkThread { [self] in index(session) }
  }

  /// Loads the tool sources in the background; what they hold sharpens the diagnosis.
  package func loadTools() {
    guard !shelf.isEmpty else { return }
    _ = WorkThread { [self] in
      shelf.load { name, result in
        switch result {
        case .success(let tools): mailbox.post(.toolsLoaded(source: name, tools))
        case .failure(let failure): mailbox.post(.failed(failure))
        }
      }
      let tools = shelf.allTools()
      for session in sessions.withLock({ Array($0.values) }) where !tools.isEmpty {
        session.reset(implemented: tools)
        diagnose(session)
      }
    }
  }

  package func close() {
    isClosed.store(true, ordering: .releasing)
    shelf.close()
  }

  /// Starts an effect; its result comes through the mailbox.
  package func start(_ effect: Effect) {
    switch effect {
    case .loadTurn(let id, let turn):
      want(id, turn)
      startLoad(effect)
    case .loadRows, .loadTurns, .loadOtherRecords, .loadWire, .examine: startLoad(effect)
    case .search:
      searches.add(1, ordering: .acquiringAndReleasing)
      _ = WorkThread { [self] in perform(effect) }
    case .run, .findSessions, .open: _ = WorkThread { [self] in perform(effect) }
    case .cancel, .resume, .suspend, .quit, .copy, .present, .useMouse: perform(effect)
    }
  }

  /// The turn that the person looks at now.
  func want(_ id: SessionID, _ turn: Int) { wanted.withLock { $0[id] = turn } }

  private func startLoad(_ effect: Effect) {
    loads.add(1, ordering: .acquiringAndReleasing)
    loader.add { [self] in
      perform(effect)
      loads.subtract(1, ordering: .acquiringAndReleasing)
      // The loop waits for the count, not only for events: wake it.
      mailbox.wake()
    }
  }

  /// Carries an effect out on this thread and posts what comes of it.
  func perform(_ effect: Effect) {
    do throws(Failure) {
      try perform(loading: effect)
    } catch {
      mailbox.post(.failed(error))
    }
  }

  private func perform(loading effect: Effect) throws(Failure) {
    switch effect {
    case .loadRows(let id, let range):
      guard let session = session(id) else { return }
      mailbox.post(.rowsLoaded(id, try session.source.rows(in: range)))
    case .loadTurn(let id, let turn):
      guard let session = session(id), wanted.withLock({ $0[id] ?? turn }) == turn else { return }
      mailbox.post(.turnLoaded(id, try session.source.turn(at: turn)))
    case .loadTurns(let id, let turns):
      guard let session = session(id) else { return }
      for turn in turns { mailbox.post(.turnLoaded(id, try session.source.turn(at: turn))) }
    case .loadOtherRecords(let id, let range):
      guard let session = session(id) else { return }
      mailbox.post(
        .otherRecordsLoaded(id, from: range.lowerBound, try session.source.otherRecords(in: range)))
    case .loadWire(let id, let turn):
      guard let session = session(id) else { return }
      let call = try session.source.turn(at: turn).modelCall
      mailbox.post(
        .wireLoaded(
          id, turn: turn, request: try window(call?.request, of: session),
          response: try window(call?.response, of: session)))
    case .examine(let id, let call):
      guard let session = session(id) else { return }
      mailbox.post(.callExamined(id, call, try session.examination(of: call)))
    case .search(let id, let pattern, let from, let forward):
      guard let session = session(id) else { return }
      search(session, pattern, from: from, forward: forward)
    case .run(let invocation):
      let mailbox = self.mailbox
      do throws(Failure) {
        try shelf.run(invocation) { mailbox.post(.runChanged(invocation.id, $0)) }
      } catch {
        mailbox.post(.runFailed(invocation.id, error))
      }
    case .findSessions:
      var finder = SessionFinder()
      mailbox.post(.sessionsFound(finder.find()))
    case .open(let path):
      let next = (sessions.withLock { $0.keys.map(\.value).max() } ?? -1) + 1
      let sources = try openSessions(path: path, firstID: next)
      RecentSessions().note(path)
      let tools = shelf.allTools()
      for source in sources {
        let session = OpenSession(source, implemented: tools)
        add(session)
        _ = WorkThread { [self] in index(session) }
      }
    case .cancel(let id): shelf.cancel(id)
    case .resume(let id, let resumption): self.resumption.withLock({ $0 })?(id, resumption)
    // The terminal's own: the loop carries them out, and without a terminal they mean nothing.
    case .suspend, .quit, .copy, .present, .useMouse: break
    }
  }

  private func window(_ origin: Origin?, of session: OpenSession) throws(Failure) -> RawText? {
    guard let origin else { return nil }
    return try session.source.window(of: origin)
  }

  /// Indexes a session to its end and diagnoses it.
  func index(_ session: OpenSession) {
    do throws(Failure) {
      try session.source.index { grown in
        mailbox.post(.sessionGrew(grown))
        return !isClosed.load(ordering: .acquiring)
      }
    } catch {
      mailbox.post(.failed(error))
    }
    mailbox.post(.sessionGrew(session.source.session))
    diagnose(session)
  }

  /// Both passes over a session that is indexed; findings come nearest to the person's turn first.
  func diagnose(_ session: OpenSession) {
    let isCancelled = { self.isClosed.load(ordering: .acquiring) }
    session.advance(isCancelled: isCancelled)
    session.finish()
    let id = session.id
    mailbox.post(.assumed(id, session.investigation.runtime))
    mailbox.post(.found(id, 0..<0, session.investigation.sessionFindings()))
    let count = session.source.session.turns.count
    for chunk in Self.chunks(of: count, around: wanted.withLock { $0[id] ?? 0 }) where !isCancelled() {
      mailbox.post(.found(id, chunk, session.findings(in: chunk, isCancelled: isCancelled)))
    }
  }

  /// Ranges that cover `0 ..< count`, those nearest to `center` first.
  static func chunks(of count: Int, around center: Int, size: Int = 128) -> [Range<Int>] {
    let starts = stride(from: 0, to: count, by: size).sorted {
      abs($0 + size / 2 - center) < abs($1 + size / 2 - center)
    }
    return starts.map { $0..<min($0 + size, count) }
  }

  private func search(_ session: OpenSession, _ pattern: String, from: Int, forward: Bool) {
    let ticket = searches.load(ordering: .acquiring)
    let needle = Array(pattern.utf8)
    let count = session.source.session.turns.count
    var found: Int?
    for step in 1...max(count, 1) {
      guard searches.load(ordering: .relaxed) == ticket, !isClosed.load(ordering: .relaxed), count > 0 else { return }
      let index = ((forward ? from + step : from - step) % count + count) % count
      if let turn = try? session.source.turn(at: index), turn.raw.contains(needle) {
        found = index
        break
      }
    }
    mailbox.post(.searchFinished(session.id, pattern: pattern, turn: found))
  }
}
