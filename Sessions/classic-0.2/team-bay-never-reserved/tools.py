"""The parcel depot at shift change: bays, weights, drivers, tours."""
from typing import Annotated, Literal

WEIGHTS = {"PX-4471": 210, "PX-4472": 180, "PX-4480": 35}
DRIVERS = {"early": ["Okafor", "Lindqvist"], "late": ["Moreau"]}
TOURS = {}


def weigh(tracking: Annotated[str, "Tracking number, such as PX-4471"]) -> str:
    """Weigh a parcel."""
    return f"{tracking}: {WEIGHTS[tracking]} kg"


def drivers_on(shift: Annotated[Literal["early", "late"], "Shift"]) -> str:
    """List the drivers of a shift."""
    return ", ".join(DRIVERS[shift])


def plan_tour(
    driver: Annotated[str, "Name of the driver"],
    shift: Annotated[Literal["early", "late"], "Shift"],
    parcels: Annotated[list[str], "Tracking numbers, in the order of the stops"],
) -> str:
    """Put parcels on the tour of a driver."""
    TOURS.setdefault((driver, shift), []).extend(parcels)
    return f"tour of {driver} ({shift}): {len(parcels)} stops"


def reserve_bay(
    bay: Annotated[int, "Number of the loading bay"],
    shift: Annotated[Literal["early", "late"], "Shift"],
    minutes: Annotated[int, "How long the bay is needed"],
) -> str:
    """Reserve a loading bay."""
    return f"bay {bay} reserved, {shift} shift, {minutes} minutes"


def print_labels(parcels: Annotated[list[str], "Tracking numbers"]) -> str:
    """Print the labels of parcels."""
    return f"{len(parcels)} labels at the printer in bay 1"
