import Conversation
import Testing

@testable import ToolRunners

/// Modules that cannot be loaded, and ways to name one.
@Suite(.timeLimit(.minutes(2))) struct LoadingTests {
  func failure(_ text: String, loadLimit: Duration = .seconds(60)) throws -> Failure {
    let modules = try Modules(["tools.py": text])
    return try #require(
      #expect(throws: Failure.self) { try modules.source(loadLimit: loadLimit).tools() })
  }

  @Test func aMissingPackageIsNamedWithThePythonThatLacksIt() throws {
    let failure = try failure("import os\nimport no_such_package_here\n")
    #expect(failure.exitStatus == 3)
    #expect(failure.line.contains("tools.py:2: ModuleNotFoundError: No module named 'no_such_package_here'"))
    #expect(failure.remedy.contains("install no_such_package_here for python3"))
  }

  @Test func aSyntaxErrorHasItsLine() throws {
    let failure = try failure("x = 1\ndef broken(:\n")
    #expect(failure.line.contains("tools.py:2: SyntaxError"))
  }

  @Test func aModuleThatEndsItselfIsToldSo() throws {
    #expect(try failure("import sys\nsys.exit('no key')\n").what.contains("sys.exit(no key)"))
    let ended = try failure("import os\nprint('bye', flush=True)\nos._exit(5)\n")
    #expect(ended.what.contains("exit status 5"))
    #expect(ended.what.contains("bye"))
  }

  @Test func anImportThatNeverEndsHasALimit() throws {
    let failure = try failure("import time\ntime.sleep(3600)\n", loadLimit: .milliseconds(500))
    #expect(failure.exitStatus == 4)
  }

  @Test func aMissingPythonIsOneLine() throws {
    let modules = try Modules(["tools.py": ""])
    let failure = #expect(throws: Failure.self) {
      try modules.source(python: "/no/such/python").tools()
    }
    #expect(failure?.exitStatus == 3)
    #expect(failure?.line.contains("/no/such/python") == true)
    #expect(failure?.remedy.contains("--python") == true)
  }

  @Test func whatIsNoSourceIsRefusedBeforeAnythingStarts() throws {
    for text in ["", "a b", "tools.txt!", "..", "-x"] {
      let failure = #expect(throws: Failure.self) { try KnownToolSources.source(for: text, python: nil) }
      #expect(failure?.exitStatus == 2, "\(text)")
    }
    let missing = #expect(throws: Failure.self) {
      try KnownToolSources.source(for: "/no/such/tools.py", python: nil)
    }
    #expect(missing?.exitStatus == 3)
    #expect(try KnownToolSources.source(for: "package.module", python: nil).name == "package.module")
  }

  @Test func whatAModulePrintsWhileItLoadsHurtsNothing() throws {
    let modules = try Modules([
      "tools.py":
        "import os\nprint('{\"jsonrpc\":\"2.0\",\"id\":2}')\nos.write(1, b'noise')\ndef f() -> str:\n  return 'f'\n"
    ])
    let outcome = modules.source().call("f").outcome
    #expect(outcome.text == "f")
    #expect(outcome.output == "")
  }
}
