import Conversation
import Diagnosis

extension SessionState {
  /// Findings by rule, agents and tools, each with its counts. Cost: the heads of the session, once.
  func outline() -> [ListView.Line] {
    var tally = Tally(self)
    return findingLines() + tally.lines(self)
  }

  private func findingLines() -> [ListView.Line] {
    let groups = Dictionary(grouping: findings.all, by: \.rule).map { ($0, $1) }.sorted { left, right in
      Self.rank(left.1) != Self.rank(right.1)
        ? Self.rank(right.1).lexicographicallyPrecedes(Self.rank(left.1)) : left.0 < right.0
    }
    var lines = [ListView.Line("Findings", .heading)]
    if groups.isEmpty { lines.append(ListView.Line("  none is known", .dim)) }
    for (rule, found) in groups {
      let worst = found.map(\.severity).max()
      let mark = worst == .error ? "✗" : worst == .warning ? "!" : "·"
      let meaning: Meaning = worst == .error ? .error : worst == .warning ? .warning : .plain
      let isPlaced = found.contains { $0.turn != nil }
      var line = ListView.Line("  \(mark) \(rule.padded(32))", meaning, target: isPlaced ? .rule(rule) : nil)
      line.add(String(found.count))
      lines.append(line)
      for finding in found.prefix(Self.mostListed) { lines.append(occurrence(finding)) }
      if found.count > Self.mostListed {
        lines.append(
          ListView.Line(
            "      … \(found.count - Self.mostListed) more; Enter on the rule goes from one to the next", .dim))
      }
    }
    return lines
  }

  /// Findings of one rule that are listed one by one.
  private static let mostListed = 5

  /// What hangs under other findings comes after all that stands by itself; then the worst and the most frequent first.
  private static func rank(_ found: [Finding]) -> [Int] {
    let worst = Severity.allCases.firstIndex { $0 == found.map(\.severity).max() } ?? 0
    return [found.contains { $0.causes.isEmpty } ? 1 : 0, worst, found.count]
  }

  private func occurrence(_ finding: Finding) -> ListView.Line {
    guard let turn = finding.turn else { return ListView.Line("      (no single turn) \(finding.message)", .dim) }
    var line = ListView.Line("      \(String(turn).padded(6))", .dim, target: .turn(turn, call: finding.call?.index))
    line.add((finding.call?.name ?? agent(turn) ?? "").padded(20), finding.call == nil ? .name : .tool)
    line.add(finding.message)
    return line
  }
}

/// Turns, calls and failures by agent and by tool.
private struct Tally {
  private struct Row {
    var turns = 0
    var calls = 0
    var failed = 0
  }
  private var agents: [UInt16: Row] = [:]
  private var tools: [UInt32: Row] = [:]

  init(_ session: SessionState) {
    for (turn, head) in session.session.turns.enumerated() {
      let failed = session.hasFailed(turn) ? 1 : 0
      agents[head.agent, default: Row()].turns += 1
      agents[head.agent, default: Row()].calls += Int(head.calls)
      agents[head.agent, default: Row()].failed += failed
      guard head.calls > 0, head.tool != .max else { continue }
      tools[head.tool, default: Row()].turns += 1
      tools[head.tool, default: Row()].failed += failed
    }
  }

  mutating func lines(_ session: SessionState) -> [ListView.Line] {
    var lines = [ListView.Line(), ListView.Line("Agents", .heading)]
    for (place, name) in session.session.agents.enumerated() {
      guard let row = agents[UInt16(place)] else { continue }
      var line = ListView.Line("    \(name.padded(32))", .name, target: .agent(UInt16(place)))
      line.add(count(row.turns, "turn").padded(14) + count(row.calls, "call").padded(14))
      if row.failed > 0 { line.add("\(row.failed) failed", .error) }
      lines.append(line)
    }
    lines += [ListView.Line(), ListView.Line("Tools, by the first call of a turn", .heading)]
    for (place, name) in session.session.tools.enumerated() {
      guard let row = tools[UInt32(place)] else { continue }
      var line = ListView.Line("    \(name.padded(32))", .tool, target: .tool(UInt32(place)))
      line.add(count(row.turns, "turn").padded(14))
      if row.failed > 0 { line.add("\(row.failed) failed", .error) }
      lines.append(line)
    }
    if tools.isEmpty { lines.append(ListView.Line("    no tool is called", .dim)) }
    return lines
  }
}

/// A number and its noun.
package func count(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }
