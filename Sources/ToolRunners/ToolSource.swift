package import Conversation
package import Schemas

/// Where tools come from: lists them, runs one. Every call blocks; threads of the engine call it.
package protocol ToolSource: AnyObject, Sendable {
  /// As the user named it.
  var name: String { get }
  /// What it has. Loads the module the first time.
  func tools() throws(Failure) -> [ImplementedTool]
  /// Runs a tool to its end; news come through `update`, the last is `.finished`.
  func run(_ invocation: ToolInvocation, _ update: @escaping @Sendable (ToolRunUpdate) -> Void)
  /// Ends a run from any thread; nothing happens when it is over.
  func cancel(_ id: RunID)
  func close()
}
