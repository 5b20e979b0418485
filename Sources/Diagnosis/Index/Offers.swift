import Conversation
import LosslessJSON

/// The tools that requests offered: each different declaration once, each different set once.
struct Offers: Sendable {
  private(set) var declarations: [ToolDeclaration] = []
  /// The first turn whose request carries a declaration.
  private(set) var firstTurn: [Int] = []
  private(set) var sets: [[Int32]] = []
  /// The first turn whose request carries a set.
  private(set) var firstTurnOfSet: [Int] = []
  private var declarationByKey: [UInt64: Int32] = [:]
  private var setByKey: [[Int32]: Int32] = [:]
  /// Declarations whose schema was seen before, by the schema's owner: readers share equal ones.
  private var known: [ObjectIdentifier: Int32] = [:]
  private var owners: [Document] = []
  private var byName: [String: [Int32]] = [:]

  mutating func intern(_ tools: OfferedTools, turn: Int) -> TurnFact.Tools {
    switch tools {
    case .notRecorded: return .notRecorded
    case .none: return .none
    case .offered(let list):
      let set = list.map { intern($0, turn: turn) }
      if let place = setByKey[set] { return .set(place) }
      let place = Int32(sets.count)
      setByKey[set] = place
      sets.append(set)
      firstTurnOfSet.append(turn)
      return .set(place)
    }
  }

  private mutating func intern(_ declaration: ToolDeclaration, turn: Int) -> Int32 {
    if let owner = declaration.schema?.document, let place = known[ObjectIdentifier(owner)],
      declarations[Int(place)].name == declaration.name
    {
      return place
    }
    var hash = StableHash()
    hash.add(declaration.name.utf8)
    hash.add([0])
    if let schema = declaration.schema { hash.add(schema.rawBytes) }
    if let place = declarationByKey[hash.value] { return place }
    let place = Int32(declarations.count)
    declarationByKey[hash.value] = place
    if let owner = declaration.schema?.document {
      known[ObjectIdentifier(owner)] = place
      owners.append(owner)
    }
    declarations.append(declaration)
    firstTurn.append(turn)
    byName[declaration.name, default: []].append(place)
    return place
  }

  /// The declaration of that name in a set.
  func declaration(_ name: String, in tools: TurnFact.Tools) -> ToolDeclaration? {
    guard case .set(let set) = tools else { return nil }
    return sets[Int(set)].lazy.map { declarations[Int($0)] }.first { $0.name == name }
  }

  /// Declared anywhere in the session: the last declaration of that name.
  func declaration(named name: String) -> ToolDeclaration? {
    byName[name]?.last.map { declarations[Int($0)] }
  }

  func names(in tools: TurnFact.Tools) -> [String] {
    guard case .set(let set) = tools else { return [] }
    return sets[Int(set)].map { declarations[Int($0)].name }
  }

  var allNames: [String] { declarations.map(\.name) }
}
