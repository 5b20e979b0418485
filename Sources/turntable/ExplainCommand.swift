import ArgumentParser
import Conversation
import Diagnosis
import Reports
import Schemas

/// `turntable explain RULE`: what a rule means and what to do about it.
struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain", abstract: "Say what a rule means, what proves it, and the fix for each framework.",
    discussion: "Without a rule it lists them all. Exit status: 0 told, 2 there is no such rule.")

  @Argument(help: "A rule such as validate/missing, or a pattern such as 'bind/*'; none lists them.")
  var rule: String?

  func run() throws {
    guard let rule else { return Output.print(RuleText.list()) }
    guard let pattern = RulePattern(rule) else {
      let near = nearName(to: rule, among: KnownRules.all.map(\.id))
      throw Failure(
        .usage, what: "there is no rule '\(rule)'",
        remedy: near.map { "did you mean \($0)?" } ?? "list them: turntable explain")
    }
    let rules = KnownRules.all.filter { pattern.matches($0.id) }
    Output.print(rules.map(RuleText.explanation).joined(separator: "\n"))
  }
}
