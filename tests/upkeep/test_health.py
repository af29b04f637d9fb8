"""What the glossary needs somebody for."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from literacy.content.catalogue import Catalogue
from literacy.content.shelf import Shelf
from literacy.glossary.readers.queries import NotClear
from literacy.upkeep.changes import changes, digest
from literacy.upkeep.health import Checks, Health, answers, clashes, health, in_words, waiting
from tests import make
from tests.lessons.pages import course, lesson, term

DAY = timedelta(days=1)
TODAY = make.NOW.date()


def kept(name: str, **given: object) -> object:
    return term(name, **{"owner": "web", "review_by": TODAY + DAY, **given})


def found(*terms: object, **given: object) -> Health:
    told = {"votes": (), "openings": {each.slug: TODAY for each in terms}, "asked": (), **given}
    return health(catalogue(*terms), ((), ()), now=make.NOW, **told)


def catalogue(*terms: object) -> Catalogue:
    return replace(course(lesson("x")), terms={each.slug: each for each in terms})


def test_a_glossary_that_needs_nobody_says_so() -> None:
    assert found(kept("Cache")) == Health()
    assert not found(kept("Cache")).needs_somebody


def test_a_term_without_an_owner_is_listed() -> None:
    assert [each.slug for each in found(kept("Cache", owner=" ")).unowned] == ["cache"]


def test_the_review_that_is_longest_overdue_comes_first() -> None:
    rows = found(
        kept("Later", review_by=TODAY - DAY),
        kept("Today", review_by=TODAY),
        kept("First", review_by=TODAY - 9 * DAY),
        kept("Fine"),
    )

    assert [each.slug for each in rows.overdue] == ["first", "later", "today"]


@pytest.mark.parametrize(
    ("last", "listed"), [(None, True), (TODAY - 91 * DAY, True), (TODAY - 90 * DAY, False)]
)
def test_what_nobody_opens_is_listed(last: date | None, listed: bool) -> None:
    openings = {} if last is None else {"cache": last}

    assert bool(found(kept("Cache"), openings=openings).unread) is listed


def test_votes_are_shown_for_terms_that_are_there() -> None:
    votes = (NotClear("cache", 3, ("Why?",)), NotClear("gone", 9, ()))

    assert [
        (each.slug, vote.votes) for each, vote in found(kept("Cache"), votes=votes).unclear
    ] == [("cache", 3)]


@pytest.mark.parametrize(
    ("names", "clash"),
    [
        (("Data layer", "data-layers"), True),
        (("Colour profile", "color profile"), True),
        (("Café", "cafe"), True),
        (("Cache", "Cash"), False),
        (("AB", "ABs"), False),
        (("HTTP", "HTTPS"), False),
        (("Host", "Hosting"), False),
    ],
    ids=str,
)
def test_near_same_names_with_two_meanings_are_found(names: tuple[str, str], clash: bool) -> None:
    one, other = (term(name, slug=f"s{number}") for number, name in enumerate(names))

    assert bool(list(clashes([one, other]))) is clash


def test_an_alias_that_is_another_s_name_is_found() -> None:
    (each,) = clashes([term("Session"), term("Visit", "sessions")])

    assert {one.slug for one in each.terms} == {"session", "visit"}


def test_requests_are_told_by_how_long_they_wait() -> None:
    at = [make.NOW - days * DAY for days in (1, 3, 10)]

    told = waiting(at, now=make.NOW)

    assert (told.count, told.late, told.median_days, told.oldest_days) == (3, 2, 3, 10)
    assert waiting((), now=make.NOW).count == 0


def test_answers_are_told_by_how_long_they_took() -> None:
    told = answers([9 * DAY, 2 * DAY, timedelta(hours=3)])

    assert (told.count, told.in_time, told.median, told.longest) == (3, 2, 2 * DAY, 9 * DAY)
    assert answers([]).count == 0


@pytest.mark.parametrize(
    ("span", "said"),
    [
        (timedelta(0), "1 minute"),
        (timedelta(minutes=59), "59 minutes"),
        (timedelta(minutes=59, seconds=50), "1 hour"),
        (timedelta(hours=47), "47 hours"),
        (timedelta(hours=47, minutes=50), "2 days"),
        (timedelta(days=400), "400 days"),
    ],
)
def test_a_span_is_said_as_exactly_as_anybody_needs_it(span: timedelta, said: str) -> None:
    assert in_words(span) == said


def test_an_owner_sees_its_own_terms() -> None:
    terms = (kept("Cache", review_by=TODAY), kept("Mail", owner="mail", review_by=TODAY))
    told = {"votes": (), "openings": {}, "asked": ()}

    rows = health(catalogue(*terms), ((), ()), now=make.NOW, owners=frozenset({"mail"}), **told)

    assert [each.slug for each in rows.overdue] == ["mail"]


def test_the_course_s_own_terms_break_no_rule_and_share_no_name(shelf: Shelf) -> None:
    shared, failing = Checks().of(shelf.catalogue, today=TODAY)

    assert [each.term.slug for each in failing] == []
    assert len(shared) < 12, [each.name for each in shared]


def test_a_term_against_a_newer_rule_is_listed_with_the_sentence(shelf: Shelf) -> None:
    bad = replace(shelf.catalogue.terms["cdn"], definition="word " * 31)
    terms = {**shelf.catalogue.terms, "cdn": bad}

    _shared, failing = Checks().of(replace(shelf.catalogue, terms=terms), today=TODAY)

    assert "cdn" in [each.term.slug for each in failing]
    assert all(each.sentences for each in failing)


def test_the_first_look_dates_terms_by_their_review_and_the_next_by_the_clock() -> None:
    one, two = kept("One", reviewed=TODAY - 5 * DAY), kept("Two", reviewed=TODAY + DAY)

    first = {each.slug: each.at for each in changes([one, two], {}, now=make.NOW)}
    later = list(changes([one, two], {"one": digest(one), "two": "old"}, now=make.NOW))

    assert first["one"].date() == TODAY - 5 * DAY
    assert first["two"] == make.NOW
    assert [(each.slug, each.at, each.is_new) for each in later] == [("two", make.NOW, False)]


def test_a_new_review_date_is_no_change_of_words() -> None:
    one = kept("One")

    assert digest(one) == digest(replace(one, reviewed=TODAY + DAY, owner="else"))
    assert digest(one) != digest(replace(one, why="Because."))
