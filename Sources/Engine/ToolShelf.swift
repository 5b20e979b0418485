package import Conversation
package import Schemas
import Synchronization
package import ToolRunners

/// The tool sources that were given, in order: the first that has a name runs it.
package final class ToolShelf: Sendable {
  private let sources: [any ToolSource]
  private struct State {
    var tools: [[ImplementedTool]?]
    var running: [RunID: Int] = [:]
  }
  private let state: Mutex<State>

  package init(_ sources: [any ToolSource]) {
    self.sources = sources
    state = Mutex(State(tools: Array(repeating: nil, count: sources.count)))
  }

  package var isEmpty: Bool { sources.isEmpty }

  /// What each source has; a source is asked once. Blocks while a module is loaded.
  package func load(_ report: (String, Result<[ImplementedTool], Failure>) -> Void) {
    for (index, source) in sources.enumerated() {
      report(source.name, Result { () throws(Failure) -> [ImplementedTool] in try tools(of: index) })
    }
  }

  /// Why sources could not be loaded. Blocks while they are.
  package func failures() -> [Failure] {
    var failures: [Failure] = []
    load { _, result in if case .failure(let failure) = result { failures.append(failure) } }
    return failures
  }

  /// All tools that could be loaded, first source first.
  package func allTools() -> [ImplementedTool] {
    sources.indices.flatMap { index in (try? tools(of: index)) ?? [] }
  }

  private func tools(of index: Int) throws(Failure) -> [ImplementedTool] {
    if let known = state.withLock({ $0.tools[index] }) { return known }
    let loaded = try sources[index].tools()
    state.withLock { $0.tools[index] = loaded }
    return loaded
  }

  /// Runs a tool and blocks until it is over; news come through `update`.
  package func run(
    _ invocation: ToolInvocation, _ update: @escaping @Sendable (ToolRunUpdate) -> Void
  ) throws(Failure) {
    var names: [String] = []
    var refusal: Failure?
    for index in sources.indices {
      do throws(Failure) {
        let tools = try tools(of: index)
        if tools.contains(where: { $0.name == invocation.tool }) {
          state.withLock { $0.running[invocation.id] = index }
          sources[index].run(invocation, update)
          state.withLock { _ = $0.running.removeValue(forKey: invocation.id) }
          return
        }
        names += tools.map(\.name)
      } catch {
        refusal = refusal ?? error
      }
    }
    if let refusal { throw refusal }
    if sources.isEmpty {
      throw Failure(
        .usage, what: "no tool source is open",
        remedy: "start turntable with --tools module.py to run \(invocation.tool)")
    }
    let known = names.isEmpty ? "it has no tools" : "it has " + names.prefix(8).joined(separator: ", ")
    throw Failure(
      .usage, what: "\(sources.map(\.name).joined(separator: ", ")) has no tool \(invocation.tool)",
      remedy: known + "; name another --tools source")
  }

  package func cancel(_ id: RunID) {
    if let index = state.withLock({ $0.running[id] }) { sources[index].cancel(id) }
  }

  package func close() {
    for source in sources { source.close() }
  }
}
