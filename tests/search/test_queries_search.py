"""The same words find the same things on SQLite and on PostgreSQL."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from literacy.accounts.models import Person
from literacy.content.shelf import Shelf
from literacy.lessons.models import CheckAnswer
from literacy.quizzes.models import Attempt, QuizAnswer
from literacy.review.models import ReviewAnswer
from literacy.search import actions, queries
from literacy.search.models import SearchEdition, SearchPassage
from literacy.search.passages import Kind, Passage
from literacy.search.wanted import wanted
from tests import make

ASKED = "cache-rules/ask-first"


def found(db: Session, digests: dict[Kind, str], query: str, kind: Kind = Kind.TERM) -> list[str]:
    edition = queries.editions(db, digests)[kind]
    return [row.ref for row in queries.hits(db, edition, wanted(query), most=10)]


@pytest.mark.parametrize(
    ("query", "slug"),
    [
        ("cdn", "cdn"),
        ("content delivery networks", "cdn"),
        ("caching", "cache"),
        ("content deliv", "cdn"),
        ("CACHES?", "cache"),
        ("third party cookies", "third-party-cookie"),
        ("third-party cookie", "third-party-cookie"),
    ],
)
def test_a_term_is_found_by_its_names_forms_and_beginnings(
    db: Session, editions: dict[Kind, str], query: str, slug: str
) -> None:
    assert slug in found(db, editions, query)


def test_a_lesson_is_found_by_a_passage(db: Session, editions: dict[Kind, str]) -> None:
    edition = queries.editions(db, editions)[Kind.LESSON]

    rows = queries.hits(db, edition, wanted("reading waterfalls"), most=5)

    assert (rows[0].ref, rows[0].anchor) == ("clients-and-servers", "read-the-waterfall")


@pytest.mark.parametrize(
    ("query", "hit"),
    [("介面", True), ("應用程式", True), ("介面設計", True), ("式應", False), ("面介", False)],
)
def test_chinese_is_found_inside_a_sentence(db: Session, query: str, hit: bool) -> None:
    made = [Passage("a", "介面", "這個應用程式的介面設計很好。"), Passage("b", "cache", "a copy")]
    actions.build(db, Kind.TERM, "1", actions.cut(made), now=make.NOW)

    assert found(db, {Kind.TERM: "1"}, query) == (["a"] if hit else [])


def test_a_title_counts_more_than_a_text(db: Session) -> None:
    made = [
        Passage("text", "Other things", "a purge of copies " + "and so on " * 20),
        Passage("name", "Clearing", "copies", names="purge"),
        Passage("title", "Purge", "copies"),
    ]
    actions.build(db, Kind.TERM, "1", actions.cut(made), now=make.NOW)

    assert found(db, {Kind.TERM: "1"}, "purge") == ["title", "name", "text"]


HOSTILE = (
    '"', "'", "')) --", "NEAR(a b)", "a AND", "OR", "NOT x", "*", "a*b", "^a", "col:x", "{a b}",
    "a & | !", "<->", "a:*", "\\", "%", "_", "\x00", "a\x00b", "'; drop table person; --",
    "((((((((", "-" * 120, "a " * 60, "🙂", "ﷺ", "\u202e", "½", "Ⅷ", "𝕮𝖆𝖈𝖍𝖊", "\ud7ff",
)  # fmt: skip


@pytest.mark.parametrize("query", HOSTILE)
def test_no_syntax_breaks_a_search(db: Session, editions: dict[Kind, str], query: str) -> None:
    for every in (True, False):
        sought = wanted(query)
        if sought:
            edition = queries.editions(db, editions)[Kind.TERM]
            assert isinstance(queries.hits(db, edition, sought, most=3, every=every), tuple)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=130))
def test_whatever_is_typed_is_a_search(db: Session, editions: dict[Kind, str], text: str) -> None:
    sought = wanted(text)
    if sought:
        edition = queries.editions(db, editions)[Kind.TERM]
        queries.hits(db, edition, sought, most=3)
        queries.hits(db, edition, sought, most=3, every=False)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(min_size=1, max_size=30))
def test_a_text_is_found_by_its_own_words(db: Session, text: str) -> None:
    sought = wanted(text)
    if not sought:
        return
    digest = f"{abs(hash(text)):064d}"[-64:]
    actions.build(db, Kind.TERM, digest, actions.cut([Passage("x", text)]), now=make.NOW)

    assert found(db, {Kind.TERM: digest}, text) == ["x"]


def told(db: Session, editions: dict[Kind, str], person: Person, query: str) -> list[str]:
    edition = queries.editions(db, editions)[Kind.QUESTION]
    rows = queries.told_hits(db, make.viewer(person), edition, wanted(query), most=10)
    return [row.ref for row in rows]


def sitting(db: Session, person: Person, item: str, *, finished: bool) -> None:
    quiz, _, local = item.partition("/")
    attempt = Attempt(
        key=f"{person.id}{quiz}".ljust(32, "x"), person_id=person.id, quiz=quiz, kind="full",
        number=1, seed=1, bank_version="1", items=[local], areas=["a"], right_needed=1,
        started_at=make.NOW, finished_at=make.NOW if finished else None,
        right_count=0 if finished else None, passed=False if finished else None,
    )  # fmt: skip
    db.add(attempt)
    db.flush()
    db.add(
        QuizAnswer(
            key=f"{attempt.id}".ljust(32, "y"), attempt_id=attempt.id, item=local, item_version=1,
            try_number=1, answer="a", score=0, correct=False, at=make.NOW,
        )
    )  # fmt: skip
    db.flush()


@pytest.fixture
def question(shelf: Shelf) -> tuple[str, str]:
    """A question's global id, and words that find it."""
    bank = shelf.catalogue.banks["cache-rules"]
    item = next(iter(bank.items.values()))
    return item.common.global_id, item.common.stem[:60]


def test_an_explanation_is_found_by_those_who_were_told(
    people: make.People, db: Session, editions: dict[Kind, str], question: tuple[str, str]
) -> None:
    ref, words = question
    sitting(db, people.maya, ref, finished=True)

    assert told(db, editions, people.maya, words) == [ref]
    assert told(db, editions, people.eve, words) == []


def test_an_open_attempt_tells_nothing(
    people: make.People, db: Session, editions: dict[Kind, str], question: tuple[str, str]
) -> None:
    ref, words = question
    sitting(db, people.maya, ref, finished=False)

    assert told(db, editions, people.maya, words) == []


def test_a_check_in_a_lesson_is_found_once_it_is_answered(
    people: make.People, db: Session, editions: dict[Kind, str], question: tuple[str, str]
) -> None:
    ref, words = question
    db.add(
        CheckAnswer(
            person_id=people.maya.id,
            item=ref,
            item_version=1,
            answer="a",
            correct=True,
            at=make.NOW,
        )
    )
    db.flush()

    assert told(db, editions, people.maya, words) == [ref]
    assert told(db, editions, people.grace, words) == []


def reviewed(db: Session, person: Person, subject: str, item: str, origin: str = "review") -> None:
    db.add(
        ReviewAnswer(
            key=f"{person.id}{subject}{origin}", person_id=person.id, subject=subject, turn=1,
            origin=origin, items=[item], item_version=1, answer="a", correct=False, rating=1,
            at=make.NOW,
        )
    )  # fmt: skip
    db.flush()


def test_what_a_review_explained_is_found_by_who_answered(
    people: make.People, db: Session, editions: dict[Kind, str], question: tuple[str, str]
) -> None:
    ref, words = question
    lesson, _, item = ref.partition("/")
    reviewed(db, people.maya, f"area/{lesson}/a", item)
    reviewed(db, people.maya, "term/cdn", item)

    assert told(db, editions, people.maya, words) == [ref]
    assert told(db, editions, people.eve, words) == []


def test_a_recall_that_a_quiz_told_and_a_term_explain_no_question(
    people: make.People, db: Session, editions: dict[Kind, str], question: tuple[str, str]
) -> None:
    ref, words = question
    lesson, _, item = ref.partition("/")
    reviewed(db, people.maya, f"area/{lesson}/a", item, origin="quiz")
    reviewed(db, people.maya, f"term/{lesson}", item)
    reviewed(db, people.maya, "area/other/a", item)

    assert told(db, editions, people.maya, words) == []


def test_an_index_is_built_once_for_a_course(db: Session, editions: dict[Kind, str]) -> None:
    before = db.scalar(select(func.count()).select_from(SearchPassage))

    actions.build(db, Kind.TERM, editions[Kind.TERM], (), now=make.NOW)

    assert db.scalar(select(func.count()).select_from(SearchPassage)) == before


def test_a_changed_course_has_its_own_index_and_old_ones_make_room(db: Session) -> None:
    for number in range(4):
        made = actions.cut([Passage(f"v{number}", "Purge")])
        actions.build(db, Kind.TERM, str(number), made, now=make.NOW)

    assert found(db, {Kind.TERM: "3"}, "purge") == ["v3"]
    assert found(db, {Kind.TERM: "2"}, "purge") == ["v2"]
    assert queries.editions(db, {Kind.TERM: "1"}) == {}
    assert db.scalar(select(func.count()).select_from(SearchEdition)) == 2
    assert db.scalar(select(func.count()).select_from(SearchPassage)) == 2


def test_a_course_without_anything_can_be_searched(db: Session) -> None:
    actions.build(db, Kind.TERM, "none", (), now=make.NOW)

    assert found(db, {Kind.TERM: "none"}, "cache") == []


def test_searches_in_vain_are_counted_by_their_words(db: Session) -> None:
    for words in ("hydration", "webhook", "hydration"):
        actions.count_miss(db, words, now=make.NOW)

    kept = queries.most_missed(db)

    assert [(each.words, each.times) for each in kept] == [("hydration", 2), ("webhook", 1)]


def test_no_more_words_are_kept_than_there_is_room_for(
    db: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(actions, "MOST_WORDS_KEPT", 1)
    for words in ("first", "second", "first"):
        actions.count_miss(db, words, now=make.NOW)

    assert [(each.words, each.times) for each in queries.most_missed(db)] == [("first", 2)]


def test_words_nobody_seeks_any_more_are_forgotten(db: Session) -> None:
    actions.count_miss(db, "old", now=make.NOW - timedelta(days=181))
    actions.count_miss(db, "new", now=make.NOW - timedelta(days=179))

    actions.forget_missed(db, now=make.NOW)

    assert [each.words for each in queries.most_missed(db)] == ["new"]
