"""Everything a term's page and card need to know about today's reader, in one statement."""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Select, String, cast, func, literal_column, select, union_all
from sqlalchemy.orm import Session

from literacy.accounts.models import Person
from literacy.accounts.viewer import Viewer
from literacy.content.catalogue import Lesson, Term
from literacy.glossary.company.models import CompanyNote
from literacy.glossary.company.queries import newest_number
from literacy.glossary.readers.models import TermOpening, TermVote
from literacy.lessons.models import Reading
from literacy.progress.mastery import READ
from literacy.quizzes.models import Attempt
from literacy.review.models import ReviewCard
from literacy.review.subjects import term as card_of
from literacy.upkeep.models import TermSeen
from literacy.upkeep.standing import Met, TermNow, latest


def term_now(
    session: Session, viewer: Viewer, term: Term, taught: Iterable[Lesson], *, today: date
) -> TermNow:
    """`taught` are the lessons that teach the term."""
    lessons = tuple(taught)
    rows = session.execute(_statement(viewer, term, lessons)).all()
    kinds: dict[str, list[Any]] = {}
    for row in rows:
        kinds.setdefault(row.kind, []).append(row)
    notes = sorted(kinds.get("note", ()), key=lambda row: str(row.moment))
    due = next((row.moment for row in kinds.get("card", ())), None)
    opened = next((row.moment for row in kinds.get("opened", ())), None)
    return TermNow(
        today=today,
        company_text=notes[-1].name if notes else "",
        met=latest(_met(kinds, lessons)),
        due_on=date.fromisoformat(due[:10]) if due else None,
        voted="vote" in kinds,
        opened_today=opened is not None and date.fromisoformat(opened[:10]) >= today,
    )


def changed_terms(session: Session, *, most: int) -> tuple[tuple[str, datetime], ...]:
    """The slugs of new and changed terms with the time, the latest first."""
    rows = session.execute(
        select(TermSeen.slug, TermSeen.changed_at)
        .order_by(TermSeen.changed_at.desc(), TermSeen.slug)
        .limit(most)
    )
    return tuple((slug, at) for slug, at in rows)


def feed_seed(session: Session, person_id: int) -> str | None:
    """What a person's feed address is made from; it changes with the password."""
    row = session.execute(
        select(Person.password_changed_at, Person.created_at).where(
            Person.id == person_id, Person.deactivated_at.is_(None)
        )
    ).one_or_none()
    return f"{person_id} {row[0] or row[1]}" if row else None


def _met(kinds: Mapping[str, list[Any]], lessons: Iterable[Lesson]) -> list[Met]:
    by_slug = {lesson.slug: lesson for lesson in lessons}
    by_id = {lesson.id: lesson for lesson in lessons}
    named = [
        *((row, by_slug.get(row.name), True) for row in kinds.get("passed", ())),
        *((row, by_id.get(row.name), False) for row in kinds.get("read", ())),
    ]
    return [
        Met(lesson.slug, lesson.title, _moment(row.moment), passed)
        for row, lesson, passed in named
        if lesson is not None
    ]


def _statement(viewer: Viewer, term: Term, lessons: Iterable[Lesson]) -> Any:
    slugs, ids = [each.slug for each in lessons], [each.id for each in lessons]
    return union_all(
        _arm("note", CompanyNote.text, CompanyNote.at).where(
            CompanyNote.about == "term",
            CompanyNote.ref.in_((term.slug, *term.redirects)),
            CompanyNote.number == newest_number(),
        ),
        _arm("passed", Attempt.quiz, func.min(Attempt.finished_at))
        .where(
            Attempt.person_id == viewer.id,
            Attempt.passed.is_(True),
            Attempt.kind != "missed",
            Attempt.quiz.in_(slugs),
        )
        .group_by(Attempt.quiz),
        _arm("read", Reading.lesson, Reading.updated_at).where(
            Reading.person_id == viewer.id, Reading.lesson.in_(ids), Reading.share >= READ
        ),
        _arm("card", ReviewCard.subject, ReviewCard.due_on).where(
            ReviewCard.person_id == viewer.id, ReviewCard.subject == card_of(term.slug).key
        ),
        _arm("vote", TermVote.slug, TermVote.at).where(
            TermVote.person_id == viewer.id, TermVote.slug == term.slug
        ),
        _arm("opened", TermOpening.slug, TermOpening.last_on).where(TermOpening.slug == term.slug),
    )


def _arm(kind: str, name: Any, moment: Any) -> Select[str, str, str]:
    """One arm of the statement: dates become text, so that arms can be joined on both stores."""
    return select(
        literal_column(f"'{kind}'", String).label("kind"),
        cast(name, String).label("name"),
        cast(moment, String).label("moment"),
    )


def _moment(text: str) -> datetime:
    """What the store's text says; SQLite leaves out the zone, which is UTC."""
    found = datetime.fromisoformat(text)
    return found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)
