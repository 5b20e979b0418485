import Backends
import Conversation
import LosslessJSON
import Testing

struct HookLineTests {
  @Test func aToolCallWithRawArguments() throws {
    let line = try Document(
      #"{"event":"tool-call","call":"t1","agent":"desk","id":"c1","name":"free_slots","arguments":"{\"a\":","hold":7}"#)
    let event = try #require(LiveEvent(hookLine: line.root))
    #expect(event.kind == .toolCall)
    #expect(event.held == HeldID(7))
    #expect(event.agent == "desk")
    #expect(event.callID == "c1")
    #expect(event.tool == "free_slots")
    #expect(event.arguments == #"{"a":"#)
  }

  @Test func argumentsThatAreNoTextAreShownAsJSON() throws {
    let event = LiveEvent(hookLine: try Document(#"{"event":"tool-call","id":null,"arguments":{"a": 1}}"#).root)
    #expect(event?.arguments == #"{"a": 1}"#)
    #expect(event?.callID == nil)
    #expect(event?.held == nil)
  }

  @Test func anUnknownEventIsANoteAndAnythingElseIsNone() throws {
    #expect(LiveEvent(hookLine: try Document(#"{"event":"something-new"}"#).root)?.kind == .note)
    #expect(LiveEvent(hookLine: try Document("[1]").root) == nil)
    #expect(LiveEvent(hookLine: try Document(#"{"event":3}"#).root) == nil)
  }
}
