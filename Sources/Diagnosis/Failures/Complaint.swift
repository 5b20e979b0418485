import LosslessJSON

/// A result that finds fault with an argument by name: "days must be 1 to 5, got 9". Formats that mark no failure leave
/// nothing else of an exception; a tool may answer so as well, so it is one reading of free text.
enum Complaint {
  /// The argument that the text rejects; nil where it rejects none that was sent.
  static func argument(in text: String, of arguments: JSONValue) -> String? {
    guard text.utf8.count <= 400 else { return nil }
    let words = text.split { !($0.isLetter || $0.isNumber || "_-".contains($0)) }
    return arguments.members.first { member in
      guard let place = words.firstIndex(where: { $0 == member.key }), place <= 3 else { return false }
      let rest = words[(place + 1)...].prefix(3).joined(separator: " ")
      guard demands.contains(where: { rest.hasPrefix($0) }) else { return false }
      return true
    }?.key
  }

  /// What follows the argument's name where a value is refused.
  private static let demands = [
    "must be", "must not", "must have", "must contain", "must match", "should be", "should not", "should have",
    "cannot be", "can not be", "can t be", "may not be", "has to be", "needs to be", "is required", "is invalid",
    "is not valid", "is not allowed", "is not a valid", "is out of range", "out of range", "is too",
  ]
}
