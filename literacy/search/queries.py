"""Finding passages on either store, and reading what was sought in vain."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import (
    JSON,
    ColumnElement,
    Float,
    Integer,
    Select,
    String,
    bindparam,
    case,
    cast,
    column,
    func,
    literal,
    literal_column,
    select,
    table,
    type_coerce,
    union,
)
from sqlalchemy.orm import Session

from literacy.accounts.viewer import Viewer
from literacy.glossary.company.models import CompanyNote
from literacy.lessons.models import CheckAnswer
from literacy.quizzes.models import Attempt, QuizAnswer
from literacy.review.cards import Origin
from literacy.review.models import ReviewAnswer
from literacy.review.subjects import Kind as SubjectKind
from literacy.search.models import MissedSearch, SearchEdition, SearchPassage
from literacy.search.passages import OF_COURSE, Kind
from literacy.search.results import Row
from literacy.search.wanted import Wanted, fts5, tsquery

WORDS = table("search_words", column("rowid", Integer), column("title"), column("names"))
"""SQLite's own index (FTS5); `actions.build` makes it."""

# A word in a title says more than one in a name, and that more than one in the text.
_FTS5_RANK = literal_column("bm25(search_words, 8.0, 4.0, 1.0)", Float)
_OF_DIGEST = 40
"""Letters of a digest that stand before the number of a note."""
_POSTGRES_WEIGHTS = literal_column("'{0.1, 0.1, 0.45, 1.0}'::real[]", String)


@dataclass(frozen=True, slots=True)
class Missed:
    words: str
    times: int


def editions(session: Session, digests: Mapping[Kind, str]) -> Mapping[Kind, int]:
    """The indexes that are there for this content, and for the notes as they are now."""
    course = [digests[kind] for kind in OF_COURSE if kind in digests]
    notes = _notes_digest(literal(digests.get(Kind.NOTE, "")), newest_note())
    rows = session.execute(
        select(SearchEdition.kind, SearchEdition.id).where(
            SearchEdition.digest.in_(course)
            | ((SearchEdition.kind == Kind.NOTE.value) & (SearchEdition.digest == notes))
        )
    )
    return {Kind(kind): id for kind, id in rows}


def notes_digest(session: Session, course: str) -> str:
    """That of the notes as they are now, beside this course; versions are added, never changed."""
    return f"{course[:_OF_DIGEST]}-{session.scalar(select(newest_note()))}"


def newest_note() -> ColumnElement[int]:
    """The number of the version that was added last, 0 before the first."""
    newest = select(func.max(CompanyNote.id)).scalar_subquery()
    return func.coalesce(newest, literal_column("0", Integer))


def _notes_digest(course: ColumnElement[str], newest: ColumnElement[int]) -> ColumnElement[str]:
    return func.substr(course, 1, _OF_DIGEST) + literal("-") + cast(newest, String)


def hits(
    session: Session, edition: int, wanted: Wanted, *, most: int, every: bool = True
) -> tuple[Row, ...]:
    """The passages that answer, best first; with `every` all words must be in each."""
    return _found(session, _matching(session, edition, wanted, every), most)


def told_hits(
    session: Session, viewer: Viewer, edition: int, wanted: Wanted, *, most: int
) -> tuple[Row, ...]:
    """The same among the questions whose answers this viewer has been told."""
    matching = _matching(session, edition, wanted, True)
    return _found(session, matching.where(SearchPassage.ref.in_(_told(viewer))), most)


def most_missed(session: Session, *, most: int = 20) -> tuple[Missed, ...]:
    """What was most often sought in vain."""
    rows = session.execute(
        select(MissedSearch.words, MissedSearch.times)
        .order_by(MissedSearch.times.desc(), MissedSearch.words)
        .limit(most)
    )
    return tuple(Missed(*row) for row in rows)


def _told(viewer: Viewer) -> Select[str]:
    """The global ids of questions in this person's finished attempts, reviews and checks.

    An attempt that is open has told nothing yet: a second try may wait.
    """
    local = Attempt.quiz + literal("/") + QuizAnswer.item
    is_global = QuizAnswer.item.contains("/")
    in_quizzes = (
        select(case((is_global, QuizAnswer.item), else_=local))
        .join(Attempt, Attempt.id == QuizAnswer.attempt_id)
        .where(Attempt.person_id == viewer.id, Attempt.finished_at.is_not(None))
    )
    in_lessons = select(CheckAnswer.item).where(CheckAnswer.person_id == viewer.id)
    all_told = union(in_quizzes, in_lessons, _reviewed(viewer)).subquery()
    return select(next(iter(all_told.c)))


def _reviewed(viewer: Viewer) -> Select[str]:
    """Of `area/cache-rules/a` and its item the global id: `cache-rules/` and the item."""
    start = len(f"{SubjectKind.AREA}/") + 1
    lesson = func.substr(ReviewAnswer.subject, start, func.length(ReviewAnswer.subject) - start)
    return select(lesson + type_coerce(ReviewAnswer.items, JSON)[0].as_string()).where(
        ReviewAnswer.person_id == viewer.id,
        ReviewAnswer.origin == Origin.REVIEW.value,
        ReviewAnswer.subject.startswith(f"{SubjectKind.AREA}/"),
    )


def _matching(session: Session, edition: int, wanted: Wanted, every: bool) -> Select[SearchPassage]:
    of_edition = select(SearchPassage).where(SearchPassage.edition_id == edition)
    if session.get_bind().dialect.name == "sqlite":
        matches = literal_column("search_words", String).op("MATCH")(
            bindparam("sought", fts5(wanted, every=every), type_=String)
        )
        return (
            of_edition.join(WORDS, WORDS.c.rowid == SearchPassage.id)
            .where(matches)
            .order_by(_FTS5_RANK, SearchPassage.id)
        )
    sought = func.to_tsquery(literal_column("'simple'", String), tsquery(wanted, every=every))
    rank = func.ts_rank(
        _POSTGRES_WEIGHTS, SearchPassage.words, sought, literal_column("1", Integer)
    )
    return of_edition.where(SearchPassage.words.op("@@")(sought)).order_by(
        rank.desc(), SearchPassage.id
    )


def _found(session: Session, matching: Select[SearchPassage], most: int) -> tuple[Row, ...]:
    kept: Sequence[SearchPassage] = session.scalars(matching.limit(most)).all()
    return tuple(Row(row.ref, row.anchor, row.title, row.names, row.text) for row in kept)
