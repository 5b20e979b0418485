package import Conversation
package import LosslessJSON

/// A call's arguments as a framework's JSON parser meets them.
package enum ReceivedArguments: Sendable {
  case object(JSONValue)
  /// JSON, and no object.
  case otherValue(JSONValue)
  case notJSON(JSONError)
  /// Null or absent: there is no text at all.
  case none

  package init(_ arguments: ToolCall.Arguments) {
    switch arguments.form {
    case .null, .absent: self = .none
    case .text, .value: self.init(text: arguments.bytes.bytes)
    }
  }

  package init(text: [UInt8]) {
    do throws(JSONError) {
      let root = try Document(text).root
      self = root.kind == .object ? .object(root) : .otherValue(root)
    } catch {
      self = .notJSON(error)
    }
  }

  package var object: JSONValue? {
    if case .object(let value) = self { value } else { nil }
  }

  /// What the runtime's parser accepts although it is no JSON object: the classic line escapes raw line breaks and tabs
  /// inside strings before it parses; AgentChat takes null and an empty list as {}. nil where nothing but the strict reading
  /// is left.
  package static func tolerated(_ arguments: ToolCall.Arguments, runtime: String) -> JSONValue? {
    guard arguments.form == .text else { return nil }
    switch runtime {
    case "classic-0.2", "ag2-0.14": return ReceivedArguments(text: escapedBreaks(arguments.bytes.bytes)).object
    case "agentchat-0.7":
      guard case .otherValue(let value) = ReceivedArguments(arguments), value.isNull || value.rawText == "[]" else {
        return nil
      }
      return ReceivedArguments(text: Array("{}".utf8)).object
    default: return nil
    }
  }

  /// The text with the raw line breaks and tabs inside its strings escaped.
  private static func escapedBreaks(_ text: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    var isInside = false
    var isEscaped = false
    for byte in text {
      if isInside, byte == 0x0A || byte == 0x09 || byte == 0x0D {
        result += [0x5C, byte == 0x0A ? 0x6E : byte == 0x09 ? 0x74 : 0x72]
        isEscaped = false
        continue
      }
      if byte == 0x22, !isEscaped { isInside.toggle() }
      isEscaped = isInside && byte == 0x5C && !isEscaped
      result.append(byte)
    }
    return result
  }
}
