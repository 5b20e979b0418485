"""The parcel depot: where a parcel is, and when it can be delivered."""
from typing import Annotated, Literal

PARCELS = {"PX-4471": "pallet, 210 kg, in bay 7", "PX-1180": "box, 12 kg, in bay 2", "PX-9034": "tube, 3 kg, on the road"}


def locate_parcel(
    tracking: Annotated[str, "Tracking number, such as PX-4471"],
    depot: Annotated[Literal["hamburg", "bremen"], "Depot that keeps the parcel"],
) -> str:
    """Say what a parcel is and where it stands."""
    return f"{tracking} at {depot}: {PARCELS.get(tracking, 'unknown here')}"
