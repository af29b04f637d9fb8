"""The link lab's rules: what a link brings, where a hop leads, when a copy runs out."""

from itertools import product
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as some

from literacy.labs.link import building, chain, judge, moves, moving, plan
from literacy.labs.link.events import Draft, Event, Facts
from literacy.labs.link.state import link_state
from literacy.lib.errors import Invalid, NotFound
from tests import make

SESSION = "0f" * 16
RIGHT_LABELS = ("query", "host", "fragment", "scheme", "path")
RIGHT_TAIL = "?utm_source=mail&utm_medium=email&utm_campaign=spring-sale#reviews"
MENDED = ("keep", "keep", "keep")


class Play:
    """A lab session without a server or a browser."""

    def __init__(self, mission: str) -> None:
        self.mission = mission
        self.events: tuple[Event, ...] = ()

    def add(self, drafts: tuple[Draft, ...]) -> "Play":
        self.events += tuple(Event(make.NOW, self.mission, one.kind, one.facts) for one in drafts)
        return self

    def label(self, *labels: str) -> "Play":
        return self.add(moves.label(labels))

    def send(self, tail: str) -> "Play":
        """Build a link and open it: a browser keeps the fragment and encodes spaces."""
        self.add(moves.build(self.events, tail))
        query = tail.partition("#")[0].removeprefix("?").replace(" ", "%20")
        return self.add(moves.land(self.events, self.run, query)[1])

    def set_hops(self, *rules: str) -> "Play":
        return self.add(moves.set_hops(self.events, rules, ("301", "302", "302")))

    def follow(self) -> "Play":
        """Go the whole way as a browser does: to where each answer leads."""
        address = chain.start(SESSION, self.run)
        for _hop in plan.HOPS:
            path, _question, query = address.partition("?")
            self.add(moves.hop(self.events, SESSION, self.run, path.rpartition("/")[2], query))
            address = self.events[-1].facts.location
        return self.add(moves.land(self.events, self.run, address.partition("?")[2])[1])

    def make_plan(self, ttl: str, lowered: str, switch: str) -> "Play":
        chosen = {"ttl": ttl, "lowered": lowered, "switch": switch}
        return self.add(moves.make_plan(self.events, chosen))

    @property
    def run(self) -> int:
        return max(each.facts.run for each in self.events)

    @property
    def verdict(self):
        return judge.judge(self.mission, self.events)

    @property
    def reached(self) -> tuple[bool, ...]:
        return tuple(goal.reached for goal in self.verdict.goals)


# Label the parts


def test_the_link_of_the_lab_has_these_parts():
    parts = urlsplit(plan.LINK)

    assert (parts.scheme, parts.netloc, parts.path, parts.query, parts.fragment) == plan.PIECES


def test_five_right_labels_reach_the_first_goal():
    play = Play(plan.LABEL).label(*RIGHT_LABELS)

    assert play.reached == (True, False)


def test_a_wrong_label_is_hinted_at_and_may_be_mended():
    play = Play(plan.LABEL).label("query", "path", "fragment", "scheme", "host")

    assert play.reached == (False, False)
    assert play.verdict.next.startswith("3 of 5 are right. Look again for the host:")
    assert play.label(*RIGHT_LABELS).reached == (True, False)


@pytest.mark.parametrize("labels", [(), ("query",) * 4, ("", "host", "path", "query", "x")])
def test_each_piece_needs_a_label(labels):
    with pytest.raises(Invalid, match="each of the five"):
        moves.label(labels)


# Build a link


def test_a_link_that_brings_its_tags_and_opens_at_its_place_is_right():
    play = Play(plan.LABEL).send(RIGHT_TAIL)

    assert play.reached == (False, True)


def test_the_order_of_the_tags_does_not_matter():
    tail = "?utm_campaign=spring-sale&color=oak&utm_medium=email&utm_source=mail#reviews"

    assert Play(plan.LABEL).send(tail).reached == (False, True)


@pytest.mark.parametrize(
    ("tail", "sentence"),
    [
        (plan.AGENCYS_TAIL, "stays in the browser"),
        ("?utm_source=mail?utm_medium=email&utm_campaign=spring-sale#reviews", "A second ?"),
        ("?utm_source=mail&utm_medium=email&utm_campaign=spring sale#reviews", "a space in it"),
        ("?utm_source=Mail&utm_medium=email&utm_campaign=spring-sale#reviews", "arrived as “Mail”"),
        ("?utm_source=mail&utm_medium=email#reviews", "utm_campaign did not arrive"),
        ("?utm_source=mail&utm_source=mail&utm_medium=email#reviews", "arrived twice"),
        ("?utm_source=mail&utm_medium=email&utm_campaign=spring-sale", "end it with #reviews"),
        ("#reviews", "utm_source did not arrive"),
        ("?" + "&" * 50, "utm_source did not arrive"),
    ],
)
def test_a_fault_in_a_link_is_named(tail, sentence):
    play = Play(plan.LABEL).send(tail)

    assert play.reached == (False, False)
    assert sentence in play.verdict.next


@pytest.mark.parametrize(
    "tail",
    ["", "utm_source=mail", "//evil.example", "/\\evil.example", "@evil.example", "?a<b>", '?a"b',
     "?a\r\nSet-Cookie: x=1", "?a\x00", "?é", "?" + "a" * 200, ".evil.example/?a", ":80/"],
)  # fmt: skip
def test_what_is_no_query_or_fragment_is_refused_in_words(tail):
    with pytest.raises(Invalid):
        moves.build((), tail)


def test_a_link_that_was_not_opened_brings_nothing():
    play = Play(plan.LABEL)
    play.add(moves.build((), RIGHT_TAIL))

    assert play.reached == (False, False)
    assert "Open it" in play.verdict.next


@given(some.text(max_size=250))
def test_whatever_is_typed_leads_to_the_labs_own_page(tail):
    try:
        play = Play(plan.LABEL).add(moves.build((), tail))
    except Invalid:
        return
    address = link_state(plan.LABEL, play.events, path=SESSION).files[0]

    parts = urlsplit(address)
    assert (parts.scheme, parts.netloc, parts.path) == ("", "", f"/labs/link/land/{SESSION}/1")


@given(some.text(max_size=400))
def test_any_query_string_is_judged_without_a_fault_of_ours(query):
    assert isinstance(building.fault("?a", moves.cut(query)), str)


# Keep the tags


def test_the_chain_as_it_is_found_loses_all_three_tags():
    play = Play(plan.KEEP).set_hops(*plan.START_RULES).follow()

    assert play.reached == (True, False)
    assert "None of the three tags arrived" in play.verdict.next
    assert "hop 2" in play.verdict.next


def test_mending_the_second_hop_brings_all_three():
    play = Play(plan.KEEP).set_hops(*MENDED).follow()

    assert play.reached == (True, True)


def test_mending_the_third_hop_does_not():
    play = Play(plan.KEEP).set_hops("keep", "drop", "stamp").follow()

    assert play.reached == (True, False)


@pytest.mark.parametrize(
    ("rule", "count"), [("source", "One"), ("stamp", "None"), ("drop", "None")]
)
def test_other_rules_at_the_second_hop_do_not(rule, count):
    play = Play(plan.KEEP).set_hops("keep", rule, "keep").follow()

    assert play.reached == (True, False)
    assert f"{count} of the three" in play.verdict.next


def test_one_rule_is_to_be_changed_and_no_more():
    play = Play(plan.KEEP).set_hops("source", "keep", "keep").follow()
    one = chain.changed(MENDED)

    assert one == 1
    assert chain.changed(("source", "keep", "keep")) == 2
    assert play.reached == (True, False)


def test_a_landing_without_the_way_there_proves_nothing():
    play = Play(plan.KEEP).set_hops(*MENDED)
    query = chain.start(SESSION, play.run).partition("?")[2]

    play.add(moves.land(play.events, play.run, query)[1])

    assert play.reached == (False, False)


def test_a_hop_that_is_entered_from_the_side_proves_nothing():
    play = Play(plan.KEEP).set_hops(*plan.START_RULES)
    query = chain.start(SESSION, play.run).partition("?")[2]
    play.add(moves.hop(play.events, SESSION, play.run, "1", query))
    play.add(moves.hop(play.events, SESSION, play.run, "3", query))

    play.add(moves.land(play.events, play.run, query)[1])

    assert play.reached == (False, False)


@pytest.mark.parametrize(
    ("rules", "statuses"),
    [
        (("keep", "keep"), ("301",) * 3),
        (("keep", "keep", "https://evil.example"), ("301",) * 3),
        (("keep",) * 3, ("301", "302", "200")),
        (("keep",) * 3, ("301", "302")),
        (("keep",) * 4, ("301",) * 4),
    ],
)
def test_only_rules_and_statuses_of_the_list_can_be_set(rules, statuses):
    with pytest.raises(Invalid):
        moves.set_hops((), rules, statuses)


@pytest.mark.parametrize("name", ["0", "4", "7", "x", "", "//evil.example", "1/2"])
def test_there_are_three_hops_and_no_more(name):
    play = Play(plan.KEEP).set_hops(*MENDED)

    with pytest.raises(NotFound):
        moves.hop(play.events, SESSION, play.run, name, "")


def every_address() -> set[str]:
    """All that any hop of one run may ever name."""
    known = (*plan.CARRIED, plan.STAMP)
    subsets = [
        [t for t, is_in in zip(known, bits, strict=True) if is_in]
        for bits in product((0, 1), repeat=4)
    ]
    doors = (f"r/{SESSION}/1/2", f"r/{SESSION}/1/3", f"land/{SESSION}/1")
    return {chain._with(f"/labs/link/{door}", tags) for door in doors for tags in subsets}


@given(
    query=some.one_of(
        some.text(max_size=300),
        some.sampled_from(
            ["//evil.example", "next=https://evil.example", "utm_source=flyer%0d%0aLocation:%20//evil",
             "utm_source=//evil.example", "url=javascript:alert(1)", "utm_source=flyer&utm_source=evil"]
        ),
    ),
    hop=some.sampled_from([1, 2, 3]),
    rule=some.sampled_from(list(plan.RULES)),
)  # fmt: skip
def test_no_hop_names_an_address_that_is_not_on_the_list(query, hop, rule):
    assert chain.next_address(SESSION, 1, hop, rule, query) in every_address()


# Moving day


def is_late_in_theory(made: moving.Plan) -> bool:
    """Visitors come all the time, so each answer is taken to be handed out until the last moment."""
    before_lowering = min(made.lowered.minutes, made.switch.minutes) + moving.OLD_TTL
    lasting = made.ttl.minutes if made.lowered.minutes < made.switch.minutes else moving.OLD_TTL
    return max(before_lowering, made.switch.minutes + lasting) > moving.DEADLINE


@pytest.mark.parametrize("ttl", moving.TTLS)
@pytest.mark.parametrize("lowered", moving.LOWERED)
@pytest.mark.parametrize("switch", moving.SWITCHES)
def test_five_helpers_show_what_the_rule_of_the_old_ttl_says(ttl, lowered, switch):
    made = moving.Plan(moving.TTLS[ttl], moving.LOWERED[lowered], moving.SWITCHES[switch])

    assert (moving.late_visitors(made) > 0) is is_late_in_theory(made)


@pytest.mark.parametrize(
    ("ttl", "switch"),
    [("300", "wed-0800"), ("300", "wed-0830"), ("300", "wed-0855"), ("3600", "wed-0800")],
)
def test_lowering_two_days_ahead_and_switching_one_new_ttl_before_nine_is_in_time(ttl, switch):
    play = Play(plan.MOVE).make_plan(ttl, "mon-1000", switch)

    assert play.reached == (True, True)


@pytest.mark.parametrize(
    ("chosen", "reached", "sentence"),
    [
        (("300", "wed-0755", "wed-0855"), (False, True), "still last a whole day"),
        (("300", "tue-1200", "wed-0855"), (False, True), "still last a whole day"),
        (("86400", "mon-1000", "wed-0855"), (False, True), "keep the old answer for a day"),
        (("300", "mon-1000", "wed-0900"), (False, True), "shortly before the switch"),
        (("300", "mon-1000", "tue-1800"), (True, False), "before it opened"),
    ],
)
def test_other_plans_are_late_or_early_and_say_why(chosen, reached, sentence):
    play = Play(plan.MOVE).make_plan(*chosen)

    assert play.reached == reached
    assert sentence in play.verdict.next


def test_two_halves_of_two_plans_are_no_whole():
    play = Play(plan.MOVE).make_plan("300", "wed-0755", "wed-0855")

    play.make_plan("300", "mon-1000", "tue-1800")

    assert play.reached == (True, False)


def test_a_good_plan_stays_good_after_a_bad_one():
    play = Play(plan.MOVE).make_plan("300", "mon-1000", "wed-0855")

    assert play.make_plan("300", "wed-0755", "wed-0900").verdict.done


@pytest.mark.parametrize("missing", ["ttl", "lowered", "switch"])
def test_a_plan_has_three_choices_of_the_list(missing):
    chosen = {"ttl": "300", "lowered": "mon-1000", "switch": "wed-0855"}

    with pytest.raises(Invalid):
        moves.make_plan((), {**chosen, missing: "tomorrow"})


def test_no_plan_has_facts_of_another_kind():
    assert moves.make_plan((), {"ttl": "300", "lowered": "mon-1000", "switch": "wed-0855", "location": "//evil.example"})[0].facts == Facts(run=1, ttl="300", lowered="mon-1000", switch="wed-0855")  # fmt: skip
