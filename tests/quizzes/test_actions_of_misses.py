"""What is left of all that was missed, and another try at it."""

from datetime import timedelta

import pytest

from literacy.content.shelf import Shelf
from literacy.lib.db import Database
from literacy.lib.errors import Conflict
from literacy.quizzes import actions, queries
from literacy.quizzes.misses import Miss
from literacy.quizzes.models import Attempt, QuizAnswer
from literacy.quizzes.names import QuizKind
from literacy.quizzes.offers import everything_on_offer
from literacy.quizzes.standing import Standing
from tests import make
from tests.quizzes.banks import key
from tests.quizzes.modules import Sitter, whole


@pytest.fixture
def maya(database: Database, people: make.People, shelf: Shelf) -> Sitter:
    return Sitter(database, whole(shelf.catalogue), people.maya)


def left(maya: Sitter) -> tuple[Miss, ...]:
    with maya.database.reading() as session:
        return queries.misses_of(session, make.viewer(maya.who))


def practice(maya: Sitter, *, number: int = 1) -> int:
    pool = everything_on_offer(maya.catalogue, today=maya.now.date())
    with maya.database.transaction() as saving:
        return actions.start_practice(
            saving, make.viewer(maya.who), pool, key=key(number), seed=7, now=maya.now
        )


def missed_exam(maya: Sitter, *, right: int) -> Standing:
    done = maya.finish(maya.start(), right=right)
    maya.later(minutes=5)
    return done


def test_what_an_exam_missed_is_listed_after_its_end(maya: Sitter) -> None:
    attempt_id = maya.start()
    maya.answer(attempt_id, right=False)

    assert left(maya) == ()
    done = maya.finish(attempt_id, right=11)
    assert [each.item for each in left(maya)] == [place.item for place in done.missed]


def test_a_miss_knows_its_lesson_its_area_and_its_place(maya: Sitter) -> None:
    done = missed_exam(maya, right=11)

    (miss,) = left(maya)

    (place,) = done.missed
    assert f"{miss.lesson}/{miss.area}" == place.area
    assert (miss.number, miss.attempt.id) == (place.number, done.attempt.id)


@pytest.mark.parametrize("kind", [QuizKind.PRETEST, QuizKind.PLACEMENT])
def test_a_guess_that_was_invited_is_no_miss(maya: Sitter, kind: QuizKind) -> None:
    maya.kind = kind
    missed_exam(maya, right=0)

    assert left(maya) == ()


def test_sure_and_wrong_comes_first(maya: Sitter) -> None:
    attempt_id = maya.start()
    maya.answer(attempt_id, right=False, confidence="certain")
    sure = maya.at(attempt_id).places[0].item
    maya.later(minutes=1)
    at = maya.at(attempt_id)
    while at.current:
        at = maya.answer(attempt_id, right=False, confidence="guessing")

    assert left(maya)[0].item == sure


def test_practice_asks_siblings_of_at_most_eight(maya: Sitter) -> None:
    missed_exam(maya, right=0)
    missed = [each.item for each in left(maya)]

    at = maya.at(practice(maya))

    assert len(at.places) == 8
    assert set(at.attempt.stands_for) == set(missed[:8])
    assert not {place.item for place in at.places} & set(missed)


def test_a_sibling_answered_right_puts_the_miss_right(maya: Sitter) -> None:
    missed_exam(maya, right=11)

    maya.finish(practice(maya), right=1)

    assert left(maya) == ()


def test_a_missed_sibling_takes_the_place_of_the_miss(maya: Sitter) -> None:
    missed_exam(maya, right=11)
    attempt_id = practice(maya)

    maya.finish(attempt_id, right=0)

    (miss,) = left(maya)
    assert miss.attempt.id == attempt_id


def test_practice_with_nothing_missed_is_refused(maya: Sitter) -> None:
    with pytest.raises(Conflict, match="no missed question"):
        practice(maya)


def test_practice_sent_twice_is_one_attempt(maya: Sitter) -> None:
    missed_exam(maya, right=6)

    assert practice(maya) == practice(maya, number=1) == practice(maya, number=2)


def test_another_persons_misses_are_not_mine(maya: Sitter, people: make.People) -> None:
    missed_exam(maya, right=6)
    maya.who = people.eve

    assert left(maya) == ()


def test_what_has_left_every_bank_is_listed_and_not_asked(maya: Sitter) -> None:
    missed_exam(maya, right=11)
    (miss,) = left(maya)
    bank = maya.catalogue.banks[miss.lesson]
    kept = {id: each for id, each in bank.items.items() if id != miss.item.partition("/")[2]}
    object.__setattr__(bank, "items", kept)

    assert left(maya) == (miss,)
    with pytest.raises(Conflict):
        practice(maya)


def exam_answer(maya: Sitter, number: int, *, correct: bool, open: bool = False) -> None:
    """One answered question of an exam; the same one each time."""
    at = make.NOW + timedelta(days=number)
    with maya.database.transaction() as saving:
        sat = Attempt(
            key=f"exam {number}", person_id=maya.who.id, quiz="06-caching/exam", number=number,
            seed=1, bank_version="1", items=["why-caching/where"], areas=["why-caching/a"],
            right_needed=1, started_at=at, finished_at=None if open else at,
        )  # fmt: skip
        saving.add(sat)
        saving.flush()
        saving.add(
            QuizAnswer(
                key=f"answer {number}", attempt_id=sat.id, item="why-caching/where", item_version=1,
                try_number=1, answer="x", score=float(correct), correct=correct, at=at,
            )
        )  # fmt: skip


@pytest.mark.parametrize(
    ("answers", "told_of"),
    [
        ([False, True], []),
        ([True, False], [2]),
        ([False, False], [2]),
        ([False, True, False], [3]),
    ],
    ids=["put right", "forgotten", "missed twice", "put right and missed again"],
)
def test_the_last_first_try_at_a_question_counts(
    maya: Sitter, answers: list[bool], told_of: list[int]
) -> None:
    for number, correct in enumerate(answers, start=1):
        exam_answer(maya, number, correct=correct)

    assert [miss.attempt.number for miss in left(maya)] == told_of


def test_what_an_open_exam_may_not_tell_hides_no_earlier_miss(maya: Sitter) -> None:
    exam_answer(maya, 1, correct=False)
    exam_answer(maya, 2, correct=True, open=True)

    assert [miss.attempt.number for miss in left(maya)] == [1]
