/// An expression as steps of a machine that is in several states at once.
struct PatternProgram: Sendable {
  static let sizeLimit = 20_000

  enum Step: Sendable {
    case one(Int)
    case place(PatternNode.Place)
    case both(Int, Int)
    case jump(Int)
    /// Another part must (or must not) be found from here.
    case look(part: Int, isBehind: Bool, isNegated: Bool)
    case found
  }

  private(set) var steps: [Step] = []
  private(set) var sets: [ScalarSet] = []
  /// Where each part starts: the expression itself, then what its looks look for.
  private(set) var parts = [0]
  private var work = 0

  init(_ node: PatternNode) throws(PatternProblem) {
    try add(node, isBackward: false)
    steps.append(.found)
    var done = 0
    while done < later.count {
      let (part, node, isBackward) = later[done]
      done += 1
      parts[part] = steps.count
      try add(node, isBackward: isBackward)
      steps.append(.found)
    }
    later = []
  }

  private var later: [(part: Int, node: PatternNode, isBackward: Bool)] = []

  private mutating func add(_ node: PatternNode, isBackward: Bool) throws(PatternProblem) {
    work += 1
    guard steps.count < Self.sizeLimit, work < 10 * Self.sizeLimit else {
      throw PatternProblem(message: "it is too large", isUnsupported: true)
    }
    switch node {
    case .sequence(let nodes):
      for node in isBackward ? nodes.reversed() : nodes { try add(node, isBackward: isBackward) }
    case .choice(let branches): try addChoice(branches, isBackward)
    case .one(let set):
      steps.append(.one(sets.count))
      sets.append(set)
    case .place(let place): steps.append(.place(place))
    case .times(let node, let least, let most): try addTimes(node, least, most, isBackward)
    case .look(let node, let isBehind, let isNegated):
      steps.append(.look(part: parts.count, isBehind: isBehind, isNegated: isNegated))
      later.append((parts.count, node, isBehind))
      parts.append(0)
    }
  }

  private mutating func addChoice(_ branches: [PatternNode], _ isBackward: Bool) throws(PatternProblem) {
    var ends: [Int] = []
    for (place, branch) in branches.enumerated() {
      guard place < branches.count - 1 else {
        try add(branch, isBackward: isBackward)
        break
      }
      let fork = steps.count
      steps.append(.jump(0))
      try add(branch, isBackward: isBackward)
      ends.append(steps.count)
      steps.append(.jump(0))
      steps[fork] = .both(fork + 1, steps.count)
    }
    for end in ends { steps[end] = .jump(steps.count) }
  }

  private mutating func addTimes(
    _ node: PatternNode, _ least: Int, _ most: Int?, _ isBackward: Bool
  ) throws(PatternProblem) {
    for _ in 0..<least { try add(node, isBackward: isBackward) }
    guard let most else {
      let fork = steps.count
      steps.append(.jump(0))
      try add(node, isBackward: isBackward)
      steps.append(.jump(fork))
      steps[fork] = .both(fork + 1, steps.count)
      return
    }
    var forks: [Int] = []
    for _ in least..<most {
      forks.append(steps.count)
      steps.append(.jump(0))
      try add(node, isBackward: isBackward)
    }
    for fork in forks { steps[fork] = .both(fork + 1, steps.count) }
  }
}
