"""What a reader did in a lesson, in statements built once: the lesson page is the hot one."""

from collections.abc import Iterable

from sqlalchemy import Engine, bindparam, select
from sqlalchemy.orm import Session

from literacy.lessons.models import CheckAnswer, Prediction, Reading
from literacy.lessons.traces import Place, Trace, Tried

_PLACE = select(
    Reading.lesson, Reading.anchor, Reading.share, Reading.device, Reading.updated_at
).where(Reading.person_id == bindparam("person"), Reading.lesson == bindparam("lesson"))
_BETS = select(Prediction.number, Prediction.choice).where(
    Prediction.person_id == bindparam("person"), Prediction.lesson == bindparam("lesson")
)
_CHECKS = (
    select(CheckAnswer.item, CheckAnswer.answer, CheckAnswer.correct, CheckAnswer.dont_know)
    .where(
        CheckAnswer.person_id == bindparam("person"),
        CheckAnswer.item.in_(bindparam("items", expanding=True)),
    )
    .order_by(CheckAnswer.id)
)


def trace(engine: Engine, person: int, lesson: str, *, items: Iterable[str]) -> Trace:
    """Everything the page of this lesson needs to know about this reader."""
    whose = {"person": person, "lesson": lesson}
    asked = list(items)
    with engine.connect() as connection:
        place = connection.execute(_PLACE, whose).one_or_none()
        bets = connection.execute(_BETS, whose).all()
        checks = (
            connection.execute(_CHECKS, {"person": person, "items": asked}).all() if asked else []
        )
    return Trace(
        place=Place(*place) if place else None,
        bets=dict(bets),
        checks={item: Tried(answer, correct, blank) for item, answer, correct, blank in checks},
    )


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
