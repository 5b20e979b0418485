package import Conversation
package import LosslessJSON

/// A message of a history that a classic AutoGen agent keeps (0.2 and ag2's fork): the Chat form with `tool_responses`,
/// whose roles say who owns the list, not who the model is.
package struct AutoGenHistory: MessageDialect {
  package let name = "autogen-history"
  private let chat = OpenAIChat()
  package init() {}

  package func outline(of message: JSONValue) -> MessageOutline { chat.outline(of: message) }

  package func message(at place: Located, turn: Int) -> Message { chat.message(at: place, turn: turn) }

  /// Says for each message of one list who speaks, and whether that is the side that asked. The first message is the
  /// asking side's; a message with calls has no name and is the other party's where there are two.
  package func attributed(_ outlines: [MessageOutline]) -> [MessageOutline] {
    guard let first = outlines.first(where: { $0.results == 0 && $0.calls == 0 }) else { return outlines }
    var names: [String] = []
    for outline in outlines {
      if let name = outline.agent, !names.contains(name) { names.append(name) }
    }
    let isInverted = first.kind == .assistant
    var attributed = outlines
    for index in outlines.indices {
      let outline = outlines[index]
      guard outline.kind == .user || outline.kind == .assistant, outline.results == 0 else { continue }
      if outline.calls > 0 {
        attributed[index].kind = .assistant
        if outline.agent == nil { attributed[index].agent = caller(of: index, in: outlines, names) }
      } else if let name = outline.agent, let asking = first.agent {
        attributed[index].kind = name == asking ? .user : .assistant
      } else if isInverted {
        attributed[index].kind = outline.kind == .user ? .assistant : .user
      }
    }
    return attributed
  }

  /// The party of two that did not execute the calls, or that did not speak just before.
  private func caller(of index: Int, in outlines: [MessageOutline], _ names: [String]) -> String? {
    guard names.count == 2 else { return nil }
    let following = index + 1 < outlines.count ? outlines[index + 1] : nil
    let other = following.flatMap { $0.results > 0 ? $0.agent : nil } ?? (index > 0 ? outlines[index - 1].agent : nil)
    guard let other else { return nil }
    return names.first { $0 != other }
  }
}
