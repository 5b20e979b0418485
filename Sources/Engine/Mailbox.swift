package import Debugging
import Processes
import Synchronization

/// Where threads leave events for the loop. Posting wakes the loop's `poll`.
package final class Mailbox: Sendable {
  private let events = Mutex<[Event]>([])
  private let alarm = Wake()

  package init() {}

  /// Readable while events wait.
  package var descriptor: Int32 { alarm.descriptor }

  /// From any thread.
  package func post(_ event: Event) {
    let wasEmpty = events.withLock { events in
      events.append(event)
      return events.count == 1
    }
    if wasEmpty { alarm.signal() }
  }

  /// Ends the loop's wait without an event.
  package func wake() { alarm.signal() }

  /// All that waits, in the order posted.
  package func take() -> [Event] {
    alarm.clear()
    return events.withLock { events in
      defer { events.removeAll(keepingCapacity: true) }
      return events
    }
  }
}
