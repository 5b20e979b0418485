"""The parcel depot: parcels, delivery slots, bookings."""
from typing import Literal

PARCELS = {"PX-4471": {"kind": "pallet", "length_cm": 140, "weight_kg": 210, "bay": 7}}
SLOTS = {
    ("hamburg", "2026-03-12", "van"): ["08:00-10:00", "10:00-12:00", "16:00-18:00"],
    ("hamburg", "2026-03-12", "tail_lift"): ["14:00-16:00"],
}


def locate_parcel(tracking: str) -> str:
    """Say where a parcel stands."""
    return f"{tracking} stands in bay {PARCELS[tracking]['bay']} at hamburg"


def parcel_details(tracking: str) -> str:
    """Give kind, length and weight of a parcel."""
    parcel = PARCELS[tracking]
    return f"{parcel['kind']}, {parcel['length_cm']} cm, {parcel['weight_kg']} kg"


def find_slots(
    depot: Literal["hamburg", "bremen"], day: str, vehicle: Literal["van", "tail_lift"] = "van"
) -> str:
    """List the free delivery slots of a depot on a day."""
    return ", ".join(SLOTS.get((depot, day, vehicle), [])) or "nothing free"


def book_slot(tracking: str, depot: Literal["hamburg", "bremen"], day: str, slot: str) -> str:
    """Book a delivery slot for a parcel."""
    return f"booking B-2207: {tracking}, {depot}, {day}, {slot}"


def notify_customer(booking: str, text: str) -> str:
    """Send the customer of a booking a message."""
    return f"{booking}: message of {len(text)} characters queued"
