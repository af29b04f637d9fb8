"""Terms in every state, brought there by the same deeds real people would do."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from literacy.accounts.viewer import Viewer
from literacy.content.catalogue import Catalogue
from literacy.demo.glossary.words import (
    OLD_SHOP,
    OPEN_WISHES,
    QUIET_HOUR,
    QUIET_HOUR_FIRST,
    REVISED,
    REVISED_EXAMPLE,
    STEWARD,
    TAG_BOARD,
    TAG_BOARD_WORDS,
    UNSAVED,
    WORKSHOP,
)
from literacy.glossary.actions import accept_request, request_term
from literacy.glossary.bulk.files import read_file
from literacy.glossary.bulk.report import left_out
from literacy.glossary.studio import queries
from literacy.glossary.studio.actions import drafts, importing, publication, review
from literacy.glossary.studio.actions.judging import Way, judge, settled
from literacy.glossary.studio.wording import Wording
from literacy.settings import Settings

IVAN, MEI, MAYA = "Ivan Petrov", "Mei Chen", "Maya Okafor"


def explain(
    session: Session, viewers: Mapping[str, Viewer], catalogue: Catalogue, *, now: datetime
) -> None:
    """A queue, a draft, two reviews, a revision, a history, a retired term, and words unsaved."""
    desk = _Desk(session, viewers, catalogue, now)
    asked = desk.ask()
    desk.publish_quiet_hour(asked["quiet-hour"])
    desk.retire_old_shop()
    desk.review_tag_board(asked["tag-board"])
    desk.review_steward()
    desk.revise()
    desk.bring_in()
    drafts.keep(session, viewers[IVAN], "", UNSAVED, based_on=0, now=now)


class _Desk:
    """Who works on what, and on which day; the newest day is today."""

    def __init__(
        self,
        session: Session,
        viewers: Mapping[str, Viewer],
        catalogue: Catalogue,
        now: datetime,
    ) -> None:
        self.session = session
        self.viewers = viewers
        self.base = catalogue
        self.now = now

    def ask(self) -> dict[str, int]:
        at = self.ago(21)
        return {
            slug: request_term(
                self.session, self.viewers[by], word=word, context=context, place="", now=at
            ).id
            for word, by, context, slug in OPEN_WISHES
        }

    def publish_quiet_hour(self, request_id: int) -> None:
        """A first try that stopped its reader, then the text that everybody has."""
        slug = self.begin(IVAN, QUIET_HOUR_FIRST, days=20)
        accept_request(self.session, self.viewers[IVAN], request_id, slug=slug)
        self.submit(IVAN, slug, days=20)
        at = self.ago(19)
        why = "What is a slot, and what happens if I miss it?"
        review.send_back(
            *(self.session, self.viewers[MAYA], slug),
            number=self.number(slug), why=why, base=self.base, now=at,
        )  # fmt: skip
        self.save(IVAN, slug, QUIET_HOUR, why="Says what happens if you miss it.", days=18)
        self.submit(IVAN, slug, days=18)
        words = "Early each morning there is one hour for changes, and later ones wait a day."
        self.restate(MAYA, slug, words, days=17)
        self.approve(MEI, slug, days=16)
        self.publish(IVAN, slug, days=16)

    def retire_old_shop(self) -> None:
        slug = self.begin(MEI, OLD_SHOP, days=15)
        self.publish(MEI, slug, days=15, approvals=1)
        publication.retire(
            *(self.session, self.viewers[MEI], slug),
            number=self.number(slug), replaced_by="staging",
            why="Everybody says staging by now.", base=self.base, now=self.ago(6),
        )  # fmt: skip

    def review_tag_board(self, request_id: int) -> None:
        """Said again by a marketer; waits for somebody in IT who did not write it."""
        slug = self.begin(MEI, TAG_BOARD, days=5)
        accept_request(self.session, self.viewers[MEI], request_id, slug=slug)
        self.submit(MEI, slug, days=5)
        self.restate("Hana Kobayashi", slug, TAG_BOARD_WORDS, days=3)
        review.comment(
            *(self.session, self.viewers[IVAN], slug),
            number=self.number(slug), field="it_hears", base=self.base, now=self.ago(2),
            text="Good. Could we say who is on the board?",
        )  # fmt: skip

    def review_steward(self) -> None:
        """Waits for its first reader."""
        slug = self.begin(IVAN, STEWARD, days=2)
        self.submit(IVAN, slug, days=2)

    def revise(self) -> None:
        found = queries.history(self.session, REVISED, self.base)
        assert found is not None, "the course has this term"
        wording = replace(found.newest.wording, example=REVISED_EXAMPLE)
        self.save(MEI, REVISED, wording, why="Nearer to our shop.", days=1)

    def bring_in(self) -> None:
        """A list from a workshop: two whole rows, and one that has to be mended."""
        at = self.ago(4)
        batch = read_file("workshop.csv", WORKSHOP.encode())
        intake = importing.intake(
            self.session, batch.rows, base=self.base, way=Way(at_once=False), today=at.date()
        )
        found = settled(tuple(judge(intake)), intake)
        importing.take_in(
            *(self.session, self.viewers[MEI], found, intake),
            base=self.base, settings=Settings(), why="Brought in from workshop.csv.", now=at,
            left=left_out(found),
        )  # fmt: skip

    def begin(self, by: str, wording: Wording, *, days: float) -> str:
        why = "Asked for by marketing."
        viewer, at = self.viewers[by], self.ago(days)
        return drafts.begin(self.session, viewer, wording, base=self.base, why=why, now=at)

    def save(self, by: str, slug: str, wording: Wording, *, why: str, days: float) -> None:
        drafts.save(
            *(self.session, self.viewers[by], slug, wording),
            base=self.base, based_on=self.number(slug), why=why, now=self.ago(days),
        )  # fmt: skip

    def submit(self, by: str, slug: str, *, days: float) -> None:
        number, at = self.number(slug), self.ago(days)
        drafts.submit(self.session, self.viewers[by], slug, number=number, base=self.base, now=at)

    def restate(self, by: str, slug: str, text: str, *, days: float) -> None:
        review.restate(
            *(self.session, self.viewers[by], slug),
            number=self.number(slug), text=text, base=self.base, now=self.ago(days),
        )  # fmt: skip

    def approve(self, by: str, slug: str, *, days: float) -> None:
        review.approve(
            *(self.session, self.viewers[by], slug),
            number=self.number(slug), checked_facts=False, base=self.base, now=self.ago(days),
        )  # fmt: skip

    def publish(self, by: str, slug: str, *, days: float, approvals: int = 2) -> None:
        publication.publish(
            *(self.session, self.viewers[by], slug),
            number=self.number(slug), base=self.base,
            settings=Settings(term_approvals=approvals), now=self.ago(days),
        )  # fmt: skip

    def number(self, slug: str) -> int:
        found = queries.history(self.session, slug, self.base)
        assert found is not None, "a term is begun before it goes on"
        return found.newest.number

    def ago(self, days: float) -> datetime:
        return self.now - timedelta(days=days)
