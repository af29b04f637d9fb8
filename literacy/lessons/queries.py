"""What a reader did in a lesson, in statements built once: the lesson page is the hot one."""

import json
from typing import Any

from sqlalchemy import (
    BindParameter,
    Integer,
    Select,
    String,
    bindparam,
    case,
    cast,
    literal_column,
    select,
    union_all,
)

from literacy.glossary.company.models import CompanyNote
from literacy.glossary.company.queries import newest_number
from literacy.labs.models import LabCompletion, LabNote
from literacy.lessons.models import CheckAnswer, Note, Prediction, Reading
from literacy.lessons.traces import Trace, Tried
from literacy.lib.db import Database


def _row(
    kind: str, name: Any, value: Any, flag: Any, order: Any, *where: Any
) -> Select[str, str, str, int, int]:
    """One arm of the trace: text, a number and an order, so that arms can be joined."""
    return select(
        literal_column(f"'{kind}'", String).label("kind"),
        cast(name, String).label("name"),
        cast(value, String).label("value"),
        flag.label("flag"),
        order.label("place"),
    ).where(*where)


_PERSON: BindParameter[int] = bindparam("person")
_LESSON: BindParameter[str] = bindparam("lesson")
# Written into the statement, so that each request binds only what differs.
_NONE, _ONE, _TWO = (literal_column(str(number), Integer) for number in range(3))
# The database lab keeps queries beside its notes; no lesson page shows them.
_QUERIES = literal_column("'sql query'", String)
_EMPTY, _SLASH = literal_column("''", String), literal_column("'/'", String)
# One statement, built once: the page of a lesson asks for nothing else about its reader.
_TRACE = union_all(
    _row("place", Reading.anchor, Reading.share, _NONE, _NONE,
         Reading.person_id == _PERSON, Reading.lesson == _LESSON),
    _row("bet", Prediction.number, _EMPTY, Prediction.choice, _NONE,
         Prediction.person_id == _PERSON, Prediction.lesson == _LESSON),
    _row("check", CheckAnswer.item, CheckAnswer.answer,
         case((CheckAnswer.dont_know, _TWO), (CheckAnswer.correct, _ONE), else_=_NONE),
         CheckAnswer.id,
         CheckAnswer.person_id == _PERSON,
         CheckAnswer.item.like(bindparam("own", type_=String))),
    _row("done", LabCompletion.lab + _SLASH + LabCompletion.mission, _EMPTY, _NONE, _NONE,
         LabCompletion.person_id == _PERSON),
    _row("note", LabNote.lab + _SLASH + LabNote.mission, LabNote.text, _NONE, _NONE,
         LabNote.person_id == _PERSON, LabNote.lab != _QUERIES),
    # What the company adds is the same for all its readers, and comes with the rest.
    _row("company", CompanyNote.ref, CompanyNote.text, _NONE, _NONE,
         CompanyNote.about == literal_column("'lesson'", String), CompanyNote.ref == _LESSON,
         CompanyNote.number == newest_number()),
    _row("own", Note.anchor, _EMPTY, _NONE, _NONE,
         Note.person_id == _PERSON, Note.lesson == _LESSON),
)  # fmt: skip


def trace(database: Database, person: int, lesson: str) -> Trace:
    """Everything the page of this lesson needs to know about this reader."""
    given = {"person": person, "lesson": lesson, "own": f"{lesson}/%"}
    rows = database.look_up(_TRACE, given)
    kinds: dict[str, list[Any]] = {}
    for row in rows:
        kinds.setdefault(row.kind, []).append(row)
    stop = next(iter(kinds.get("place", ())), None)
    checks = kinds.get("check", ())
    return Trace(
        anchor=stop.name if stop else "",
        share=float(stop.value) if stop else 0.0,
        bets={int(row.name): row.flag for row in kinds.get("bet", ())},
        checks={row.name: _tried(row.value, row.flag) for row in sorted(checks, key=_by_place)},
        missions=frozenset(row.name for row in kinds.get("done", ())),
        has_notes="own" in kinds,
        notes={row.name: row.value for row in kinds.get("note", ())},
        company=next((row.value for row in kinds.get("company", ())), ""),
    )


def _by_place(row: Any) -> int:
    return int(row.place)


def _tried(answer: str, flag: int) -> Tried:
    return Tried(json.loads(answer), correct=flag == 1, dont_know=flag == 2)
