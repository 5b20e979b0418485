import Conversation
import Diagnosis
import Glibc
package import Reports
import Synchronization
import Transcripts

/// Headless diagnosis: sources opened, read and diagnosed to their end, several at a time.
package struct CheckRun: Sendable {
  private let shelf: ToolShelf

  package init(shelf: ToolShelf) { self.shelf = shelf }

  /// Checks files and folders on all cores. `each` gets the answers on this thread in the order of the paths, each as soon
  /// as those before it are there; no more answers are kept than cores are at work.
  package func check(_ paths: [String], each: (ReportedSource) -> Void) {
    let items = CheckList(paths).items
    let line = Line(count: items.count)
    let workers = (0..<min(items.count, max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))))).map { _ in
      WorkThread { while let place = line.next() { line.put(check(items[place].path), at: place) } }
    }
    var isEmpty = Array(repeating: true, count: paths.count)
    for place in items.indices {
      let answer = line.take(place)
      let item = items[place]
      if !item.isPassage || answer.failure != .folderWithoutSession(item.path) {
        isEmpty[item.argument] = false
        each(answer)
      }
      let isLast = place + 1 == items.count || items[place + 1].argument != item.argument
      if isLast, isEmpty[item.argument] {
        let path = paths[item.argument]
        each(ReportedSource(source: path, failure: .folderWithoutSession(path)))
      }
    }
    workers.forEach { $0.join() }
  }

  /// Never throws: what could not be read is in the answer.
  package func check(_ path: String) -> ReportedSource {
    var reported = ReportedSource(source: path)
    do throws(Failure) {
      for source in try openSessions(path: path, firstID: 0) {
        try source.index { _ in true }
        let open = OpenSession(source, implemented: shelf.allTools())
        open.advance()
        open.finish()
        let session = source.session
        let investigation = open.investigation
        reported.sessions.append(
          ReportedSession(
            session: session, runtime: investigation.runtime,
            findings: investigation.sessionFindings() + open.findings(in: 0..<session.turns.count),
            calls: investigation.callCount))
      }
    } catch {
      reported.failure = error
    }
    return reported
  }
}

/// Places handed out in order, answers taken in order: a worker that is far ahead waits.
private final class Line: Sendable {
  private struct State {
    var handedOut = 0
    var taken = 0
    var answers: [Int: ReportedSource] = [:]
  }
  private let count: Int
  private let state = Mutex(State())
  private let answered = Semaphore()
  private let room = Semaphore()

  init(count: Int) {
    self.count = count
    for _ in 0..<Self.ahead { room.signal() }
  }

  /// Answers that may wait for an earlier one.
  private static let ahead = 64

  func next() -> Int? {
    room.wait()
    return state.withLock { state in
      guard state.handedOut < count else {
        room.signal()
        return nil
      }
      defer { state.handedOut += 1 }
      return state.handedOut
    }
  }

  func put(_ answer: ReportedSource, at place: Int) {
    state.withLock { $0.answers[place] = answer }
    answered.signal()
  }

  func take(_ place: Int) -> ReportedSource {
    while true {
      if let answer = state.withLock({ $0.answers.removeValue(forKey: place) }) {
        room.signal()
        return answer
      }
      answered.wait()
    }
  }
}
