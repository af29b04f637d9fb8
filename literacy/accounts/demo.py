"""The four people that a visitor of the made-up company may enter as."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Door:
    email: str
    label: str


DOORS = (
    Door("maya@example.com", "Enter as Maya, learner"),
    Door("ivan@example.com", "Enter as Ivan, author"),
    Door("grace@example.com", "Enter as Grace, manager"),
    Door("rosa@example.com", "Enter as Rosa, administrator"),
)


def has_door(email: str) -> bool:
    return any(door.email == email for door in DOORS)
