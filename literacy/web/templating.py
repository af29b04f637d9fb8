"""What every template may call: dates, numbers and words as a reader expects them."""

from datetime import date, datetime

from flask import Flask, g

from literacy.accounts.permissions import Permission
from literacy.accounts.viewer import Viewer
from literacy.web.access import current_viewer
from literacy.web.places import AnyReader, any_reader
from literacy.web.services import services


def start_templating(app: Flask) -> None:
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.jinja_env.globals.update(
        current_viewer=_reader,
        permission=Permission,
        company=_company,
        request_id=lambda: g.get("request_id", ""),
    )
    app.jinja_env.filters.update(day=day, moment=moment, minutes=minutes, plural=plural)


def _reader() -> Viewer | AnyReader | None:
    """Whom the page is made for; a shared page knows no more of them than role and theme."""
    return any_reader() or current_viewer()


def _company() -> str:
    return services().settings.company


def day(value: date | datetime) -> str:
    """November 21, 2026"""
    return f"{value:%B} {value.day}, {value.year}"


def moment(value: datetime) -> str:
    """November 21, 2026, 16:05 UTC"""
    return f"{day(value)}, {value:%H:%M} UTC"


def minutes(count: int) -> str:
    return f"{count} min"


def plural(count: int, one: str, many: str = "") -> str:
    """1 lesson, 2 lessons"""
    return f"{count} {one if count == 1 else many or one + 's'}"
