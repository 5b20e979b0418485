import LosslessJSON

/// FNV-1a: small, and the same in every process, so that findings do not depend on a seed.
struct StableHash {
  private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

  mutating func add(_ bytes: some Sequence<UInt8>) {
    for byte in bytes { value = (value ^ UInt64(byte)) &* 0x100_0000_01B3 }
  }

  static func of(_ bytes: some Sequence<UInt8>) -> UInt64 {
    var hash = StableHash()
    hash.add(bytes)
    return hash.value
  }

  /// Equal for objects of equal members, whatever their order and white space; other texts by their bytes.
  static func ofArguments(_ bytes: [UInt8]) -> UInt64 {
    guard let root = try? Document(bytes).root, root.kind == .object else { return of(bytes) }
    return of(root)
  }

  private static func of(_ value: JSONValue, depth: Int = 0) -> UInt64 {
    switch value.kind {
    case .object where depth < 32:
      return value.members.reduce(0x9E37_79B9) { sum, member in
        var hash = StableHash()
        hash.add(member.key.utf8)
        hash.add([0x3A])
        return sum &+ hash.value &* (of(member.value, depth: depth + 1) | 1)
      }
    case .array where depth < 32:
      return value.elements.reduce(0x51ED) { $0 &* 0x100_0000_01B3 ^ of($1, depth: depth + 1) }
    case .string: return of(value.decodedBytes ?? [])
    default: return of(value.rawBytes)
    }
  }
}
