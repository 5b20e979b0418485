import ArgumentParser
import Conversation
import Engine
import Glibc
import LosslessJSON
import Reports
import Schemas
import Text

/// `turntable tools`: what a source has, declared beside implemented.
struct ToolsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tools",
    abstract: "List tools: the declared schema beside the signature, and who exposes and executes them.",
    discussion: "Exit status: 0 listed, 2 wrong usage, 3 a source could not be loaded, 4 loading took too long.")

  @OptionGroup var tools: ToolOptions

  @Flag(help: "As one JSON object.")
  var json = false

  func validate() throws {
    guard !tools.sources.isEmpty else { throw ValidationError("name a source: --tools module.py") }
  }

  func run() throws {
    let shelf = try tools.shelf(keepsSpare: false)
    defer { shelf.close() }
    let interruption = Interruption { shelf.close() }
    defer { interruption.end() }
    var listings: [ToolListing] = []
    var failure: Failure?
    shelf.load { source, result in
      switch result {
      case .success(let found):
        listings.append(ToolListing(found))
        if found.isEmpty { Output.complain(Self.empty(source)) }
      case .failure(let problem):
        Output.complain(problem)
        failure = failure ?? problem
      }
    }
    if json {
      var writer = JSONWriter(indentation: 2)
      writer.object { writer in
        writer.member("version", 1)
        writer.member("tools", array: { writer in for listing in listings { listing.write(to: &writer) } })
      }
      Output.print(writer.text)
    } else {
      let text = listings.map(\.text).filter { !$0.isEmpty }.joined(separator: "\n")
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { visible($0) }
      if !text.isEmpty { Output.print(lines.joined(separator: "\n")) }
    }
    if let failure { throw ExitCode(failure.exitStatus) }
  }

  private static func empty(_ source: String) -> Failure {
    Failure(
      .unreadable, what: "no tool and no function was found", where: Origin(source: source),
      remedy: "name the module that defines them")
  }
}
