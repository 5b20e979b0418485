import Conversation
import Dialects
import LosslessJSON
import Synchronization

/// Schemas that were read before: every request sends them again, and equal ones share one value.
final class SharedSchemas: Sendable {
  private let known = Mutex<[UInt64: JSONValue]>([:])

  func shared(_ tools: OfferedTools) -> OfferedTools {
    guard case .offered(var declarations) = tools else { return tools }
    known.withLock { known in
      for index in declarations.indices {
        guard let schema = declarations[index].schema else { continue }
        var mixer = Mixer()
        mixer.add(schema.rawBytes)
        if let equal = known[mixer.value], equal == schema {
          declarations[index].schema = equal
        } else {
          known[mixer.value] = schema
        }
      }
    }
    return .offered(declarations)
  }
}
