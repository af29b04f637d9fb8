"""What a reader did in a lesson, in statements built once: the lesson page is the hot one."""

import json
from collections.abc import Iterable
from typing import Any

from sqlalchemy import (
    BindParameter,
    Engine,
    Integer,
    Select,
    String,
    bindparam,
    case,
    cast,
    literal,
    select,
    union_all,
)
from sqlalchemy.orm import Session

from literacy.labs.models import LabCompletion, LabNote
from literacy.lessons.models import CheckAnswer, Prediction, Reading
from literacy.lessons.traces import Place, Trace, Tried


def _row(
    kind: str, name: Any, value: Any, flag: Any, order: Any, *where: Any
) -> Select[str, str, str, int, int]:
    """One arm of the trace: text, a number and an order, so that arms can be joined."""
    return select(
        literal(kind).label("kind"),
        cast(name, String).label("name"),
        cast(value, String).label("value"),
        cast(flag, Integer).label("flag"),
        cast(order, Integer).label("place"),
    ).where(*where)


_PERSON: BindParameter[int] = bindparam("person")
_LESSON: BindParameter[str] = bindparam("lesson")
# One statement, built once: the page of a lesson asks for nothing else about its reader.
_TRACE = union_all(
    _row("place", Reading.anchor, Reading.share, 0, 0,
         Reading.person_id == _PERSON, Reading.lesson == _LESSON),
    _row("bet", Prediction.number, literal(""), Prediction.choice, 0,
         Prediction.person_id == _PERSON, Prediction.lesson == _LESSON),
    _row("check", CheckAnswer.item, CheckAnswer.answer,
         case((CheckAnswer.dont_know, 2), (CheckAnswer.correct, 1), else_=0), CheckAnswer.id,
         CheckAnswer.person_id == _PERSON,
         CheckAnswer.item.in_(bindparam("items", expanding=True))),
    _row("done", LabCompletion.lab + "/" + LabCompletion.mission, literal(""), 0, 0,
         LabCompletion.person_id == _PERSON),
    _row("note", LabNote.lab + "/" + LabNote.mission, LabNote.text, 0, 0,
         LabNote.person_id == _PERSON),
).order_by("place")  # fmt: skip


def trace(engine: Engine, person: int, lesson: str, *, items: Iterable[str]) -> Trace:
    """Everything the page of this lesson needs to know about this reader."""
    given = {"person": person, "lesson": lesson, "items": list(items)}
    with engine.connect() as connection:
        rows = connection.execute(_TRACE, given).all()
    kinds: dict[str, list[Any]] = {}
    for row in rows:
        kinds.setdefault(row.kind, []).append(row)
    stop = next(iter(kinds.get("place", ())), None)
    return Trace(
        anchor=stop.name if stop else "",
        share=float(stop.value) if stop else 0.0,
        bets={int(row.name): row.flag for row in kinds.get("bet", ())},
        checks={row.name: _tried(row.value, row.flag) for row in kinds.get("check", ())},
        missions=frozenset(row.name for row in kinds.get("done", ())),
        notes={row.name: row.value for row in kinds.get("note", ())},
    )


def _tried(answer: str, flag: int) -> Tried:
    return Tried(json.loads(answer), correct=flag == 1, dont_know=flag == 2)


def readings_of(session: Session, person_ids: Iterable[int]) -> dict[int, dict[str, Place]]:
    """For each person the place in every lesson they opened, in one query."""
    rows = session.execute(
        select(
            Reading.person_id,
            Reading.lesson,
            Reading.anchor,
            Reading.share,
            Reading.device,
            Reading.updated_at,
        ).where(Reading.person_id.in_(list(person_ids)))
    )
    places: dict[int, dict[str, Place]] = {}
    for person, lesson, anchor, share, device, at in rows:
        places.setdefault(person, {})[lesson] = Place(lesson, anchor, share, device, at)
    return places
