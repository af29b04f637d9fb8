"""What the lab's pages and its open files share: sessions, sites, cookies, pace."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import urlsplit

from flask import Response, current_app, request

from literacy.labs import sessions
from literacy.labs.cookie.events import Event
from literacy.labs.cookie.plan import Sites
from literacy.labs.cookie.queries import events_of
from literacy.labs.limits import COOKIE_LIFE
from literacy.labs.pace import Pace
from literacy.lib.errors import NotFound
from literacy.web.request import now, reading
from literacy.web.services import services

PATH = "/labs/cookie"
LONGEST_VALUE = 32


@dataclass
class Desk:
    """What all lab sessions of this process share."""

    pace: Pace = field(default_factory=Pace)


def desk() -> Desk:
    here = current_app.extensions["cookie_lab"]
    assert isinstance(here, Desk)
    return here


def sites() -> Sites:
    settings = services().settings
    return Sites(settings.origin, settings.lab_origin, settings.lab_partner_origin)


def received() -> dict[str, str]:
    """The lab's own cookies that came with this request; no other is ever looked at."""
    return {
        name: value[:LONGEST_VALUE]
        for name, value in request.cookies.items()
        if name.startswith("lab_")
    }


def put(response: Response, changes: Mapping[str, str]) -> None:
    """Badges for this site: set where there is a value, deleted where there is none."""
    for name, value in changes.items():
        response.set_cookie(
            name,
            value,
            max_age=_seconds() if value else 0,
            path=PATH,
            httponly=True,
            samesite="Lax",
            secure=services().settings.is_https,
        )


def put_partners(
    response: Response,
    name: str,
    value: str,
    *,
    same_site: str | None,
    secure: bool,
    partitioned: bool = False,
) -> None:
    """A badge of the partner's; browsers take Secure over plain HTTP on this machine alone."""
    response.set_cookie(
        name,
        value,
        max_age=_seconds(),
        path=PATH,
        httponly=True,
        samesite=same_site,
        secure=secure,
        partitioned=partitioned,
    )


def _seconds() -> int:
    return int(COOKIE_LIFE.total_seconds())


def opened(session: str) -> tuple[str, datetime, Sequence[Event]]:
    """The record behind an open address; an address that nobody was given is not there."""
    at = now()
    key = sessions.key_of(session)
    events = events_of(reading(), key) if sessions.is_path(session) else ()
    if not events:
        raise NotFound("There is no such page in this lab. Open it from the lab itself.")
    desk().pace.count(key, now=at)
    return key, at, events


def only_at(origin: str) -> None:
    """This address belongs to one site, and is not there on the others."""
    asked = urlsplit(f"//{request.host}").hostname
    if not origin or asked != urlsplit(origin).hostname:
        raise NotFound("There is no such page at this address. Open it from the lab itself.")
