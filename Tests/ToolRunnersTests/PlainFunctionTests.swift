import Conversation
import LosslessJSON
import Schemas
import Testing

@testable import ToolRunners

/// Functions with no framework around them, in any Python.
@Suite struct PlainFunctionTests {
  static let echo = """
    import asyncio
    from typing import Literal, Optional
    from prices import price

    def echo(text: str, times: int = 1, mode: Literal["plain", "loud"] = "plain", note: Optional[str] = None) -> str:
        "Says it again."
        print("echoing", text)
        return " ".join([text] * times)

    async def later(value: int) -> dict:
        await asyncio.sleep(0)
        return {"value": value}

    def refuse(reason: str):
        raise LookupError(reason)

    def thing():
        return object()

    def _hidden(): pass
    """

  func modules() throws -> Modules {
    try Modules(["tools.py": Self.echo, "prices.py": "def price(item: str) -> float:\n    return 1.5\n"])
  }

  @Test func functionsOfTheModuleAndOfItsNeighboursAreFound() throws {
    let modules = try modules()
    let source = modules.source()
    #expect(try source.tools().map(\.name) == ["echo", "later", "refuse", "thing", "price"])
    let echo = try source.tool("echo")
    #expect(echo.description == "Says it again.")
    #expect(echo.runtime == "function")
    #expect(echo.definedAt == modules.folder + "/tools.py:5")
    #expect(echo.signature?.parameters.map(\.name) == ["text", "times", "mode", "note"])
    #expect(echo.signature?.parameters[1].defaultText == "1")
    #expect(echo.signature?.parameters[2].annotation == "Literal['plain', 'loud']")
    #expect(echo.schema?["required"]?.rawText.contains("times") == false)
    #expect(echo.schema?["properties"]?["mode"]?["enum"]?.count == 2)
    #expect(try source.tool("later").signature?.isAsync == true)
  }

  @Test func aToolAnswersWithTextOutputAndDuration() throws {
    let modules = try modules()
    let told = modules.source().call("echo", #"{"text": "hé \"q\"", "times": 2}"#)
    #expect(told.outcome.status == .returned)
    #expect(told.outcome.text == #"hé "q" hé "q""#)
    #expect(!told.outcome.contentIsJSON)
    #expect(told.outcome.output == "echoing hé \"q\"\n")
    #expect(told.output == told.outcome.output)
    #expect(told.executor == "function(**arguments)")
    #expect(told.outcome.duration > 0)
  }

  @Test func coroutinesAreAwaitedAndStructuresBecomeJSON() throws {
    let modules = try modules()
    let outcome = modules.source().call("later", #"{"value": 7}"#).outcome
    #expect(outcome.text == #"{"value": 7}"#)
    #expect(outcome.contentIsJSON)
  }

  @Test func whatIsRaisedIsToldWithItsTraceback() throws {
    let modules = try modules()
    let outcome = modules.source().call("refuse", #"{"reason": "no such claim"}"#).outcome
    #expect(outcome.status == .failed)
    #expect(outcome.exception?.type == "LookupError")
    #expect(outcome.exception?.message == "no such claim")
    #expect(outcome.exception?.traceback?.contains("in refuse") == true)
    #expect(outcome.exception?.traceback?.contains("<turntable>") == false)
  }

  @Test func badArgumentsAreRefusedAsTheyAre() throws {
    let modules = try modules()
    let source = modules.source()
    let cut = source.call("echo", #"{"text": "a"#).outcome
    #expect(cut.exception?.type == "json.decoder.JSONDecodeError")
    let renamed = source.call("echo", #"{"txt": "a"}"#).outcome
    #expect(renamed.exception?.message.contains("unexpected keyword argument 'txt'") == true)
  }

  @Test func aResultThatIsNoJSONIsCalledSo() throws {
    let modules = try modules()
    let outcome = modules.source().call("thing").outcome
    #expect(outcome.status == .notSerialisable)
    #expect(outcome.exception?.message == "Object of type object is not JSON serializable")
  }

  @Test func anUnknownToolIsRefusedByName() throws {
    let modules = try modules()
    let outcome = modules.source().call("ecko").outcome
    #expect(outcome.status == .failed)
    #expect(outcome.note?.contains("ecko") == true)
  }

  @Test func oneObjectCanBeChosen() throws {
    let modules = try modules()
    #expect(try modules.source("tools.py:later").tools().map(\.name) == ["later"])
    let failure = #expect(throws: Failure.self) { try modules.source("tools.py:earlier").tools() }
    #expect(failure?.line.contains("has no earlier") == true)
  }

  @Test func aModuleOfAPackageMayImportItsNeighbours() throws {
    let modules = try Modules([
      "kit/__init__.py": "", "kit/base.py": "RATE = 3\n",
      "kit/tools.py": "from .base import RATE\ndef rate() -> int:\n    return RATE\n",
    ])
    #expect(modules.source("kit/tools.py").call("rate").outcome.text == "3")
  }
}
