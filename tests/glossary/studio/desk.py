"""A term that may go out, and the way to get it there."""

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.orm import Session

from literacy.accounts.models import Person
from literacy.accounts.permissions import Role
from literacy.content.catalogue import Catalogue
from literacy.glossary.studio import queries
from literacy.glossary.studio.actions import drafts, publication, review
from literacy.glossary.studio.wording import Wording
from literacy.lib.db import Database
from literacy.settings import Settings
from tests import make

OWN_WORDS = "People hear of us in places we can't watch, and then they turn up."

GOOD = Wording(
    term="Dark funnel",
    also=("unseen path",),
    definition="The part of a buyer's way to you that no tool can see, such as a chat with a friend.",
    why="Your reports give its sales to whatever came last, so good work looks useless.",
    it_hears="No tag can fix this. What would you do with the figure if we had it?",
    example="Half of the lamp's buyers came from a podcast that no report knows of.",
    ask_it="Which part of the way to our shop can no tool of ours see?",
    related=("cookie", "browser"),
    lessons=("how-tracking-works",),
    owner="web-analytics",
)


def wording(**given: object) -> Wording:
    return replace(GOOD, **given)


@dataclass(frozen=True)
class Desk:
    """People at work on the store, one transaction a deed."""

    database: Database
    course: Catalogue
    ivan: Person
    olga: Person
    maya: Person
    settings: Settings
    at: datetime = make.NOW

    def begin(self, by: Person | None = None, **given: object) -> str:
        with self.database.transaction() as saving:
            viewer = make.viewer(by or self.ivan)
            return drafts.begin(
                saving, viewer, wording(**given), base=self.course, why="Asked for.", now=self.at
            )

    def save(
        self, slug: str, changed: Wording, *, based_on: int, by: Person | None = None
    ) -> drafts.Saved | drafts.Clash:
        with self.database.transaction() as saving:
            return drafts.save(
                saving,
                make.viewer(by or self.ivan),
                slug,
                changed,
                base=self.course,
                based_on=based_on,
                why="Plainer.",
                now=self.at,
            )

    def submit(self, slug: str) -> None:
        with self.database.transaction() as saving:
            drafts.submit(
                saving,
                make.viewer(self.ivan),
                slug,
                number=self.number(slug),
                base=self.course,
                now=self.at,
            )

    def restate(self, slug: str, text: str = OWN_WORDS, by: Person | None = None) -> None:
        with self.database.transaction() as saving:
            review.restate(
                saving,
                make.viewer(by or self.maya),
                slug,
                number=self.number(slug),
                text=text,
                base=self.course,
                now=self.at,
            )

    def approve(self, slug: str, by: Person | None = None, *, checked_facts: bool = False) -> None:
        with self.database.transaction() as saving:
            review.approve(
                saving,
                make.viewer(by or self.olga),
                slug,
                number=self.number(slug),
                checked_facts=checked_facts,
                base=self.course,
                now=self.at,
            )

    def publish(self, slug: str, *, needed: int = 2, by: Person | None = None) -> int:
        with self.database.transaction() as saving:
            return publication.publish(
                saving,
                make.viewer(by or self.ivan),
                slug,
                number=self.number(slug),
                base=self.course,
                settings=replace(self.settings, term_approvals=needed),
                now=self.at,
            )

    def reviewed(self, **given: object) -> str:
        """A term that two sides have approved and nobody has published."""
        slug = self.begin(**given)
        self.submit(slug)
        self.restate(slug)
        self.approve(slug, checked_facts=True)
        return slug

    def published(self, **given: object) -> str:
        slug = self.begin(**given)
        self.publish(slug, needed=1)
        return slug

    def retire(
        self, slug: str, *, replaced_by: str = "cookie", why: str = "Two words for one."
    ) -> None:
        with self.database.transaction() as saving:
            publication.retire(
                saving,
                make.viewer(self.ivan),
                slug,
                number=self.number(slug),
                replaced_by=replaced_by,
                why=why,
                base=self.course,
                now=self.at,
            )

    def restore(self, slug: str, number: int) -> bool:
        with self.database.transaction() as saving:
            return publication.restore(
                saving, make.viewer(self.ivan), slug, number=number, base=self.course, now=self.at
            )

    def history(self, slug: str) -> queries.History:
        with self.database.reading() as session:
            found = queries.history(session, slug, self.course)
        assert found is not None
        return found

    def number(self, slug: str) -> int:
        return self.history(slug).newest.number


def olga(session: Session) -> Person:
    """A second person in IT."""
    return make.person(session, "Olga Berg", role=Role.AUTHOR)
