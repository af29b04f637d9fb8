"""The small shared cache: what it keeps, for how long, under which name, and how old it says it is."""

from datetime import timedelta

import pytest

from literacy.labs.cache import edge, moves
from literacy.labs.cache.rules import RULES
from literacy.lib.errors import NotFound
from tests import make
from tests.labs.playing import Play


def ask(play: Play, *, query: str = "", rule: str = "") -> moves.Answer:
    here = moves.files(play.run)[0]
    return moves.at_edge(
        play.events, rule or here.rule, here.name, query=query, who="", now=play.now
    )


@pytest.mark.parametrize(
    ("rule", "keeps", "seconds"),
    [
        ("max-age-600", True, 600),
        ("public-600", True, 600),
        ("shared-600", True, 600),
        ("private-600", False, 600),
        ("no-store", False, 0),
        ("no-cache", False, 0),
        ("no-rule", False, 0),
    ],
)
def test_a_rule_says_what_a_shared_cache_may_keep(rule, keeps, seconds):
    assert RULES[rule].edge_keeps is keeps
    assert RULES[rule].edge_seconds == seconds


@pytest.mark.parametrize(
    ("rule", "seconds"),
    [
        ("max-age-3600", 3600),
        ("no-cache", 0),
        ("no-store", 0),
        ("no-rule", None),
        ("shared-600", 0),
    ],
)
def test_a_rule_says_how_long_a_browser_asks_nobody(rule, seconds):
    assert RULES[rule].browser_seconds == seconds


def test_the_first_request_is_a_miss_and_the_second_a_hit_with_its_age():
    play = Play("purge-the-edge").begin()
    first = ask(play)
    play.arrive().wait(40)

    second = ask(play)

    assert (first.from_edge, first.kept) == (False, True)
    assert (second.from_edge, second.age, second.kept) == (True, 41, False)


def test_a_copy_runs_out_at_its_second():
    play = Play("purge-the-edge").begin().arrive()
    stored_at = play.events[-1].at

    def hit(seconds: float) -> bool:
        at = stored_at + timedelta(seconds=seconds)
        return edge.fresh_copy(play.events, play.run.name, at) is not None

    assert hit(599.9)
    assert not hit(600)


@pytest.mark.parametrize("rule", ["private-600", "no-store"])
def test_what_is_private_is_never_kept(rule):
    play = Play("hello-anna").begin(rule).arrive()

    assert edge.copies(play.events) == {}
    assert not ask(play).from_edge


def test_a_copy_is_filed_under_path_and_query():
    play = Play("purge-the-edge").begin().arrive()

    tagged = ask(play, query="utm_source=mail")

    assert not tagged.from_edge
    assert tagged.file == f"{play.run.name}?utm_source=mail"


def test_a_purge_empties_it():
    play = Play("purge-the-edge").begin().arrive().purge()

    assert edge.copies(play.events) == {}


def test_an_old_copy_is_handed_out_after_the_price_has_changed():
    play = Play("purge-the-edge").begin().arrive().deploy()

    assert ask(play).shown == "€49"


def test_the_edge_of_one_session_knows_nothing_of_another():
    play = Play("purge-the-edge").begin().arrive()

    other = Play("purge-the-edge").begin()

    assert ask(play).from_edge
    assert not ask(other).from_edge


@pytest.mark.parametrize("rule", ["no-store", "private-600", "../public-600", "in-force"])
def test_a_file_is_not_there_under_another_rule(rule):
    play = Play("purge-the-edge").begin()

    with pytest.raises(NotFound):
        ask(play, rule=rule)


def test_a_file_without_a_run_is_not_there():
    with pytest.raises(NotFound):
        moves.at_edge((), "public-600", "lamp-1.html", who="", now=make.NOW)


def test_a_file_behind_the_edge_can_not_be_fetched_beside_it():
    play = Play("purge-the-edge").begin()

    with pytest.raises(NotFound):
        moves.at_origin(play.events, "public-600", play.run.name, now=play.now)
