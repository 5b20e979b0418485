/// Where everything stands on a screen of one size: rectangles only, no content.
package struct Layout: Sendable, Equatable {
  package struct Place: Sendable, Equatable {
    package var pane: PaneName
    package var rectangle: Rectangle
  }

  /// A horizontal line with a pane's title (or a view's) on it.
  package struct Rule: Sendable, Equatable {
    package var row: Int
    package var columns: Range<Int>
    /// The pane it opens; nil over a view.
    package var pane: PaneName?
  }

  /// A vertical line.
  package struct Fence: Sendable, Equatable {
    package var column: Int
    package var rows: Range<Int>
  }

  package enum Kind: Sendable, Equatable {
    /// All panes at once.
    case wide
    /// The list, one pane, and why.
    case narrow
    /// The list over one pane.
    case small
    /// One sentence.
    case tooSmall
  }

  package var kind: Kind
  package var places: [Place] = []
  package var rules: [Rule] = []
  package var fences: [Fence] = []
  /// The rectangle of the topmost view, when one covers the panes.
  package var view: Rectangle?

  package func rectangle(of pane: PaneName) -> Rectangle? {
    places.first { $0.pane == pane }?.rectangle
  }
}

/// What decides a layout, beside the size.
struct LayoutWishes {
  var size: Size
  var focus: PaneName
  /// The pane that a narrow screen shows beside the list.
  var side: PaneName
  /// `output` or `program`: they share a place on a wide screen.
  var lower: PaneName
  var isZoomed: Bool
  var hasView: Bool
  /// Rows that the why pane needs so that neither rule id nor fix is cut.
  var whyRows: Int
}

extension Layout {
  /// Row 0 is the title bar, the last row hints or the prompt; everything else lies between.
  init(_ wishes: LayoutWishes) {
    let size = wishes.size
    if size.columns < 40 || size.rows < 10 {
      kind = .tooSmall
    } else if size.columns >= 120 && size.rows >= 36 {
      kind = .wide
    } else if size.columns >= 80 && size.rows >= 24 {
      kind = .narrow
    } else {
      kind = .small
    }
    guard kind != .tooSmall else { return }
    let body = Rectangle(column: 0, row: 1, columns: size.columns, rows: size.rows - 2)
    if wishes.hasView {
      rules.append(Rule(row: body.row, columns: 0..<size.columns, pane: nil))
      view = Rectangle(column: 0, row: 2, columns: size.columns, rows: body.rows - 1)
    } else if wishes.isZoomed {
      add(wishes.focus, body)
    } else {
      switch kind {
      case .wide: addWide(wishes, body)
      case .narrow: addNarrow(wishes, body)
      case .small, .tooSmall: addSmall(wishes, body)
      }
    }
  }

  /// A pane with its title rule on top, filling the rectangle.
  private mutating func add(_ pane: PaneName, _ outer: Rectangle) {
    rules.append(Rule(row: outer.row, columns: outer.column..<outer.endColumn, pane: pane))
    var inner = outer
    inner.row += 1
    inner.rows -= 1
    places.append(Place(pane: pane, rectangle: inner))
  }

  /// Two panes side by side with a fence between; `left` cells for the first.
  private mutating func add(_ first: PaneName, _ second: PaneName, left: Int, _ outer: Rectangle) {
    var a = outer
    a.columns = left
    var b = outer
    b.column += left + 1
    b.columns -= left + 1
    add(first, a)
    add(second, b)
    rules.append(Rule(row: outer.row, columns: a.endColumn..<b.column, pane: nil))
    fences.append(Fence(column: a.endColumn, rows: outer.row..<outer.endRow))
  }

  private mutating func addWide(_ wishes: LayoutWishes, _ body: Rectangle) {
    let list = 34
    var turns = body
    turns.columns = list
    add(.turns, turns)
    fences.append(Fence(column: list, rows: body.row..<body.endRow))
    rules.append(Rule(row: body.row, columns: list..<list + 1, pane: nil))
    var right = body
    right.column = list + 1
    right.columns -= list + 1
    let why = min(max(4, wishes.whyRows), body.rows / 3)
    let free = body.rows - why - 4
    let top = 10 + max(0, free - 26) / 3
    let schema = (free - top + 1) / 2
    let calls = 39 + (body.columns - 120) / 3
    var part = right
    part.rows = top + 1
    add(.message, .calls, left: right.columns - calls - 1, part)
    part.row = part.endRow
    part.rows = schema + 1
    add(.schema, part)
    part.row = part.endRow
    part.rows = free - top - schema + 1
    add(wishes.lower, part)
    part.row = part.endRow
    part.rows = why + 1
    add(.why, part)
  }

  private mutating func addNarrow(_ wishes: LayoutWishes, _ body: Rectangle) {
    let why = min(max(3, wishes.whyRows), body.rows / 3)
    var upper = body
    upper.rows -= why + 1
    if wishes.side == .schema {
      var list = upper
      list.rows = 7
      add(.turns, list)
      upper.row += 7
      upper.rows -= 7
      add(.schema, upper)
    } else {
      add(.turns, wishes.side, left: 30, upper)
    }
    add(.why, Rectangle(column: 0, row: upper.endRow, columns: body.columns, rows: why + 1))
  }

  private mutating func addSmall(_ wishes: LayoutWishes, _ body: Rectangle) {
    var list = body
    list.rows = max(4, body.rows / 3)
    add(.turns, list)
    let side = wishes.focus == .why ? .why : wishes.side
    let rest = Rectangle(
      column: 0, row: list.endRow, columns: body.columns, rows: body.rows - list.rows)
    add(side, rest)
  }
}
