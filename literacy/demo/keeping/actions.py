"""Writing the company's notes, votes and searches in vain, by the deeds of real people."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from literacy.accounts.viewer import Viewer
from literacy.content.catalogue import Catalogue
from literacy.demo.keeping.plan import MISSED, NOTES, UNCLEAR, UNOPENED_EVERY, OwnNote
from literacy.glossary.company.actions import write_note
from literacy.glossary.company.notes import Subject, subject
from literacy.glossary.readers.actions import note_opening, vote_not_clear
from literacy.glossary.uses import readable
from literacy.search.actions import count_miss
from literacy.upkeep.actions import note_changes


def keep_glossary(
    session: Session, viewers: Mapping[str, Viewer], catalogue: Catalogue, *, now: datetime
) -> None:
    """What the company adds to the glossary, and what its readers tell of it."""
    for own in NOTES:
        on = subject(catalogue, own.about, own.slug)
        if on is not None:
            _own_note(session, viewers[own.by], on, own, now=now)
    _votes(session, viewers, now=now)
    _searches(session, now=now)
    for number, slug in enumerate(catalogue.terms):
        if number % UNOPENED_EVERY:
            note_opening(session, slug, now=now - timedelta(days=number % 60))
    note_changes(session, readable(catalogue), now=now)


def _own_note(
    session: Session, viewer: Viewer, on: Subject, own: OwnNote, *, now: datetime
) -> None:
    for number, words in enumerate(own.texts):
        at = now - timedelta(days=own.days + len(own.texts) - 1 - number)
        write_note(session, viewer, on, text=words, based_on=number, now=at)


def _votes(session: Session, viewers: Mapping[str, Viewer], *, now: datetime) -> None:
    for unclear in UNCLEAR:
        for number, name in enumerate(unclear.by):
            why = "" if number else unclear.why
            at = now - timedelta(days=2 + number)
            vote_not_clear(session, viewers[name], unclear.slug, why=why, now=at)


def _searches(session: Session, *, now: datetime) -> None:
    for words, times in MISSED.items():
        for day in range(times):
            count_miss(session, words, now=now - timedelta(days=times - day))
