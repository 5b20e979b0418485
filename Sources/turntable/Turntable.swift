import ArgumentParser
import Conversation
import Glibc

/// The program: arguments in, exit status out.
struct Turntable: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "turntable",
    abstract: "A terminal debugger for agent conversations.",
    discussion: """
      Opens a saved session (AutoGen, OpenAI Chat Completions) or drives a live one, shows for every turn what the model \
      was told, what it asked for and what the tool got, says why a call failed, and runs it again with other arguments.

      Exit status: 0 done, 1 the answer is bad, 2 wrong usage or no terminal, 3 a source could not be read, 4 time-out, \
      5 not serialisable, 130 cancelled.
      """,
    version: "turntable 0.1.0",
    subcommands: [
      OpenCommand.self, DemoCommand.self, CheckCommand.self, ExplainCommand.self, ShowCommand.self, CallCommand.self,
      ToolsCommand.self,
      RunCommand.self,
    ],
    defaultSubcommand: OpenCommand.self)

  /// Parses, runs, and maps every way to end to its documented exit status.
  static func start() -> Int32 {
    signal(SIGPIPE, SIG_IGN)
    do {
      var command = try parseAsRoot()
      try command.run()
      return 0
    } catch let failure as Failure {
      Output.complain(failure)
      return failure.exitStatus
    } catch let code as ExitCode {
      return code.rawValue
    } catch {
      let message = fullMessage(for: error)
      if exitCode(for: error) == .success {
        Output.print(message)
        return 0
      }
      Output.write(message + "\n", to: STDERR_FILENO)
      return 2
    }
  }
}
