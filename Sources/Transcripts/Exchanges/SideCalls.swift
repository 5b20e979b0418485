import LosslessJSON

/// Model calls that frameworks make for themselves: they choose a speaker or sum a chat up, and no agent is told the answer
/// as a message. They are other records.
enum SideCall {
  /// What a request is for, where it is not a step of the conversation.
  static func kind(agent: String?, messages: [JSONValue]) -> String? {
    if let agent,
      agent.hasPrefix("SelectorGroupChatManager") || agent == "speaker_selection_agent" || agent == "checking_agent"
    {
      return "speaker selection"
    }
    guard let first = messages.first?["content"], let last = messages.last?["content"] else { return nil }
    if selects(first) || selects(last) { return "speaker selection" }
    if last.kind == .string, contains("Summarize the takeaway from the conversation", last) { return "summary" }
    return nil
  }

  private static func selects(_ content: JSONValue) -> Bool {
    guard content.kind == .string else { return false }
    return contains("select the next role from", content) || contains("select the next speaker from", content)
  }

  private static func contains(_ text: String, _ value: JSONValue) -> Bool {
    value.rawBytes.firstRange(of: Array(text.utf8)) != nil
  }
}
