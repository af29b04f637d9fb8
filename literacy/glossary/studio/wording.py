"""What a term says, as its author writes it: every field a text or a list, finished or not."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from datetime import date
from typing import Any

from literacy.content.catalogue import Source, Term
from literacy.content.schema import months_on

LISTS = frozenset({"also", "related", "lessons", "facts", "redirects"})
KEPT_MONTHS, KEPT_MONTHS_WITH_FACTS = 12, 6

FieldValue = str | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Wording:
    """The fields of an entry; the order here is the order in which they are read and compared.

    `reviewed` and `review_by` are days such as 2026-11-21, or empty until it is published;
    `replaced_by` is the slug that a retired term points to.
    """

    term: str = ""
    expands: str = ""
    also: tuple[str, ...] = ()
    say: str = ""
    definition: str = ""
    why: str = ""
    it_hears: str = ""
    example: str = ""
    ask_it: str = ""
    related: tuple[str, ...] = ()
    lessons: tuple[str, ...] = ()
    source_title: str = ""
    source_part: str = ""
    source_url: str = ""
    facts: tuple[str, ...] = ()
    owner: str = ""
    module: str = ""
    link: str = "auto"
    redirects: tuple[str, ...] = ()
    reviewed: str = ""
    review_by: str = ""
    replaced_by: str = ""


EMPTY = Wording()
KEYS = tuple(each.name for each in fields(Wording))

LABELS: Mapping[str, str] = {
    "term": "Term",
    "expands": "Full words",
    "also": "Also called",
    "say": "Say",
    "definition": "Plain meaning",
    "why": "Why a marketer should care",
    "it_hears": "What IT hears",
    "example": "Example",
    "ask_it": "Ask IT",
    "related": "Related terms",
    "lessons": "Lessons",
    "source_title": "Source",
    "source_part": "Part of the source",
    "source_url": "Address of the source",
    "facts": "Dated facts",
    "owner": "Owner",
    "module": "Module",
    "link": "Links",
    "redirects": "Former addresses",
    "reviewed": "Reviewed",
    "review_by": "Review by",
    "replaced_by": "Replaced by",
}

# The days are set by publishing; two wordings that differ in them alone say the same.
DAYS = frozenset({"reviewed", "review_by"})


def of_term(term: Term) -> Wording:
    """The wording of a published entry; `term_of` is the way back."""
    source = term.source or Source("")
    return Wording(
        **{key: getattr(term, key) for key in KEYS if key in _SAME},
        source_title=source.title,
        source_part=source.part,
        source_url=source.url,
        reviewed=term.reviewed.isoformat(),
        review_by=term.review_by.isoformat(),
        replaced_by=term.replaced_by,
    )


_SAME = frozenset(KEYS) - {
    *("source_title", "source_part", "source_url", "reviewed", "review_by", "replaced_by")
}


def term_of(slug: str, wording: Wording, *, status: str, module: str) -> Term:
    """The entry as readers meet it; `module` is its place where the wording names none."""
    title = wording.source_title
    return Term(
        slug=slug,
        **{key: getattr(wording, key) for key in _SAME - {"module"}},
        module=wording.module or module,
        status=status,
        source=Source(title, wording.source_part, wording.source_url) if title else None,
        reviewed=date.fromisoformat(wording.reviewed),
        review_by=date.fromisoformat(wording.review_by),
        replaced_by=wording.replaced_by,
    )


def as_json(wording: Wording) -> dict[str, Any]:
    """The fields that somebody filled in, for storage."""
    return {
        key: list(value) if isinstance(value, tuple) else value
        for key, value in asdict(wording).items()
        if value != getattr(EMPTY, key)
    }


def from_json(stored: Mapping[str, Any]) -> Wording:
    """What was stored; a field this version does not know is left out."""
    known = {key: value for key, value in stored.items() if key in KEYS}
    values: dict[str, Any] = {
        key: tuple(value) if key in LISTS else str(value) for key, value in known.items()
    }
    return Wording(**values)


def entry_of(slug: str, wording: Wording, *, today: date) -> dict[str, Any]:
    """The entry as it would stand in a YAML file, for the checks that files go through."""
    dated_ = dated(wording, today=today)
    source = {
        "title": wording.source_title,
        "part": wording.source_part,
        "url": wording.source_url,
    }
    entry: dict[str, Any] = {
        **{key: _plain(getattr(wording, key)) for key in _SAME - {"module"}},
        "slug": slug,
        "status": "published",
        "reviewed": dated_.reviewed,
        "review_by": dated_.review_by,
    }
    if any(source.values()):
        entry["source"] = source
    if wording.replaced_by:
        entry["replaced_by"] = wording.replaced_by
    return entry


def dated(wording: Wording, *, today: date) -> Wording:
    """Reviewed today; to be reviewed when its author said, or in a year, or sooner with facts."""
    months = KEPT_MONTHS_WITH_FACTS if wording.facts else KEPT_MONTHS
    asked = wording.review_by
    until = asked if asked > today.isoformat() else months_on(today, months).isoformat()
    return replace(wording, reviewed=today.isoformat(), review_by=until)


def text_of(wording: Wording, key: str) -> str:
    """A field as one text: lists with commas, as they are typed."""
    value: FieldValue = getattr(wording, key)
    return value if isinstance(value, str) else ", ".join(value)


def with_text(wording: Wording, texts: Mapping[str, str]) -> Wording:
    """The wording with fields as they were typed."""
    values: dict[str, Any] = {key: parsed(key, text) for key, text in texts.items() if key in KEYS}
    return replace(wording, **values)


def parsed(key: str, text: str) -> FieldValue:
    """A typed field: spaces folded, lists split at commas and lines, each part once."""
    if key not in LISTS:
        return " ".join(text.split())
    parts = (" ".join(part.split()) for part in text.replace("\n", ",").split(","))
    return tuple(dict.fromkeys(part for part in parts if part))


def changed(before: Wording, after: Wording) -> tuple[str, ...]:
    """The keys that differ, the days aside."""
    return tuple(
        key for key in KEYS if key not in DAYS and getattr(before, key) != getattr(after, key)
    )


def _plain(value: FieldValue) -> str | list[str]:
    return value if isinstance(value, str) else list(value)
