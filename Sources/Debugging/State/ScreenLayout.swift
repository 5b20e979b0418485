import Diagnosis
package import Schemas

extension DebuggerState {
  /// Where everything stands now.
  package var layout: Layout {
    var wishes = LayoutWishes(
      size: size, focus: focus, side: side, lower: lower, isZoomed: isZoomed, hasView: !views.isEmpty, whyRows: 0)
    let isWide = size.columns >= 120 && size.rows >= 36
    wishes.whyRows = whyRows(columns: isWide ? size.columns - 35 : size.columns, withProof: isWide)
    return Layout(wishes)
  }

  /// The three-way diff that the schema pane shows: that of the arguments being edited, else of the selected call.
  package var schemaDiff: SchemaDiff? {
    let diff = if case .arguments(let editor)? = prompt { editor.diff } else { session?.examination?.diff }
    guard let diff, hasMarksFirst else { return diff }
    var sorted = diff
    let groups = diff.groups
    sorted.rows = (groups.filter(\.isMarked) + groups.filter { !$0.isMarked }).flatMap { diff.rows[$0.rows] }
    return sorted
  }
}

extension SchemaDiff {
  /// A top-level property with all that lies under it.
  fileprivate struct Group {
    var rows: Range<Int>
    var isMarked: Bool
  }

  fileprivate var groups: [Group] {
    rows.enumerated().reduce(into: []) { groups, row in
      let isMarked = row.element.mark != .same
      if row.element.depth == 0 || groups.isEmpty {
        groups.append(Group(rows: row.offset..<row.offset + 1, isMarked: isMarked))
      } else {
        let last = groups[groups.count - 1]
        groups[groups.count - 1] = Group(
          rows: last.rows.lowerBound..<row.offset + 1, isMarked: last.isMarked || isMarked)
      }
    }
  }
}
