"""The parcel depot: where a parcel is, and when it can be delivered."""
from typing import Annotated, Literal

PARCELS = {"PX-4471": "pallet, 210 kg, in bay 7", "PX-1180": "box, 12 kg, in bay 2", "PX-9034": "tube, 3 kg, on the road"}
FREE = {("hamburg", "morning"): ["08:00", "09:30"], ("hamburg", "afternoon"): ["14:00"], ("bremen", "morning"): ["10:15"]}


def locate_parcel(
    tracking: Annotated[str, "Tracking number, such as PX-4471"],
    depot: Annotated[Literal["hamburg", "bremen"], "Depot that keeps the parcel"],
) -> str:
    """Say what a parcel is and where it stands."""
    return f"{tracking} at {depot}: {PARCELS.get(tracking, 'unknown here')}"


def free_slots(
    depot: Annotated[Literal["hamburg", "bremen"], "Depot that delivers"],
    part_of_day: Annotated[Literal["morning", "afternoon"], "When the customer is at home"],
    limit: Annotated[int, "Highest number of slots"] = 3,
) -> str:
    """List the free delivery slots of a depot."""
    slots = FREE.get((depot, part_of_day), [])
    return f"{depot}, {part_of_day}: " + (", ".join(slots[:limit]) or "nothing free")
