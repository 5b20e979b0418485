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
    if case .arguments(let editor)? = prompt { return editor.diff }
    return session?.examination?.diff
  }
}
