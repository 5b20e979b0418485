"""The published "fixed" registration, word for word; what saves the session is ours."""
import dataclasses
import json

from autogen import runtime_logging

runtime_logging.start(config={"dbname": "logs.db"})

# FIXED
from autogen import AssistantAgent, UserProxyAgent

def lookup_policy_number(customer_id: str, region: str) -> str:
    return f"policy_for_{customer_id}_{region}"

assistant = AssistantAgent(
    name="assistant",
    llm_config={"config_list": [{"model": "gpt-4o-mini", "api_key": "YOUR_KEY"}]},
)

user = UserProxyAgent(name="user")

assistant.register_for_llm(
    name="lookup_policy_number",
    description="Lookup policy by customer_id and region",
)

user.register_for_execution(name="lookup_policy_number")(lookup_policy_number)

result = user.initiate_chat(
    assistant, message="Call lookup_policy_number with customer_id=cust_123, region=us-east.", max_turns=2
)
with open("chat_result.json", "w", encoding="utf-8") as file:
    json.dump(dataclasses.asdict(result), file, indent=2)
