import Backends
import Conversation
import LosslessJSON
import Testing

/// Models that are not asked through the OpenAI library, and executors of the user's own.
@Suite(.timeLimit(.minutes(2)))
struct OwnClientTests {
  private func run(_ program: String, _ python: String?) async throws -> Attachment {
    let folder = try Programs.Folder()
    try folder.write(program, to: "program.py")
    return try await Attachment([#require(python), "program.py"], directory: folder.path)
  }

  @Test(.enabled(if: Programs.agentChat != nil, AutoGenTests.absent))
  func anAgentChatClientIsToldInChatCompletionsForm() async throws {
    let run = try await run(
      """
      import asyncio
      from autogen_agentchat.agents import AssistantAgent
      from autogen_core import FunctionCall
      from autogen_core.models import CreateResult, RequestUsage
      from autogen_ext.models.replay import ReplayChatCompletionClient

      def add(a: int, b: int) -> int:
          "Add two numbers."
          return a + b

      class Mine(AssistantAgent):
          @classmethod
          async def _execute_tool_call(cls, **options):
              return await AssistantAgent._execute_tool_call(**options)

      many = [FunctionCall(id=f"c{n}", name="add", arguments='{"a": 1, "b": %d}' % n) for n in range(20)]
      usage = RequestUsage(prompt_tokens=5, completion_tokens=6)
      replies = [CreateResult(finish_reason="function_calls", content=many, usage=usage, cached=False), "done"]
      info = dict(function_calling=True, vision=False, json_output=False, family="unknown", structured_output=False)
      client = ReplayChatCompletionClient(replies, model_info=info)
      agent = Mine("adder", client, tools=[add], max_tool_iterations=2, model_client_stream=True)
      print(asyncio.run(agent.run(task="add")).messages[-1].content)
      """, Programs.agentChat)
    #expect(run.output.hasSuffix("done\r\n"))
    let request = try #require(run.events(.modelRequest).first?.record)
    #expect(request["derived"]?.bool == true)
    #expect(request["agent"]?.string == "adder")
    #expect(request["request"]?["messages"]?.elements.map { $0["role"]?.string } == ["system", "user"])
    #expect(request["request"]?["tools"]?[0]?["function"]?["parameters"]?["required"]?.rawText == #"["a", "b"]"#)
    let reply = try #require(run.events(.modelReply).first?.record?["response"]?["choices"]?[0])
    #expect(reply["finish_reason"]?.string == "tool_calls")
    #expect(reply["message"]?["tool_calls"]?.count == 20)
    #expect(run.events(.toolCall).count == 20)
    #expect(run.events(.toolResult).compactMap { $0.record?["content"]?.string }.sorted().last == "9")
    let last = run.events(.modelRequest).last?.record?["request"]?["messages"]?.elements.map(\.self).last
    #expect(last?["role"]?.string == "tool")
    #expect(last?["tool_call_id"]?.string == "c19")
  }

  @Test(.enabled(if: Programs.classic != nil, AutoGenTests.absent))
  func aClassicClientAndExecutorOfTheUsersOwnAreSeen() async throws {
    let run = try await run(
      """
      from types import SimpleNamespace as N
      from autogen import AssistantAgent, UserProxyAgent

      class Model:
          def __init__(self, config, **_):
              self.turn = 0
          def create(self, params):
              self.turn += 1
              call = {"id": "c1", "type": "function", "function": {"name": "double", "arguments": '{"n": 4}'}}
              message = {"role": "assistant", "content": None, "tool_calls": [call]}
              if self.turn > 1:
                  message = {"role": "assistant", "content": "TERMINATE"}
              return N(choices=[N(message=message)], model="mine", usage=None, cost=0)
          def message_retrieval(self, response):
              return [response.choices[0].message]
          def cost(self, response):
              return 0
          @staticmethod
          def get_usage(response):
              return {"prompt_tokens": 0, "completion_tokens": 0, "total_tokens": 0, "cost": 0, "model": "mine"}

      class Desk(UserProxyAgent):
          def execute_function(self, func_call, verbose=False):
              return super().execute_function(func_call, verbose)

      config = {"config_list": [{"model": "mine", "model_client_cls": "Model", "api_key": "sk-0123456789abcdef"}]}
      assistant = AssistantAgent("assistant", llm_config={**config, "cache_seed": None})
      assistant.register_model_client(Model)
      desk = Desk("desk", human_input_mode="NEVER", code_execution_config=False, max_consecutive_auto_reply=2,
                  is_termination_msg=lambda m: "TERMINATE" in (m.get("content") or ""))
      def double(n: int) -> int:
          raise ValueError("too large")
      desk.register_function({"double": double})
      desk.initiate_chat(assistant, message="double 4")
      """, Programs.classic)
    #expect(run.end.status == 0)
    #expect(run.events(.modelRequest).map { $0.record?["derived"]?.bool } == [true, true])
    #expect(run.events(.modelRequest).first?.record?["request"]?["messages"]?.count == 2)
    #expect(run.events(.modelReply).allSatisfy { $0.record?["cached"]?.bool == false })
    #expect(run.events(.toolCall).map(\.callID) == ["c1"])
    #expect(run.events(.toolResult).first?.record?["exception"]?["message"]?.string == "too large")
    #expect(run.notes("hook-error").isEmpty)
    #expect(run.events.compactMap { $0.record?.rawText }.allSatisfy { !$0.contains("0123456789abcdef") })
  }
}
