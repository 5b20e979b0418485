"""The parcel depot: where a parcel is, and when it can be delivered."""
import json

FREE = {("hamburg", "morning"): ["08:00", "09:30"], ("hamburg", "afternoon"): ["14:00"]}


def locate_parcel(tracking, depot):
    if tracking != "PX-4471":
        raise LookupError(f"no parcel {tracking} at {depot}")
    return {"tracking": tracking, "depot": depot, "bay": 7}


def free_slots(depot, part_of_day, limit=3):
    return {"depot": depot, "slots": FREE.get((depot, part_of_day), [])[:int(limit)]}


def run(name, arguments):
    return json.dumps({"locate_parcel": locate_parcel, "free_slots": free_slots}[name](**json.loads(arguments)))


DEPOT = {"type": "string", "enum": ["hamburg", "bremen"], "description": "Depot that keeps the parcel"}
TOOLS = [
    {"type": "function", "function": {
        "name": "locate_parcel", "description": "Say where a parcel stands",
        "parameters": {"type": "object", "additionalProperties": False, "required": ["tracking", "depot"],
                       "properties": {"tracking": {"type": "string", "pattern": "^PX-[0-9]{4}$"}, "depot": DEPOT}}}},
    {"type": "function", "function": {
        "name": "free_slots", "description": "List the free delivery slots of a depot",
        "parameters": {"type": "object", "additionalProperties": False, "required": ["depot", "part_of_day"],
                       "properties": {"depot": DEPOT,
                                      "part_of_day": {"type": "string", "enum": ["morning", "afternoon"]},
                                      "limit": {"type": "integer", "minimum": 1, "maximum": 10}}}}},
]
