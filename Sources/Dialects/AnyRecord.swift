package import Conversation
package import LosslessJSON

/// JSON that no dialect claims: the value as it is.
package struct AnyRecord: MessageDialect {
  package let name = "record"
  package init() {}

  package func outline(of message: JSONValue) -> MessageOutline { MessageOutline(kind: .record, flags: .text) }

  package func message(at place: Located, turn: Int) -> Message {
    Message(role: .other, content: place.value.isNull ? [] : contentParts(of: place))
  }
}
