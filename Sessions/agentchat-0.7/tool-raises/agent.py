"""Depot desk: an assistant that finds parcels and delivery slots."""
import asyncio
import logging

from autogen_agentchat.agents import AssistantAgent
from autogen_core import EVENT_LOGGER_NAME
from autogen_ext.models.openai import OpenAIChatCompletionClient

from tools import locate_parcel, free_slots

events = logging.getLogger(EVENT_LOGGER_NAME)
events.setLevel(logging.INFO)
events.addHandler(logging.FileHandler("events.jsonl", encoding="utf-8"))


async def main() -> None:
    client = OpenAIChatCompletionClient(model="gpt-4o-mini")
    clerk = AssistantAgent(
        "clerk", client, tools=[locate_parcel, free_slots], max_tool_iterations=4,
        system_message="You answer questions about parcels with the tools.")
    result = await clerk.run(task="Where is PX-7700? Hamburg should have it.")
    with open("task_result.json", "w", encoding="utf-8") as file:
        file.write(result.model_dump_json(indent=2))
    await client.close()


asyncio.run(main())
