"""What a one-time link is for, how long it lives, and which letter carries it."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum


class Purpose(StrEnum):
    SETUP = "setup"
    INVITE = "invite"
    RESET = "reset"

    @property
    def life(self) -> timedelta:
        return _LIVES[self]


@dataclass(frozen=True, slots=True)
class Carrier:
    """A letter's template and the address that the link's token is put after."""

    template: str
    path: str


_LIVES = {
    Purpose.SETUP: timedelta(hours=24),
    Purpose.INVITE: timedelta(days=7),
    Purpose.RESET: timedelta(hours=1),
}
CARRIERS = {
    Purpose.INVITE: Carrier("accounts/invitation", "/invite/"),
    Purpose.RESET: Carrier("accounts/reset", "/password/reset/"),
}


def mail_key(purpose: Purpose, link_id: int) -> str:
    """The key in the outbox by which a page finds out whether the mail of a link has left."""
    return f"accounts-{purpose.value}-{link_id}"
