"""A person at the review: finishes a quiz, then answers what comes back, through the actions."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from fsrs import Rating

from literacy.accounts.models import Person
from literacy.content.catalogue import Catalogue
from literacy.lib.db import Database
from literacy.review import actions, queries
from literacy.review.actions import Sent
from literacy.review.asking import Asked, ask
from literacy.review.cards import Card, Origin, Recall, Stored
from literacy.review.queue import Entry, Today
from literacy.review.rounds import todays
from literacy.review.subjects import Subject
from tests import make
from tests.quizzes.banks import fields, key
from tests.quizzes.sitting import Sitting


@dataclass
class Reviewing:
    """`who` on the days after a quiz; each action is a transaction, as it is on the site."""

    database: Database
    catalogue: Catalogue
    who: Person
    now: datetime = make.NOW
    sends: int = 0

    def finish_quiz(self, *, right: int = 5) -> None:
        sitting = Sitting(self.database, self.catalogue, self.who, self.now)
        self.sends += 1
        sitting.finish(sitting.start(send_key=key(5000 + self.sends)), right=right)

    def later(self, **given: float) -> None:
        self.now += timedelta(**given)

    @property
    def on(self) -> date:
        return self.now.date()

    @property
    def cards(self) -> dict[Subject, Card]:
        with self.database.reading() as session:
            return queries.cards_of(session, self.who.id)

    @property
    def given(self) -> tuple[Stored, ...]:
        with self.database.reading() as session:
            return queries.reviewed_on(session, self.who.id, self.on)

    @property
    def today(self) -> Today:
        given = self.given
        return todays(
            self.catalogue,
            self.cards,
            person=self.who.id,
            on=self.on,
            answered=len(given),
            first_answers=sum(each.turn == 1 for each in given),
        )

    def areas(self) -> list[Entry]:
        return [entry for entry in self.today.entries if entry.subject.area]

    def asked(self, entry: Entry) -> Asked:
        with self.database.reading() as session:
            seen = queries.seen_items(session, self.who.id, entry.subject)
        found = ask(
            self.catalogue,
            entry.subject,
            turn=entry.turn,
            seen=seen,
            person=self.who.id,
            on=self.on,
        )
        assert found is not None
        return found

    def sending(self, entry: Entry, *, right: bool = True, **given: object) -> Sent:
        asked = self.asked(entry)
        self.sends += 1
        question = asked.question
        answer = question.key() if right else next(iter(question.wrong_answers()))
        return Sent(
            **{
                "key": key(7000 + self.sends),
                "subject": entry.subject,
                "turn": entry.turn,
                "item": asked.item,
                "fields": fields(question, answer),
                **given,
            }
        )

    def record(self, sent: Sent) -> int:
        with self.database.transaction() as saving:
            return actions.record_answer(
                saving, make.viewer(self.who), self.catalogue, sent=sent, now=self.now
            )

    def answer(self, entry: Entry, *, right: bool = True, **given: object) -> int:
        return self.record(self.sending(entry, right=right, **given))

    def finish(self, *, right: bool = True) -> int:
        """Everything that is left today; says how many answers that took."""
        count = 0
        while entries := self.today.entries:
            self.answer(entries[0], right=right)
            count += 1
        return count

    def items(self, answers: Sequence[int]) -> list[str]:
        with self.database.reading() as session:
            viewer = make.viewer(self.who)
            return [queries.answer_for(session, viewer, each).recall.items[0] for each in answers]

    def items_of(self, subject: Subject) -> list[tuple[str, ...]]:
        """What was asked in a subject, turn by turn."""
        with self.database.reading() as session:
            recalls = queries.recalls_of(session, self.who.id)
        return [each.items for each in recalls if each.subject == subject]

    def told(self, subject: Subject) -> Recall:
        """What a quiz finished now would tell of this area."""
        return Recall(
            key=f"told.{subject.key}",
            subject=subject,
            origin=Origin.QUIZ,
            items=(),
            correct=True,
            rating=Rating.Good,
            at=self.now,
        )
