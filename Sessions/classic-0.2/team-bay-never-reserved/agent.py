"""Shift change at the depot: a planner says what is next, a dispatcher calls the tools, the desk runs them."""
import dataclasses
import json

from autogen import (
    AssistantAgent, GroupChat, GroupChatManager, UserProxyAgent, register_function, runtime_logging)

from tools import drivers_on, plan_tour, print_labels, reserve_bay, weigh

runtime_logging.start(config={"dbname": "logs.db"})

llm_config = {"config_list": [{"model": "gpt-4o-mini"}], "cache_seed": None}


def finished(message):
    return "TERMINATE" in (message.get("content") or "")


desk = UserProxyAgent(
    name="desk", human_input_mode="NEVER", code_execution_config=False, default_auto_reply="Go on.",
    description="runs the tools", is_termination_msg=finished)
planner = AssistantAgent(
    name="planner", description="says what is next and reports", llm_config=llm_config,
    system_message="You lead the shift change. One step at a time. Report at the end and say TERMINATE.")
dispatcher = AssistantAgent(
    name="dispatcher", description="calls the tools", llm_config=llm_config,
    system_message="You do the step that the planner asks for, with the tools.")
for tool, what in [
    (weigh, "Weigh a parcel"),
    (drivers_on, "List the drivers of a shift"),
    (plan_tour, "Put parcels on the tour of a driver"),
    (reserve_bay, "Reserve a loading bay"),
    (print_labels, "Print the labels of parcels"),
]:
    register_function(tool, caller=dispatcher, executor=desk, description=what)

group = GroupChat(agents=[desk, planner, dispatcher], messages=[], max_round=40, speaker_selection_method="round_robin")
manager = GroupChatManager(groupchat=group, llm_config=llm_config, is_termination_msg=finished)

try:
    result = desk.initiate_chat(
        manager, message="Get PX-4471, PX-4472 and PX-4480 onto the early shift: tour, bay 7 for 45 minutes, labels.")
    with open("chat_result.json", "w", encoding="utf-8") as file:
        json.dump(dataclasses.asdict(result), file, indent=2)
finally:
    runtime_logging.stop()
