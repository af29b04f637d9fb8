"""A person at a quiz: begins attempts and answers them through the actions."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from literacy.accounts.models import Person
from literacy.content.catalogue import Bank, Catalogue
from literacy.lib.db import Database
from literacy.questions.question import Question
from literacy.quizzes import actions, queries
from literacy.quizzes.actions import Sent
from literacy.quizzes.offers import offer
from literacy.quizzes.standing import Place, Standing
from tests import make
from tests.quizzes.banks import LESSON, asked_at, fields, key, send


@dataclass
class Sitting:
    """`who` at the quiz of this course; each action is a transaction, as it is on the site."""

    database: Database
    catalogue: Catalogue
    who: Person
    now: datetime = make.NOW
    starts: int = 0

    @property
    def bank(self) -> Bank:
        return self.catalogue.banks[LESSON]

    def start(self, kind: str = "full", *, send_key: str = "", seed: int = 7) -> int:
        self.starts += 1
        with self.database.transaction() as saving:
            return actions.start_attempt(
                saving,
                make.viewer(self.who),
                offer(self.catalogue, LESSON, today=self.now.date()),
                key=send_key or key(900 + self.starts),
                kind=kind,
                seed=seed,
                now=self.now,
            )

    def at(self, attempt_id: int) -> Standing:
        with self.database.reading() as session:
            return queries.standing_for(session, make.viewer(self.who), attempt_id)

    def record(self, attempt_id: int, sent: Sent) -> Standing:
        with self.database.transaction() as saving:
            return actions.record_answer(
                saving,
                make.viewer(self.who),
                self.catalogue,
                attempt_id=attempt_id,
                sent=sent,
                now=self.now,
            )

    def answer(self, attempt_id: int, *, right: bool = True, **given: Any) -> Standing:
        """Answer the question that is open; a story is told to its best end."""
        place, asked = asked_at(self.at(attempt_id), self.bank)
        if asked.kind == "scenario" and right:
            return self._tell(attempt_id, place, asked)
        return self.record(attempt_id, send(place, asked, right=right, **given))

    def _tell(self, attempt_id: int, place: Place, asked: Question) -> Standing:
        path, at = asked.key(), self.at(attempt_id)
        for step in range(1, len(path) + 1):
            step_key = place.number * 100 + place.next_try * 10 + step
            step_fields = fields(asked, path[:step])
            at = self.record(attempt_id, send(place, asked, number=step_key, fields=step_fields))
        return at

    def finish(self, attempt_id: int, *, right: int) -> Standing:
        """So many right at the first try, the others given up."""
        at = self.at(attempt_id)
        while at.current:
            is_right = at.right < right
            at = self.answer(attempt_id, right=is_right, dont_know=not is_right)
        return at

    def miss(self, times: int = 1) -> None:
        for _ in range(times):
            self.finish(self.start(), right=0)

    def later(self, **given: float) -> None:
        self.now += timedelta(**given)
