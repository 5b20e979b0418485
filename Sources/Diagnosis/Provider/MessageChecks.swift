import LosslessJSON
import Schemas

/// One demand that a request's messages do not meet.
struct MessageFault {
  var rule: ProviderRule
  /// Place in the list of messages; nil for the request beside them.
  var message: Int?
  var words: String
}

/// A request as providers judge it.
struct ProviderRequest {
  /// Names of the tools that it offers.
  var tools: [String]
  /// Messages as they were sent, in the Chat form or in Anthropic's.
  var messages: [JSONValue]
  var toolChoice: JSONValue?

  /// What the provider demands and this does not meet, in the order of the rules; and what `refusal` says of any other's.
  func faults(for provider: Provider?, or refusal: String? = nil) -> [MessageFault] {
    let outlines = messages.map(SentMessage.init)
    return KnownProviderRules.messages.filter { row in
      row.rule.holds(for: provider) || refusal.map { row.rule.isRefused(by: $0) } ?? false
    }.flatMap { row in
      row.check.faults(in: outlines, of: self).map {
        MessageFault(rule: row.rule, message: $0.message, words: $0.words)
      }
    }
  }
}

/// What the checks look at in a message.
struct SentMessage {
  struct Call {
    var id: String?
    var name: String
    var arguments: JSONValue?
  }
  var role: String
  var calls: [Call] = []
  /// Ids that its results answer.
  var answers: [String?] = []
  /// Something else stands before a result.
  var hasLateResult = false
  var content: JSONValue?
  var name: String?

  init(_ message: JSONValue) {
    role = message["role"]?.string ?? ""
    content = message["content"]
    name = message["name"]?.string
    for call in message["tool_calls"]?.elements ?? JSONValue.emptyObject.elements {
      let holder = call["function"] ?? call
      calls.append(
        Call(id: call["id"]?.string, name: holder["name"]?.string ?? "", arguments: holder["arguments"]))
    }
    if role == "tool" { answers = [message["tool_call_id"]?.string] }
    var hasOther = false
    for block in content?.elements ?? JSONValue.emptyObject.elements {
      switch block["type"]?.string {
      case "tool_use":
        calls.append(Call(id: block["id"]?.string, name: block["name"]?.string ?? "", arguments: block["input"]))
      case "tool_result":
        answers.append(block["tool_use_id"]?.string)
        hasLateResult = hasLateResult || hasOther
      default: hasOther = true
      }
    }
  }

  var isResult: Bool { !answers.isEmpty }
}

extension MessageCheck {
  typealias Fault = (message: Int?, words: String)

  func faults(in messages: [SentMessage], of request: ProviderRequest) -> [Fault] {
    switch self {
    case .answeredCalls: unanswered(messages, following: resultsAfter)
    case .answeredNext:
      unanswered(messages) { messages, place in place + 1 < messages.count ? messages[place + 1].answers : [] }
    case .resultsFollowCalls: strays(messages, callers: callersBefore)
    case .resultsHaveCalls:
      strays(messages) { messages, place in
        var at = place - 1
        // The Chat form has a message for each result.
        while at >= 0, messages[at].role == "tool" { at -= 1 }
        return at >= 0 ? messages[at].calls : []
      }
    case .resultsFirst:
      messages.indices.filter { messages[$0].hasLateResult }.map { ($0, "something else stands before a result") }
    case .uniqueIDs(let inHistory): repeatedIDs(messages, inHistory: inHistory)
    case .asManyResultsAsCalls:
      messages.indices.compactMap { place in
        let results = resultsAfter(messages, place).count
        let calls = messages[place].calls.count
        guard calls > 0, results != calls, place + 1 < messages.count else { return nil }
        return (place, "\(calls) calls and \(results) results")
      }
    case .noUserAfterResult:
      messages.indices.dropFirst().compactMap { place in
        messages[place].role == "user" && messages[place - 1].role == "tool"
          ? (place, "a user's message follows a result") : nil
      }
    case .argumentsAreText:
      eachCall(messages) { $0.arguments?.kind == .object ? "the arguments are an object" : nil }
    case .argumentsParse:
      eachCall(messages) { call in
        guard let text = call.arguments?.decodedBytes else { return nil }
        if case .notJSON = ReceivedArguments(text: text) { return "the arguments are not JSON" }
        return nil
      }
    case .idLength(let most):
      eachCall(messages) { call in
        let length = call.id?.count ?? 0
        return length > most ? "the call's id has \(length) characters" : nil
      }
    case .idForm(let form):
      eachCall(messages) { call in call.id.flatMap { form.accepts($0) ? nil : "the call's id is \($0)" } }
    case .calledNames(let form):
      eachCall(messages) { form.accepts($0.name) ? nil : "\($0.name) is no allowed name" }
    case .calledAreOffered:
      request.tools.isEmpty
        ? [] : eachCall(messages) { request.tools.contains($0.name) ? nil : "\($0.name) was not offered" }
    case .resultIsTextOrParts:
      messages.indices.filter { messages[$0].role == "tool" && messages[$0].content?.kind == .object }
        .map { ($0, "the result's content is an object") }
    case .functionHasName:
      messages.indices.filter { messages[$0].role == "function" && messages[$0].name == nil }
        .map { ($0, "a function's message has no name") }
    case .toolsBesideHistory:
      request.tools.isEmpty && messages.contains { !$0.calls.isEmpty || $0.isResult }
        ? [(nil, "the history has calls, and the request has no tools")] : []
    case .choiceBesideTools: brokenChoice(request)
    }
  }

  private func eachCall(_ messages: [SentMessage], _ fault: (SentMessage.Call) -> String?) -> [Fault] {
    messages.indices.flatMap { place in messages[place].calls.compactMap(fault).map { (place, $0) } }
  }

  /// The ids that the results right behind a message answer.
  private func resultsAfter(_ messages: [SentMessage], _ place: Int) -> [String?] {
    messages[(place + 1)...].prefix(while: \.isResult).flatMap(\.answers)
  }

  private func callersBefore(_ messages: [SentMessage], _ place: Int) -> [SentMessage.Call] {
    messages[..<place].last { !$0.isResult }?.calls ?? []
  }

  /// The last message may end in calls: they are pending.
  private func unanswered(
    _ messages: [SentMessage], following results: ([SentMessage], Int) -> [String?]
  ) -> [Fault] {
    messages.indices.dropLast().compactMap { place in
      let answered = results(messages, place)
      let open = messages[place].calls.filter { !answered.contains($0.id) }
      return open.first.map { (place, "the call of \($0.name) is not answered there") }
    }
  }

  private func strays(
    _ messages: [SentMessage], callers: ([SentMessage], Int) -> [SentMessage.Call]
  ) -> [Fault] {
    messages.indices.compactMap { place in
      let calls = callers(messages, place)
      let stray = messages[place].answers.first { id in !calls.contains { $0.id == id } }
      return stray.map { (place, "the result of \($0 ?? "no id") answers no call that stands before it") }
    }
  }

  private func repeatedIDs(_ messages: [SentMessage], inHistory: Bool) -> [Fault] {
    var seen: Set<String> = []
    return messages.indices.flatMap { place -> [Fault] in
      if !inHistory { seen = [] }
      return messages[place].calls.compactMap(\.id).filter { !seen.insert($0).inserted }
        .map { (place, "the id \($0) is used again") }
    }
  }

  private func brokenChoice(_ request: ProviderRequest) -> [Fault] {
    guard let choice = request.toolChoice, !choice.isNull else { return [] }
    if request.tools.isEmpty { return [(nil, "tool_choice stands there without tools")] }
    let named = choice["function"]?["name"]?.string ?? choice["name"]?.string
    guard let named, !request.tools.contains(named) else { return [] }
    return [(nil, "tool_choice names \(named), which is not offered")]
  }
}
