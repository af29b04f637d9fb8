"""The site in a store of its own, for a share of the payloads."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from flask import Flask
from sqlalchemy import func, select

from literacy.accounts.models import Person
from literacy.accounts.permissions import Role
from literacy.app import create_app
from literacy.content.catalogue import Catalogue
from literacy.glossary.studio.models import TermRevision
from literacy.glossary.studio.wording import Wording, as_json, of_term
from literacy.lib.db import Database
from literacy.migrations import state
from literacy.outbox.actions import new_edition
from literacy.outbox.models import GLOSSARY
from literacy.settings import read_settings
from tests import make
from tests.browsing import Browser

FIELDS = (
    "term", "expands", "say", "definition", "why", "it_hears", "example", "ask_it", "source_title",
    "source_part",
)  # fmt: skip
TEXTS = ("definition", "why", "it_hears", "example", "ask_it")


@dataclass(slots=True)
class Site:
    app: Flask
    database: Database
    course: Catalogue
    people: make.People
    maya: Browser
    ivan: Browser
    at: datetime = make.NOW

    def clock(self) -> datetime:
        return self.at

    def later(self, **given: float) -> None:
        self.at += timedelta(**given)

    def put(self, slug: str, wording: Wording, *, state: str, number: int) -> None:
        """A revision as it would stand in the store, whatever the rules say of it."""
        with self.database.transaction() as saving:
            new_edition(saving, GLOSSARY)
            saving.add(
                TermRevision(
                    slug=slug, number=number, state=state, fields=as_json(wording), why="",
                    person_id=self.people.ivan.id, at=self.at, based_on=number - 1 or None,
                )
            )  # fmt: skip

    def somebody(self, name: str) -> Browser:
        """One more learner, whose day has room for twenty requests."""
        with self.database.transaction() as saving:
            person = make.person(saving, name, role=Role.LEARNER)
            token = make.session_token(saving, person, at=self.at)
        return Browser(self.app, token)

    def newest_person(self) -> int:
        with self.database.reading() as session:
            return int(session.scalars(select(func.max(Person.id))).one())

    def entry(self) -> Wording:
        """A whole entry of the course, whose words are replaced."""
        return of_term(self.course.terms["cookie"])


@contextmanager
def opened(port: int = 8000) -> Iterator[Site]:
    with tempfile.TemporaryDirectory() as folder:
        settings = read_settings(
            {}, data=Path(folder), secret_key="a key for tests only, 32 letters or more",
            company="Harbour & Finch", mail="file", port=port,
        )  # fmt: skip
        database = Database(settings.database_url)
        state.upgrade(database.engine)
        site = _site(settings, database)
        yield site
        database.dispose()


def _site(settings: object, database: Database) -> Site:
    clock: list[Site] = []
    app = create_app(
        settings,  # type: ignore[arg-type]
        database=database,
        clock=lambda: clock[0].at if clock else make.NOW,
        draw_seed=lambda: 7,
    )
    with database.transaction() as saving:
        people = make.people(saving)
        tokens = [make.session_token(saving, each) for each in (people.maya, people.ivan)]
    maya, ivan = (Browser(app, token) for token in tokens)
    site = Site(app, database, app.extensions["literacy"].shelf.catalogue, people, maya, ivan)
    clock.append(site)
    return site


def with_payloads(wording: Wording, slug: str, payloads: tuple[str, ...]) -> Wording:
    """Each payload in a field of its own, as far as they go; the rest stays as it is.

    The name of the term is the first payload, and so is one of its other names.
    """
    typed = dict(zip(FIELDS, payloads, strict=False))
    name = " ".join(payloads[0].split())[:80]
    given = {**typed, "term": name or slug}
    return replace(
        wording,
        **given,
        also=(f"{slug} {name}".replace(",", ""),),
        module="",
        redirects=(),
        owner="web-analytics",
    )
