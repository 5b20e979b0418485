/// Runs a program over one text.
struct PatternMatcher {
  let program: PatternProgram
  let text: [UInt32]
  var workLeft: Int
  /// What a look found at a place: asked once.
  private var looks: [Look: Bool] = [:]

  private struct Look: Hashable {
    let part: Int
    let at: Int
  }

  init(program: PatternProgram, text: [UInt32], workLeft: Int) {
    self.program = program
    self.text = text
    self.workLeft = workLeft
  }

  /// Whether the part is found from a place on (backward: ending there), at it or (not anchored) behind it.
  mutating func finds(part: Int, from start: Int, isAnchored: Bool, isBackward: Bool) -> Bool {
    var states = States(count: program.steps.count)
    var following = States(count: program.steps.count)
    var at = start
    var isFound = enter(program.parts[part], at, &states)
    while !isFound, workLeft > 0 {
      let here = isBackward ? at - 1 : at
      guard text.indices.contains(here), !(states.isEmpty && isAnchored) else { break }
      let scalar = text[here]
      at += isBackward ? -1 : 1
      following.removeAll()
      for state in states.list {
        guard case .one(let set) = program.steps[state] else { continue }
        workLeft -= 1
        if program.sets[set].contains(scalar) { isFound = enter(state + 1, at, &following) || isFound }
      }
      if !isAnchored, !isFound { isFound = enter(program.parts[part], at, &following) }
      swap(&states, &following)
    }
    return isFound
  }

  /// Adds a state and all that follow it without a character; true where the end is among them.
  private mutating func enter(_ first: Int, _ at: Int, _ states: inout States) -> Bool {
    var isFound = false
    states.open.append(first)
    while let state = states.open.popLast() {
      guard states.insert(state) else { continue }
      workLeft -= 1
      switch program.steps[state] {
      case .one: continue
      case .found: isFound = true
      case .jump(let target): states.open.append(target)
      case .both(let first, let second):
        states.open.append(second)
        states.open.append(first)
      case .place(let place): if isAt(place, at) { states.open.append(state + 1) }
      case .look(let part, let isBehind, let isNegated):
        if looks(for: part, isBehind, at) != isNegated { states.open.append(state + 1) }
      }
    }
    return isFound
  }

  private mutating func looks(for part: Int, _ isBehind: Bool, _ at: Int) -> Bool {
    let look = Look(part: part, at: at)
    if let known = looks[look] { return known }
    let isFound = finds(part: part, from: at, isAnchored: true, isBackward: isBehind)
    looks[look] = isFound
    return isFound
  }

  private func isAt(_ place: PatternNode.Place, _ at: Int) -> Bool {
    switch place {
    case .start: at == 0
    case .end: at == text.count
    case .boundary: isWord(at - 1) != isWord(at)
    case .noBoundary: isWord(at - 1) == isWord(at)
    }
  }

  private func isWord(_ at: Int) -> Bool { text.indices.contains(at) && ScalarSet.words.contains(text[at]) }

  /// A set of states in the order of entry; emptied without touching its marks.
  private struct States {
    private(set) var list: [Int] = []
    var open: [Int] = []
    private var marks: [Int32]
    private var round: Int32 = 1

    init(count: Int) { marks = Array(repeating: 0, count: count) }

    var isEmpty: Bool { list.isEmpty }

    mutating func insert(_ state: Int) -> Bool {
      guard marks[state] != round else { return false }
      marks[state] = round
      list.append(state)
      return true
    }

    mutating func removeAll() {
      list.removeAll(keepingCapacity: true)
      round += 1
    }
  }
}
