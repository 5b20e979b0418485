"""The parcel depot: where a parcel is, and when it can be delivered."""
from typing import Literal

PARCELS = {"PX-4471": "pallet, 210 kg, in bay 7", "PX-1180": "box, 12 kg, in bay 2", "PX-9034": "tube, 3 kg, on the road"}
FREE = {("hamburg", "morning"): ["08:00", "09:30"], ("hamburg", "afternoon"): ["14:00"], ("bremen", "morning"): ["10:15"]}


def locate_parcel(tracking: str, depot: Literal["hamburg", "bremen"]) -> str:
    """Say what a parcel is and where it stands."""
    if tracking not in PARCELS:
        raise LookupError(f"no parcel {tracking} at {depot}")
    return f"{tracking} at {depot}: {PARCELS[tracking]}"


def free_slots(depot: Literal["hamburg", "bremen"], part_of_day: Literal["morning", "afternoon"], limit: int = 3) -> str:
    """List the free delivery slots of a depot."""
    slots = FREE.get((depot, part_of_day), [])
    return f"{depot}, {part_of_day}: " + (", ".join(slots[:limit]) or "nothing free")
