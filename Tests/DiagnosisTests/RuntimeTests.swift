import Conversation
import Testing

@testable import Diagnosis

/// Which runtime is assumed, and by what evidence.
@Suite struct RuntimeTests {
  private func runtime(producer: String, result: String?) -> AssumedRuntime {
    var session = SessionBuilder(producer: producer)
    session.calls([("a", "search", "{\"q\": 1}")])
    if let result { session.results([("a", nil, result)]) }
    return session.investigation().runtime
  }

  @Test func textsTellTheTwoClassicLinesApart() {
    let validated = runtime(
      producer: "autogen-classic", result: "Error: 1 validation error for search\nr\n  Field required [type=missing]")
    #expect(validated.id == "ag2-0.14" && validated.confidence == .likely)
    let interpreted = runtime(
      producer: "autogen-classic", result: "Error: search() missing 1 required positional argument: 'r'")
    #expect(interpreted.id == "classic-0.2" && interpreted.confidence == .likely)
    let undecided = runtime(producer: "autogen-classic", result: "3 claims")
    #expect(undecided.id == "classic-0.2" && undecided.confidence == .possible)
  }

  @Test func aModelsOwnValidatorIsNoEvidence() {
    let nested = runtime(
      producer: "autogen-classic",
      result: "Error: 1 validation error for Claimant\nname\n  Field required [type=missing]")
    #expect(nested.confidence == .possible)
  }

  @Test func theProgramsWordWins() {
    #expect(runtime(producer: "agentchat-0.7", result: "3 claims").id == "agentchat-0.7")
    #expect(runtime(producer: "unknown", result: "3 claims").id == "generic")
  }
}
