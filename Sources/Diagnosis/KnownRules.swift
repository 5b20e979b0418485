/// The rules, in the order in which they are told within a phase: a wrapper before what is missing because of it.
package enum KnownRules {
  package static let all: [Rule] = [
    .unreadable, .unknownRecord,
    .registrationIncomplete, .noToolsSent, .notOffered, .notExecutable, .signatureMismatch, .variadicParameter,
    .untypedParameter, .duplicateName, .badName, .providerRule, .defaultViolatesSchema,
    .unreachable, .rejected, .cachedReply,
    .callAsText, .truncated, .emptyToolCalls, .noAnswer, .legacyCall, .toolsIgnored, .announcedNotCalled, .placeholder,
    .lostByClient, .notJSON, .notObject, .encoding, .duplicateKey,
    .unknownTool,
    .wrapped, .missing, .unknown, .null, .wrongType, .notAllowed, .outOfBounds, .union,
    .missingArgument, .unexpectedArgument, .converted, .unchecked, .dropped, .changed, .refused,
    .raised, .timeout, .exitStatus, .denied, .interrupted, .notAwaited,
    .notSerialisable, .pythonRepr, .resultNotJSON, .oversized, .truncatedResult,
    .missingID, .duplicateID, .unanswered, .orphanResult, .answeredTwice, .outOfOrder,
    .reflectionFailed, .executedTwice, .repeatedCall, .noFinalAnswer, .stoppedAfterTool, .resultNotForwarded,
    .claimWithoutCall,
  ]

  static let order: [String: Int] = Dictionary(
    uniqueKeysWithValues: all.enumerated().map { ($0.element.id, $0.offset) })
}
