"""Depot desk: an assistant that finds parcels and delivery slots."""
import dataclasses
import json

from autogen import AssistantAgent, UserProxyAgent, register_function, runtime_logging

from tools import locate_parcel, free_slots

runtime_logging.start(config={"dbname": "logs.db"})

assistant = AssistantAgent(
    name="assistant",
    system_message="You answer questions about parcels with the tools. Say TERMINATE when you are done.",
    llm_config={"config_list": [{"model": "gpt-4o-mini"}], "cache_seed": None},
)
desk = UserProxyAgent(
    name="desk",
    human_input_mode="NEVER",
    code_execution_config=False,
    max_consecutive_auto_reply=6,
    is_termination_msg=lambda message: "TERMINATE" in (message.get("content") or ""),
)
register_function(
    locate_parcel, caller=assistant, executor=desk, description="Say what a parcel is and where it stands")
register_function(
    free_slots, caller=assistant, executor=desk, description="List the free delivery slots of a depot")

try:
    result = desk.initiate_chat(assistant, message="Where is PX-4471, and when can Hamburg deliver it in the morning?")
    with open("chat_result.json", "w", encoding="utf-8") as file:
        json.dump(dataclasses.asdict(result), file, indent=2)
finally:
    runtime_logging.stop()
