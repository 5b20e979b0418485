/// The panes, in the order of their number keys.
package enum PaneName: Int, Sendable, Hashable, CaseIterable {
  case turns = 1
  case message, calls, schema, output, why, program

  /// The word of the title and of the command that gives it focus.
  package var word: String {
    switch self {
    case .turns: "turns"
    case .message: "message"
    case .calls: "calls"
    case .schema: "schema"
    case .output: "output"
    case .why: "why"
    case .program: "program"
    }
  }
}
