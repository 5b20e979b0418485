package import Conversation
import Text

/// Records of a source that are not turns, a page at a time.
package struct RecordsView: Sendable, Equatable {
  package var session: SessionID
  package var total: Int
  package var records: [OtherRecord] = []
  /// Records that have been asked for, those that came included.
  var requested = 0
  static let page = 200
}

extension DebuggerState {
  mutating func openRecords() -> [Effect] {
    guard let session else { return [] }
    push(.records(RecordsView(session: session.session.id, total: session.session.otherRecords)))
    return []
  }

  /// The next page of records, when the end of those that are there is in sight.
  mutating func wantsRecords() -> [Effect] {
    guard case .records(var view)? = views.last?.kind, view.requested < view.total,
      view.requested == view.records.count, let scrolled,
      scrolled.lines.last.map({ $0.bytes.upperBound >= scrolled.text.raw.bytes.count }) ?? true
    else { return [] }
    let range = view.requested..<min(view.total, view.requested + RecordsView.page)
    view.requested = range.upperBound
    views[views.count - 1].kind = .records(view)
    return [.loadOtherRecords(view.session, range)]
  }

  func recordsText(_ view: RecordsView) -> PaneText {
    var builder = TextBuilder()
    for problem in session?.session.problems ?? [] { builder.line("! \(problem.what)", .warning) }
    builder.line("\(view.total) records that are not turns", .heading)
    for record in view.records {
      builder.add(record.kind.padded(28), .name)
      builder.add("\(place(record.origin))  ", .dim)
      builder.line(record.summary)
    }
    if view.records.count < view.total {
      builder.line("the first \(view.records.count) of \(view.total); G goes on", .dim)
    }
    return builder.text
  }

  /// An origin as a person finds it again.
  package func place(_ origin: Origin) -> String {
    if let row = origin.row { return "\(row.table)/\(row.rowid)/\(row.column)" }
    return "\(origin.member.map { $0 + " " } ?? "")\(origin.bytes.lowerBound)–\(origin.bytes.upperBound)"
  }
}

func show(_ records: [OtherRecord], from: Int, of id: SessionID, _ state: inout DebuggerState) {
  for index in state.views.indices {
    guard case .records(var view) = state.views[index].kind, view.session == id else { continue }
    guard view.records.count == from else { continue }
    view.records += records
    state.views[index].kind = .records(view)
  }
}
