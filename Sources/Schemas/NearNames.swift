/// A name as people confuse it: lower case, without `_`, `-`, `.` and spaces.
package func folded(_ name: String) -> String {
  name.lowercased().filter { !"_-. ".contains($0) }
}

/// The candidate that was probably meant, or nil where none is near or two are equally near. Names of one or two letters
/// are never near anything. Give only candidates that are not taken already.
package func nearName(to name: String, among candidates: some Sequence<String>) -> String? {
  let wanted = folded(name)
  var best: (name: String, distance: Int)?
  var isTied = false
  for candidate in candidates where candidate != name {
    let other = folded(candidate)
    if other == wanted, !other.isEmpty { return candidate }
    guard wanted.count > 2, other.count > 2 else { continue }
    let limit = min(2, max(1, max(wanted.count, other.count) / 3))
    let distance = alignmentDistance(Array(wanted), Array(other))
    guard distance <= limit else { continue }
    if let known = best {
      if distance == known.distance, candidate != known.name { isTied = true }
      guard distance < known.distance else { continue }
    }
    best = (candidate, distance)
    isTied = false
  }
  return isTied ? nil : best?.name
}

/// Optimal string alignment: insert, delete, replace, or swap two neighbours, one each.
func alignmentDistance(_ left: [Character], _ right: [Character]) -> Int {
  if left.isEmpty || right.isEmpty { return max(left.count, right.count) }
  if abs(left.count - right.count) > 2 { return abs(left.count - right.count) }
  var before: [Int] = []
  var last = Array(0...right.count)
  for row in 1...left.count {
    var current = [row] + Array(repeating: 0, count: right.count)
    for column in 1...right.count {
      let cost = left[row - 1] == right[column - 1] ? 0 : 1
      current[column] = min(last[column] + 1, current[column - 1] + 1, last[column - 1] + cost)
      if row > 1, column > 1, left[row - 1] == right[column - 2], left[row - 2] == right[column - 1] {
        current[column] = min(current[column], before[column - 2] + 1)
      }
    }
    before = last
    last = current
  }
  return last[right.count]
}

/// The candidate that says the same with more words or fewer: `vehicle_type` for `vehicle`, `city` for `city_name`. Only for
/// candidates that the call is known to lack, since brothers (`price_min`, `price_max`) are related, too. nil where none or
/// several are.
package func relatedName(to name: String, among candidates: some Sequence<String>) -> String? {
  let wanted = nameWords(name)
  let related = candidates.filter { candidate in
    let other = nameWords(candidate)
    guard candidate != name, let short = [wanted, other].min(by: { $0.count < $1.count }), !short.isEmpty,
      short.joined().count > 2, wanted.count != other.count
    else { return false }
    let long = short == wanted ? other : wanted
    return long.starts(with: short) || long.suffix(short.count).elementsEqual(short)
  }
  return related.count == 1 ? related.first : nil
}

/// The words of a name in lower case: "vehicleType", "vehicle_type" and "vehicle-type" have two.
private func nameWords(_ name: String) -> [String] {
  var words = [""]
  var wasLower = false
  for character in name {
    if "_-. ".contains(character) {
      words.append("")
      wasLower = false
      continue
    }
    if character.isUppercase, wasLower { words.append("") }
    wasLower = character.isLowercase || character.isNumber
    words[words.count - 1] += character.lowercased()
  }
  return words.filter { !$0.isEmpty }
}
