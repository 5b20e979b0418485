"""Redelivery at the depot: a coordinator decides, a dispatcher has the tools, a writer answers the customer."""
import asyncio
import logging

from autogen_agentchat.agents import AssistantAgent
from autogen_agentchat.conditions import TextMentionTermination
from autogen_agentchat.teams import SelectorGroupChat
from autogen_core import EVENT_LOGGER_NAME
from autogen_ext.models.openai import OpenAIChatCompletionClient

from tools import book_slot, find_slots, locate_parcel, notify_customer, parcel_details

events = logging.getLogger(EVENT_LOGGER_NAME)
events.setLevel(logging.INFO)
events.addHandler(logging.FileHandler("events.jsonl", encoding="utf-8"))


async def main() -> None:
    client = OpenAIChatCompletionClient(model="gpt-4o-mini")
    coordinator = AssistantAgent(
        "coordinator", client, description="decides what is next",
        system_message="You lead the redelivery. One step at a time. Hand over to the writer at the end.")
    dispatcher = AssistantAgent(
        "dispatcher", client, description="looks things up and books",
        tools=[locate_parcel, parcel_details, find_slots, book_slot, notify_customer], max_tool_iterations=3,
        system_message="You do what the coordinator asks for, with the tools, and report in one sentence.")
    writer = AssistantAgent(
        "writer", client, description="writes to the customer",
        system_message="You write the answer to the customer and end with DELIVERED.")
    team = SelectorGroupChat(
        [coordinator, dispatcher, writer], model_client=client,
        termination_condition=TextMentionTermination("DELIVERED", sources=["writer"]))
    result = await team.run(
        task="PX-4471 missed its delivery. It is heavy, nobody at the door can lift it. "
        "Deliver it from Hamburg on 12 March 2026 and tell the customer when.")
    with open("task_result.json", "w", encoding="utf-8") as file:
        file.write(result.model_dump_json(indent=2))
    await client.close()


asyncio.run(main())
