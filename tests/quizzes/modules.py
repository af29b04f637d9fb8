"""A course in which every module has questions, and somebody who sits what spans lessons."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from literacy.accounts.models import Person
from literacy.content.catalogue import Bank, Catalogue, Lesson, Module
from literacy.lib.db import Database
from literacy.questions.kinds.registry import parse
from literacy.questions.question import Question
from literacy.quizzes import actions, queries
from literacy.quizzes.names import QuizKind
from literacy.quizzes.offers import Offer, course_offer, module_offer
from literacy.quizzes.standing import Standing
from tests import make
from tests.questions.items import KEYS, WHY, item
from tests.quizzes.banks import key, send

KINDS = ("single", "multiple", "truefalse", "spot", "short", "classify")
LEVELS = ("remember", "understand", "apply", "apply", "analyse", "evaluate")
MODULE = "06-caching"


def full_bank(lesson: str) -> Bank:
    """Twelve questions, six of each area, of levels from the easiest on."""
    items = [
        _question(lesson, area, kind, level)
        for area in "ab"
        for kind, level in zip(KINDS, LEVELS, strict=True)
    ]
    return Bank(
        lesson=lesson,
        areas={"a": f"Choose, in {lesson}", "b": f"Predict, in {lesson}"},
        items={each.common.id: each for each in items},
        version="1",
        path=f"quizzes/{lesson}.yml",
    )


def _question(lesson: str, area: str, kind: str, level: str) -> Question:
    data = item(kind, id=f"{area}-{kind}", area=area, **{"why": WHY, **KEYS[kind], "level": level})
    return parse({**data, "see": "#one"}, lesson=lesson, line=1)


def whole(course: Catalogue) -> Catalogue:
    """The real map with every lesson written and a full bank for each."""
    some = next(iter(course.lessons.values()))
    lessons = {
        planned.slug: course.lessons.get(planned.slug) or _lesson(some, module, planned.slug, place)
        for module in course.modules.values()
        for place, planned in enumerate(module.planned, 1)
    }
    modules = {
        slug: replace(module, lessons=tuple(each.slug for each in module.planned))
        for slug, module in course.modules.items()
    }
    banks = {slug: full_bank(slug) for slug in lessons}
    return replace(course, lessons=lessons, modules=modules, banks=banks)


def _lesson(like: Lesson, module: Module, slug: str, order: int) -> Lesson:
    return replace(like, id=slug, slug=slug, module=module.slug, order=order, labs=(), title=slug)


def thinned(course: Catalogue, lesson: str, *, items: int) -> Catalogue:
    """The course with so few questions left in one lesson."""
    bank = course.banks[lesson]
    kept = dict(list(bank.items.items())[:items])
    return replace(course, banks={**course.banks, lesson: replace(bank, items=kept)})


@dataclass
class Sitter:
    """`who` at a quiz that spans lessons; each action is a transaction, as it is on the site."""

    database: Database
    catalogue: Catalogue
    who: Person
    kind: QuizKind = QuizKind.EXAM
    now: datetime = make.NOW
    starts: int = 0

    @property
    def offer(self) -> Offer:
        today = self.now.date()
        if self.kind in (QuizKind.FINAL, QuizKind.PLACEMENT):
            return course_offer(self.catalogue, self.kind, today=today)
        return module_offer(self.catalogue, MODULE, self.kind, today=today)

    def start(self, kind: str = "full", *, send_key: str = "", seed: int = 7) -> int:
        self.starts += 1
        with self.database.transaction() as saving:
            return actions.start_attempt(
                saving,
                make.viewer(self.who),
                self.offer,
                key=send_key or key(900 + self.starts),
                kind=kind,
                seed=seed,
                now=self.now,
            )

    def at(self, attempt_id: int) -> Standing:
        with self.database.reading() as session:
            return queries.standing_for(session, make.viewer(self.who), attempt_id)

    def asked(self, item_name: str) -> Question:
        lesson, _, short = item_name.partition("/")
        return self.catalogue.banks[lesson].items[short]

    def answer(self, attempt_id: int, *, right: bool = True, **given: object) -> Standing:
        place = self.at(attempt_id).current
        assert place is not None
        sent = send(place, self.asked(place.item), right=right, **given)
        with self.database.transaction() as saving:
            return actions.record_answer(
                saving,
                make.viewer(self.who),
                self.catalogue,
                attempt_id=attempt_id,
                sent=sent,
                now=self.now,
            )

    def finish(self, attempt_id: int, *, right: int) -> Standing:
        """So many right, the others not."""
        at = self.at(attempt_id)
        while at.current:
            at = self.answer(attempt_id, right=at.right < right)
        return at

    def later(self, **given: float) -> None:
        self.now += timedelta(**given)
