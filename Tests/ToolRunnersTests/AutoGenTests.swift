import Conversation
import Schemas
import Testing

@testable import ToolRunners

/// Programs of the real frameworks, as their users write them: none of them may start its chat.
@Suite(.timeLimit(.minutes(5))) struct ClassicTests {
  /// Without a main guard, with one, and for both lines of classic.
  static let program = """
    import json
    from typing import Annotated
    from pydantic import BaseModel
    from autogen import AssistantAgent, UserProxyAgent, register_function, runtime_logging

    class Address(BaseModel):
        street: str

    def find(customer_id: Annotated[str, "The customer"], limit: int = 3) -> dict:
        print("finding")
        return {"id": customer_id, "limit": limit}

    def fail(day: str) -> str:
        raise RuntimeError("database down")

    def thing(day: str) -> str:
        return object()

    async def later(day: str) -> str:
        return day

    def street(address: Address) -> str:
        return address.street

    def orphan(day: str) -> str:
        return day

    runtime_logging.start(config={"dbname": "logs.db"})
    config = {"config_list": [{"model": "m", "api_key": "none"}]}
    assistant = AssistantAgent("assistant", llm_config=config)
    user = UserProxyAgent("user", human_input_mode="NEVER", code_execution_config=False)
    for tool in (find, fail, thing, later, street):
        register_function(tool, caller=assistant, executor=user, name="do_" + tool.__name__, description="A tool.")
    assistant.register_for_llm(description="Nobody runs it.")(orphan)
    assistant.register_for_llm(name="unapplied", description="Never applied.")
    """
  static let chat = """

    try:
        result = user.initiate_chat(assistant, message="go")
    except Exception:
        pass
    finally:
        with open("saved.json", "w") as file:
            json.dump({}, file)
    """

  func modules() throws -> Modules {
    let guarded = chat(indented: 4, under: "if __name__ == \"__main__\":")
    return try Modules([
      "agent.py": Self.program + Self.chat, "guarded.py": Self.program + guarded, "saved.json": "recorded",
      "plain.py": "def double(x: int) -> dict:\n    return {'twice': x + x}\n",
    ])
  }

  private func chat(indented columns: Int, under head: String) -> String {
    let lines = Self.chat.split(separator: "\n").map { String(repeating: " ", count: columns) + $0 }
    return "\n" + head + "\n" + lines.joined(separator: "\n") + "\n"
  }

  @Test(
    .enabled(if: Environments.classic != nil, "needs TURNTABLE_PYTHON_CLASSIC"), arguments: ["agent.py", "guarded.py"])
  func registrationIsFoundAndNoChatStarts(file: String) throws {
    let modules = try modules()
    let source = modules.source(file, python: Environments.classic)
    let find = try source.tool("do_find")
    #expect(find.runtime == "classic-0.2")
    #expect(find.registration == RegisteredTool(name: "do_find", exposedBy: ["assistant"], executableBy: ["user"]))
    #expect(find.signature?.function == "find")
    #expect(find.description == "A tool.")
    #expect(try source.tool("orphan").registration?.executableBy == [])
    #expect(try source.tool("unapplied").registration?.unappliedAt?.contains(file) == true)
    #expect(modules.text(of: "saved.json") == "recorded")
    #expect(modules.text(of: "logs.db") == nil)
  }

  @Test(.enabled(if: Environments.classic != nil, "needs TURNTABLE_PYTHON_CLASSIC"))
  func callsGoThroughTheAgentsOwnExecutor() throws {
    let modules = try modules()
    let source = modules.source("agent.py", python: Environments.classic)
    let told = source.call("do_find", #"{"customer_id": "c1"}"#)
    #expect(told.executor == "UserProxyAgent.execute_function")
    #expect(told.outcome.text == #"{"id": "c1", "limit": 3}"#)
    #expect(told.outcome.output == "finding\n")
    let renamed = source.call("do_find", #"{"customer": "c1"}"#).outcome
    #expect(renamed.text == "Error: find() got an unexpected keyword argument 'customer'")
    #expect(renamed.exception?.type == "TypeError")
    #expect(renamed.isError)
    let cut = source.call("do_find", #"{"customer_id"#).outcome
    #expect(cut.text?.hasSuffix("The argument must be in JSON format.") == true)
    #expect(cut.status == .failed)
    let failed = source.call("do_fail", #"{"day": "x"}"#).outcome
    #expect(failed.text == "Error: database down")
    #expect(failed.exception?.traceback?.contains("in fail") == true)
    #expect(source.call("do_thing", #"{"day": "x"}"#).outcome.status == .notSerialisable)
    #expect(source.call("do_later", #"{"day": "x"}"#).outcome.text == "x")
    #expect(source.call("do_street", #"{"address": {"street": "s"}}"#).outcome.text == "s")
    #expect(source.call("do_find", "null").outcome.exception?.type == "UnboundLocalError")
    #expect(source.call("orphan", #"{"day": "x"}"#).outcome.note?.contains("no agent can execute it") == true)
  }

  @Test(.enabled(if: Environments.classic != nil, "needs TURNTABLE_PYTHON_CLASSIC"))
  func aPlainFunctionRunsAsTheSessionsRuntimeWould() throws {
    let modules = try modules()
    let source = modules.source("plain.py", python: Environments.classic)
    // Classic checks no type: the text is doubled.
    let told = source.call("double", #"{"x": "ab"}"#, runtime: "classic-0.2")
    #expect(told.outcome.text == #"{"twice": "abab"}"#)
    #expect(told.executor == "ConversableAgent.execute_function")
    let elsewhere = source.call("double", #"{"x": 2}"#, runtime: "agentchat-0.7").outcome
    #expect(elsewhere.note?.contains("autogen_agentchat is not installed") == true)
    #expect(elsewhere.text == #"{"twice": 4}"#)
  }

  @Test(.enabled(if: Environments.classic != nil, "needs TURNTABLE_PYTHON_CLASSIC"))
  func theSpareTakesOverAfterATimeOut() throws {
    let modules = try modules()
    modules.write(
      "import time, autogen\ndef hang() -> str:\n    time.sleep(3600)\ndef fine() -> str:\n    return 'f'\n",
      to: "slow.py")
    let source = modules.source("slow.py", python: Environments.classic, keepsSpare: true)
    #expect(source.call("fine", runtime: "classic-0.2").outcome.text == "f")
    #expect(source.call("hang", runtime: "classic-0.2", timeout: 0.1).outcome.status == .timedOut)
    #expect(source.call("fine", runtime: "classic-0.2").outcome.text == "f")
  }

  @Test(.enabled(if: Environments.ag2 != nil, "needs TURNTABLE_PYTHON_AG2"))
  func ag2ValidatesAndGivesPythonsText() throws {
    let modules = try modules()
    let source = modules.source("guarded.py", python: Environments.ag2)
    #expect(try source.tool("do_find").runtime == "ag2-0.14")
    let outcome = source.call("do_find", #"{"customer_id": "c1", "limit": "4"}"#).outcome
    #expect(outcome.text == "{'id': 'c1', 'limit': 4}")
    #expect(!outcome.contentIsJSON)
    let missing = source.call("do_find").outcome
    #expect(missing.text?.contains("Field required") == true)
    #expect(missing.exception?.type.hasSuffix("ValidationError") == true)
  }
}

@Suite(.timeLimit(.minutes(5))) struct AgentChatTests {
  static let program = """
    import asyncio, logging, sys
    from autogen_agentchat.agents import AssistantAgent
    from autogen_agentchat.teams import RoundRobinGroupChat
    from autogen_ext.models.openai import OpenAIChatCompletionClient

    logging.getLogger("autogen_core.events").addHandler(logging.FileHandler("events.jsonl", mode="w"))

    async def find(customer_id: str, limit: int = 3) -> dict:
        "Finds claims."
        print("finding")
        return {"id": customer_id, "limit": limit}

    def fail(day: str) -> str:
        raise RuntimeError("database down")

    def leave(day: str) -> str:
        sys.exit(2)

    def thing(day: str) -> str:
        return object()

    async def main():
        client = OpenAIChatCompletionClient(model="gpt-4o-mini")
        planner = AssistantAgent("planner", model_client=client, tools=[find, fail, leave, thing])
        team = RoundRobinGroupChat([planner], max_turns=2)
        async for message in team.run_stream(task="go"):
            print(message)

    """

  func modules() throws -> Modules {
    try Modules([
      "agent.py": Self.program + "asyncio.run(main())\n",
      "guarded.py": Self.program + "if __name__ == '__main__':\n    asyncio.run(main())\n", "events.jsonl": "recorded",
    ])
  }

  @Test(
    .enabled(if: Environments.agentChat != nil, "needs TURNTABLE_PYTHON_AGENTCHAT"),
    arguments: ["agent.py", "guarded.py"])
  func toolsOfAnAgentThatMainBuildsAreFound(file: String) throws {
    let modules = try modules()
    let source = modules.source(file, python: Environments.agentChat)
    #expect(try source.tools().map(\.name) == ["find", "fail", "leave", "thing"])
    let find = try source.tool("find")
    #expect(find.runtime == "agentchat-0.7")
    #expect(find.registration == RegisteredTool(name: "find", exposedBy: ["planner"], executableBy: ["planner"]))
    #expect(find.definedAt?.hasSuffix(file + ":8") == true)
    #expect(modules.text(of: "events.jsonl") == "recorded")
  }

  @Test(.enabled(if: Environments.agentChat != nil, "needs TURNTABLE_PYTHON_AGENTCHAT"))
  func callsGoThroughTheAgentsOwnExecutor() throws {
    let modules = try modules()
    let source = modules.source("agent.py", python: Environments.agentChat)
    let told = source.call("find", #"{"customer_id": "c1"}"#)
    #expect(told.executor == "AssistantAgent._execute_tool_call")
    #expect(told.outcome.text == "{'id': 'c1', 'limit': 3}")
    #expect(told.outcome.output == "finding\n")
    let missing = source.call("find").outcome
    #expect(missing.text?.contains("customer_id\n  Field required") == true)
    #expect(missing.exception?.type.hasSuffix("ValidationError") == true)
    #expect(source.call("find", #"{"cust"#).outcome.text?.hasPrefix("Error: ") == true)
    let failed = source.call("fail", #"{"day": "x"}"#).outcome
    #expect(failed.text == "database down")
    #expect(failed.exception?.traceback?.contains("in fail") == true)
    #expect(source.call("leave", #"{"day": "x"}"#).outcome.exception?.type == "SystemExit")
    let thing = source.call("thing", #"{"day": "x"}"#).outcome
    #expect(thing.status == .notSerialisable)
    #expect(!thing.isError)
    #expect(thing.text?.hasPrefix("<object object at") == true)
  }
}
