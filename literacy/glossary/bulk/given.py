"""A term as a file or a paste gives it, before anybody asked what the glossary says of it."""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice
from typing import Any

from literacy.content.sentences import did_you_mean
from literacy.glossary.studio.wording import DAYS, KEYS, FieldValue, Wording, parsed
from literacy.lib.errors import Invalid

COLUMNS = ("slug", *KEYS, "status")
MOST_ROWS = 20_000
STATUSES = ("published", "revising", "in-review", "draft", "requested", "retired")

_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Given:
    """`values` hold the fields it names; any other field stays as it is.

    `line` is where it begins; `problems` are sentences that keep it out.
    """

    line: int
    values: Mapping[str, FieldValue]
    slug: str = ""
    status: str = ""
    problems: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """What to call it in a sentence: the term, or else its address, cut where it is long."""
        name = str(self.values.get("term", "")) or self.slug
        return name if len(name) <= _SHOWN else f"{name[:_SHOWN]}…"


@dataclass(frozen=True, slots=True)
class Batch:
    """All that a file holds; `remarks` say how it was read."""

    rows: tuple[Given, ...]
    remarks: tuple[str, ...] = ()


def batch(rows: Iterable[Given], remark: str = "", *, empty: str) -> Batch:
    """The rows, if they are not too many; raises Invalid, with `empty` where there is none."""
    taken = tuple(islice(rows, MOST_ROWS + 1))
    if not taken:
        raise Invalid(empty)
    if len(taken) > MOST_ROWS:
        raise Invalid(f"More than {MOST_ROWS:,} terms can’t be taken at once. Split the file.")
    return Batch(taken, (remark,) if remark else ())


def given(line: int, texts: Mapping[str, FieldValue], *, problems: tuple[str, ...] = ()) -> Given:
    """The entry with its fields tidied, and a sentence for each that can't be what it is."""
    values = {key: _tidy(key, value) for key, value in texts.items() if key in KEYS}
    # Every term stands in some module: naming none leaves it where it is.
    values = {key: value for key, value in values.items() if value or key != "module"}
    slug, status = (str(_tidy(key, texts.get(key, ""))) for key in ("slug", "status"))
    found = [*problems, *_wrong_days(values), *_wrong_status(status)]
    return Given(line, values, slug=slug, status=status.lower(), problems=tuple(found))


def folded(wording: Wording) -> Wording:
    """The wording as a file would give it back: a line for each text, no part of a list twice."""
    tidy: dict[str, Any] = {key: _tidy(key, getattr(wording, key)) for key in KEYS}
    return replace(wording, **tidy)


def unknown(kind: str, name: str) -> str:
    """That there is no such column or key, and which one may be meant."""
    shown = name if len(name) <= _SHOWN else f"{name[:_SHOWN]}…"
    return f"There is no {kind} “{shown}”.{did_you_mean(name.lower(), COLUMNS)}"


def _tidy(key: str, value: FieldValue) -> FieldValue:
    if isinstance(value, str):
        text = parsed(key, value)
        return text or "auto" if key == "link" else text
    parts = (" ".join(part.split()) for part in value)
    return tuple(dict.fromkeys(part for part in parts if part))


def _wrong_days(values: Mapping[str, FieldValue]) -> list[str]:
    return [
        f"“{key}” is “{str(values[key])[:_SHOWN]}”; it needs a day such as 2026-11-21."
        for key in sorted(DAYS)
        if values.get(key) and not _is_day(str(values[key]))
    ]


def _is_day(text: str) -> bool:
    with suppress(ValueError):
        return date.fromisoformat(text).isoformat() == text
    return False


def _wrong_status(status: str) -> list[str]:
    if not status or status.lower() in STATUSES:
        return []
    known = ", ".join(STATUSES)
    hint = did_you_mean(status.lower(), STATUSES)
    return [f"“status” is “{status[:_SHOWN]}”; it must be one of {known}.{hint}"]
