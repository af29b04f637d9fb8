"""Building the index of the course, and counting what was sought in vain."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import cast

from sqlalchemy import (
    Insert,
    String,
    Table,
    bindparam,
    delete,
    func,
    insert,
    literal_column,
    select,
    text,
)
from sqlalchemy.dialects.postgresql import insert as postgres_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.orm import Session

from literacy.search.models import MissedSearch, SearchEdition, SearchPassage
from literacy.search.passages import Kind, Passage
from literacy.search.spelling import bag

EDITIONS_KEPT = 2
"""Of each kind: the one in force, and the one that a process may still serve."""
MOST_WORDS_KEPT = 2_000
FORGOTTEN_AFTER = timedelta(days=180)

_BUILDING = 20_050_311
"""Any number that no other lock of this program has."""

_MAKE_WORDS = text(
    "CREATE VIRTUAL TABLE IF NOT EXISTS search_words"
    " USING fts5(title, names, body, tokenize = 'unicode61')"
)
_ADD_WORDS = text(
    "INSERT INTO search_words (rowid, title, names, body)"
    " VALUES (:id, :title_words, :names_words, :body_words)"
)
_DROP_WORDS = text(
    "DELETE FROM search_words WHERE rowid IN"
    " (SELECT id FROM search_passage WHERE edition_id = :edition)"
)


@dataclass(frozen=True, slots=True)
class Cut:
    """A passage with its words as the index keeps them, made before the store is held."""

    passage: Passage
    title: str
    names: str
    body: str


def cut(passages: Iterable[Passage]) -> tuple[Cut, ...]:
    return tuple(
        Cut(each, bag(each.title), bag(each.names), bag(f"{each.text} {each.more}"))
        for each in passages
    )


def build(
    session: Session, kind: Kind, digest: str, passages: Iterable[Cut], *, now: datetime
) -> None:
    """Index this content, if another process has not done so; older indexes make room."""
    if not _on_sqlite(session):
        # Two processes may begin at once; the second finds the work done.
        session.execute(select(func.pg_advisory_xact_lock(_BUILDING)))
    held = select(SearchEdition.id).where(
        SearchEdition.kind == kind.value, SearchEdition.digest == digest
    )
    if session.scalar(held) is not None:
        return
    edition = SearchEdition(kind=kind.value, digest=digest, built_at=now)
    session.add(edition)
    session.flush()
    _add(session, edition.id, tuple(passages))
    _make_room(session, kind)


def count_miss(session: Session, words: str, *, now: datetime) -> None:
    """One more search for these words that found nothing."""
    known = select(MissedSearch.words).where(MissedSearch.words == words)
    kept = select(func.count()).select_from(MissedSearch)
    if session.scalar(known) is None and (session.scalar(kept) or 0) >= MOST_WORDS_KEPT:
        return
    insert_into = sqlite_insert if _on_sqlite(session) else postgres_insert
    today = now.date()
    session.execute(
        insert_into(MissedSearch)
        .values(words=words, times=1, first_on=today, last_on=today)
        .on_conflict_do_update(
            index_elements=[MissedSearch.words],
            set_={"times": MissedSearch.times + 1, "last_on": today},
        )
    )


def forget_missed(session: Session, *, now: datetime) -> None:
    """Delete what nobody has sought for half a year."""
    before = (now - FORGOTTEN_AFTER).date()
    session.execute(delete(MissedSearch).where(MissedSearch.last_on < before))


def _add(session: Session, edition: int, passages: tuple[Cut, ...]) -> None:
    rows = [_row(each, edition) for each in passages]
    if not _on_sqlite(session):
        if rows:
            session.execute(_insert_with_words(), rows)
        return
    session.execute(_MAKE_WORDS)
    first = (session.scalar(select(func.max(SearchPassage.id))) or 0) + 1
    numbered = [{**row, "id": number} for number, row in enumerate(rows, start=first)]
    if numbered:
        session.execute(_insert("id"), numbered)
        session.execute(_ADD_WORDS, numbered)


def _row(cut: Cut, edition: int) -> dict[str, object]:
    return {
        "edition_id": edition,
        "ref": cut.passage.ref,
        "anchor": cut.passage.anchor,
        "title": cut.passage.title,
        "names": cut.passage.names,
        "text": cut.passage.text,
        "title_words": cut.title,
        "names_words": cut.names,
        "body_words": cut.body,
    }


def _insert(*more: str) -> Insert:
    columns = (*more, "edition_id", "ref", "anchor", "title", "names", "text")
    return insert(cast(Table, SearchPassage.__table__)).values(
        {name: bindparam(name) for name in columns}
    )


def _insert_with_words() -> Insert:
    simple = literal_column("'simple'", String)
    title, names, body = (
        func.setweight(
            func.to_tsvector(simple, bindparam(name)), literal_column(f"'{weight}'", String)
        )
        for name, weight in (("title_words", "A"), ("names_words", "B"), ("body_words", "D"))
    )
    return _insert().values(words=title.op("||")(names).op("||")(body))


def _make_room(session: Session, kind: Kind) -> None:
    """What is left out is older than the newest two: nobody serves it."""
    older = (
        select(SearchEdition.id)
        .where(SearchEdition.kind == kind.value)
        .order_by(SearchEdition.id.desc())
        .limit(100)
        .offset(EDITIONS_KEPT)
    )
    for edition in session.scalars(older).all():
        if _on_sqlite(session):
            session.execute(_DROP_WORDS, {"edition": edition})
        session.execute(delete(SearchPassage).where(SearchPassage.edition_id == edition))
        session.execute(delete(SearchEdition).where(SearchEdition.id == edition))


def _on_sqlite(session: Session) -> bool:
    return session.get_bind().dialect.name == "sqlite"
