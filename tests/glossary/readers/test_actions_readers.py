"""Votes that a term is not clear, and days on which it was opened."""

from datetime import timedelta

from sqlalchemy.orm import Session

from literacy.glossary.readers import actions, queries
from literacy.glossary.readers.models import TermOpening
from tests import make


def vote(db: Session, person: object, slug: str = "cdn", why: str = "") -> None:
    actions.vote_not_clear(db, make.viewer(person), slug, why=why, now=make.NOW)


def test_a_person_votes_once_and_may_say_more(people: make.People, db: Session) -> None:
    vote(db, people.maya)
    vote(db, people.maya, why=" What  is an edge? ")
    vote(db, people.eve)

    (found,) = queries.not_clear(db)

    assert (found.slug, found.votes, found.said) == ("cdn", 2, ("What is an edge?",))


def test_the_most_votes_come_first(people: make.People, db: Session) -> None:
    vote(db, people.maya, "cache")
    vote(db, people.maya, "cdn")
    vote(db, people.eve, "cdn")

    assert [(each.slug, each.votes) for each in queries.not_clear(db)] == [("cdn", 2), ("cache", 1)]


def test_a_vote_is_taken_back_by_its_owner_alone(people: make.People, db: Session) -> None:
    vote(db, people.maya)
    actions.take_vote_back(db, make.viewer(people.eve), "cdn")
    assert len(queries.not_clear(db)) == 1

    actions.take_vote_back(db, make.viewer(people.maya), "cdn")
    actions.take_vote_back(db, make.viewer(people.maya), "cdn")

    assert queries.not_clear(db) == ()


def test_new_words_settle_the_votes(people: make.People, db: Session) -> None:
    vote(db, people.maya)
    vote(db, people.maya, "cache")

    actions.settle_votes(db, "cdn")

    assert [each.slug for each in queries.not_clear(db)] == ["cache"]


def test_an_opening_counts_once_a_day(db: Session) -> None:
    for hours in (0, 1, 30):
        actions.note_opening(db, "cdn", now=make.NOW + timedelta(hours=hours))

    kept = db.get(TermOpening, "cdn")
    assert kept.days == 2
    assert queries.last_openings(db) == {"cdn": (make.NOW + timedelta(hours=30)).date()}
