"""The judge of the five missions: what proves a goal, and what does not."""

import pytest

from literacy.labs.cache import moves, plan
from literacy.lib.errors import Invalid, NotFound
from tests.labs.playing import Play

# Second load


@pytest.mark.parametrize("rule", ["max-age-3600", "no-rule"])
def test_two_loads_and_one_full_answer_prove_that_nothing_was_asked(rule):
    play = Play("second-load").load(200, rule=rule).load(rule=rule)

    assert play.reached == (True, False)


def test_a_full_answer_and_then_a_304_prove_a_question_without_a_download():
    play = Play("second-load").load(200, rule="no-cache").load(304, rule="no-cache")

    assert play.reached == (False, True)


def test_both_goals_are_reached_by_two_runs_with_files_of_their_own():
    play = Play("second-load").load(200, rule="max-age-3600").load(rule="max-age-3600")
    play.load(200, rule="no-cache").load(304, rule="no-cache")

    assert play.verdict.done
    assert "Both goals are reached" in play.verdict.next


@pytest.mark.parametrize(
    ("rule", "loads", "sentence"),
    [
        ("no-store", ([200], [200]), "this rule lets nobody keep a copy"),
        ("max-age-3600", ([200], [200]), "Disable cache"),
        ("no-cache", ([200], [200]), "yet it fetched the file again"),
        ("max-age-3600", ([200],), "One load to go"),
    ],
)
def test_other_runs_prove_nothing_and_say_why(rule, loads, sentence):
    play = Play("second-load")
    for statuses in loads:
        play.load(*statuses, rule=rule)

    assert play.reached == (False, False)
    assert sentence in play.verdict.next


def test_a_report_without_any_request_is_refused():
    play = Play("second-load").begin("max-age-3600")

    with pytest.raises(Invalid, match="never reached us"):
        play.report()


@pytest.mark.parametrize("rule", ["no-store", "no-cache"])
def test_a_second_report_is_refused_where_the_rule_must_have_sent_a_request(rule):
    play = Play("second-load").load(200, rule=rule)

    with pytest.raises(Invalid, match="no copy it may use"):
        play.report()


def test_a_copy_that_has_run_out_can_not_have_answered():
    play = Play("second-load").load(200, rule="max-age-3600").wait(3700)

    with pytest.raises(Invalid, match="no copy it may use"):
        play.report()


def test_a_run_takes_only_so_many_reports():
    play = Play("deploy-day").load(200)
    for _again in range(9):
        play.arrive().report().arrive().report()
    play.arrive().report()

    with pytest.raises(Invalid, match="all its loads"):
        play.arrive().report()


def test_a_report_about_another_file_is_refused():
    play = Play("second-load").load(200, rule="no-cache")

    with pytest.raises(Invalid, match="not part of this run"):
        play.arrive(304).report("lamp-7.html")


# Deploy day


def test_to_publish_while_copies_last_leaves_the_old_price_out_there():
    play = Play("deploy-day").load(200).deploy().load()

    assert play.reached == (True, False, False)
    assert "up to 15 seconds more" in play.verdict.next


def test_a_shorter_rule_sent_too_late_calls_nothing_back():
    play = Play("deploy-day").load(200).rule("max-age-3").wait(5).deploy().wait(30).load(200)

    assert play.reached == (True, False, False)


@pytest.mark.parametrize("rule", ["max-age-3", "no-cache"])
def test_to_shorten_wait_one_old_window_and_publish_reaches_the_visitor(rule):
    play = Play("deploy-day").load(200).rule(rule).wait(20).deploy().wait(4).load(200)

    assert play.reached == (True, True, True)


def test_to_wait_without_shortening_helps_one_visitor_and_not_the_others():
    play = Play("deploy-day").load(200).wait(60).deploy().load(200)

    assert play.reached == (True, False, False)


def test_a_name_that_is_newer_than_the_price_has_no_old_copies():
    play = Play("deploy-day").load(200).deploy().rename().load(200)

    assert play.reached == (True, True, True)


def test_a_name_that_was_out_before_the_price_changed_has_old_copies_too():
    play = Play("deploy-day").load(200).rename().wait(5).deploy().load(200)

    assert play.reached == (True, False, False)


def test_the_visitor_must_have_been_there_before():
    play = Play("deploy-day").begin().deploy().rename().load(200)

    assert not play.verdict.done
    assert "nobody returns" in play.verdict.next


def test_a_later_run_that_fails_takes_no_goal_away():
    play = Play("deploy-day").load(200).deploy().rename().load(200)
    play.add(moves.start_over(play.events, "deploy-day"))

    play.load(200).deploy()

    assert play.verdict.done


@pytest.mark.parametrize(
    ("seconds", "sentence"), [(0, "longer than 5 seconds"), (20, "A good moment to publish")]
)
def test_the_lab_says_when_the_moment_has_come(seconds, sentence):
    play = Play("deploy-day").load(200).rule("max-age-3").wait(seconds)

    assert sentence in play.verdict.next


# Purge the edge


def test_the_new_visitor_gets_the_new_price_and_the_own_copy_keeps_the_old_one():
    play = Play("purge-the-edge").load(200).deploy().purge().visit().load()

    assert play.reached == (True, True)


def test_without_a_purge_the_edge_goes_on_with_the_old_price():
    play = Play("purge-the-edge").load(200).deploy().visit()

    assert play.reached == (False, False)
    assert "still holds its copy" in play.verdict.next


def test_a_purge_before_the_change_lets_the_edge_fill_with_the_old_price_again():
    play = Play("purge-the-edge").load(200).purge().visit().deploy().visit()

    assert play.reached == (False, False)
    assert "Purge once more" in play.verdict.next


def test_an_own_load_that_fetched_the_new_price_is_not_an_old_copy():
    play = Play("purge-the-edge").load(200).deploy().purge().visit().wait(700).load(200)

    assert play.reached == (True, False)
    assert "had run out" in play.verdict.next


def test_the_seconds_spent_in_the_edge_count_against_the_own_copy():
    play = Play("purge-the-edge").begin().visit().wait(590).load(200).deploy().purge().visit()

    with pytest.raises(Invalid, match="no copy it may use"):
        play.wait(15).load()


# Hello, Anna


@pytest.mark.parametrize("rule", ["private-600", "no-store"])
def test_ben_is_greeted_as_ben_where_nothing_personal_is_shared(rule):
    play = Play("hello-anna").load(200, rule=rule).visit(rule)

    assert play.reached == (True,)


@pytest.mark.parametrize("rule", ["max-age-600", "shared-600"])
def test_ben_is_greeted_as_anna_where_the_edge_keeps_her_page(rule):
    play = Play("hello-anna").load(200, rule=rule).visit(rule)

    assert play.reached == (False,)
    assert "Ben reads “Hello Anna”" in play.verdict.next


def test_anna_is_greeted_as_ben_where_he_came_first():
    play = Play("hello-anna").visit("max-age-600").load(200, rule="max-age-600")

    assert play.reached == (False,)
    assert "You are Anna and read “Hello Ben”" in play.verdict.next


def test_luck_is_not_a_rule():
    play = Play("hello-anna").load(200, rule="max-age-600").wait(700).visit("max-age-600")

    assert play.events[-1].facts.shown == plan.HELLO_BEN
    assert play.reached == (False,)


def test_ben_must_come_after_anna():
    play = Play("hello-anna").visit("private-600").load(200, rule="private-600")

    assert play.reached == (False,)


def test_a_greeting_that_loads_apart_stays_with_its_owner():
    play = Play("hello-anna").begin(plan.APART)
    play.arrive(file=0).arrive(file=1).report()

    play.visit(plan.APART)

    shown = [(each.facts.shown, each.facts.answer) for each in play.events[-2:]]
    assert shown == [(plan.SALE, "hit"), (plan.HELLO_BEN, "miss")]
    assert play.reached == (True,)


# Where is it?

# Paths whose first four digits give each of the six orders of the rounds.
ORDERS = [f"{number:04x}" + "0" * 28 for number in range(6)]
_ANSWERS = {"first": "origin", "again": "browser", "colleague": "edge", "purged": "origin"}


def play_round(play: Play) -> str:
    """Load the next piece as an ideal browser would, and say which round it was."""
    play.begin()
    if play.run.round != "again":
        play.arrive()
    play.report()
    return play.run.round


@pytest.mark.parametrize("path", ORDERS)
def test_four_rounds_named_right_reach_the_goal_in_every_order(path):
    play = Play("where-is-it", path=path)

    for _round in range(4):
        play.guess(_ANSWERS[play_round(play)])

    assert play.reached == (True, True, True, True)


def test_a_wrong_name_brings_the_round_once_more():
    play = Play("where-is-it", path=ORDERS[1])
    assert play_round(play) == "first"
    play.guess("edge")

    assert play.reached[0] is False
    assert play.verdict.next.startswith("Not quite. The edge noted a miss")
    assert play_round(play) == "first"


def test_only_the_first_name_counts():
    play = Play("where-is-it", path=ORDERS[1])
    play_round(play)

    play.guess("edge").guess("origin")

    assert play.reached[0] is False


def test_the_next_piece_waits_for_a_name():
    play = Play("where-is-it", path=ORDERS[1])
    play_round(play)

    with pytest.raises(Invalid, match="Say first who answered"):
        play.begin()


def test_a_name_needs_a_load():
    play = Play("where-is-it", path=ORDERS[1]).begin()

    with pytest.raises(Invalid, match="Load the piece first"):
        play.guess("origin")


def test_nobody_can_claim_their_own_copy_of_a_piece_they_never_opened():
    play = Play("where-is-it", path=ORDERS[1]).begin()

    with pytest.raises(Invalid, match="never reached us"):
        play.report()


# Moves that make no sense


@pytest.mark.parametrize("mission", ["second-load", "hello-anna", "where-is-it"])
def test_nothing_is_published_where_nothing_changes(mission):
    with pytest.raises(NotFound):
        Play(mission).deploy()


def test_a_button_before_the_first_load_says_what_to_do():
    with pytest.raises(Invalid, match="Load the file first"):
        Play("deploy-day").deploy()


@pytest.mark.parametrize("rule", ["", "max-age-99", "no-cache\r\nSet-Cookie: a=b", "private-600"])
def test_only_the_missions_own_rules_can_be_chosen(rule):
    with pytest.raises(Invalid, match="Choose one of the rules"):
        Play("second-load").begin(rule)


def test_to_publish_twice_changes_nothing():
    play = Play("deploy-day").load(200).deploy()
    before = play.events

    play.deploy()

    assert play.events == before
