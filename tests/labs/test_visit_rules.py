"""The visit inspector's rules: scenes, what a request tells, what proves a goal and what does not."""

import json
from datetime import datetime, timedelta
from itertools import pairwise

import pytest

from literacy.labs.visit import asker, board, judge, moves, plan, scenes
from literacy.labs.visit.events import Draft, Event
from literacy.labs.visit.record import Visit, visits
from literacy.lib.errors import Invalid, NotFound, TooMany
from tests import make

PATH = "00" + "0" * 30
PARTNER = "http://ads.localhost:8000"
TOLD = {"status": 200, "hurried": False, "host": "127.0.0.1:8000", "cookies": "none"}


class Play:
    """A lab session without a server: each request takes ten milliseconds, a late one 900."""

    def __init__(self, mission: str) -> None:
        self.mission = mission
        self.now: datetime = make.NOW
        self.events: tuple[Event, ...] = ()

    def add(self, drafts: tuple[Draft, ...]) -> "Play":
        self.events += tuple(
            Event(self.now, self.mission, each.kind, each.facts) for each in drafts
        )
        return self

    def begin(self, change: str = "none") -> "Play":
        return self.add(
            moves.begin(self.events, self.mission, path=PATH, change=change, partner=PARTNER)
        )

    def arrive(self, *names: str, hurried: bool = False) -> "Play":
        """These files are asked for, one after another; what the page waits for holds up the rest."""
        for name in names:
            at_partner = name in self.visit.begun.others
            asked = moves.asked(self.events, self.visit.number, name, at_partner=at_partner)
            took = 900 if asked.is_late and not hurried else 10
            self.add(
                moves.hit(asked, **{**TOLD, "took": took, "hurried": hurried and asked.is_late})
            )
            self.now += timedelta(milliseconds=took if name in plan.WAITED_FOR else 5)
        return self

    def load(self, change: str = "none", *, hurried: bool = False) -> "Play":
        self.begin(change)
        return self.arrive(*self.visit.expected, hurried=hurried)

    def answer(self, *given: str) -> "Play":
        return self.add(moves.answer(self.events, self.mission, given))

    def answer_right(self) -> "Play":
        return self.answer(*judge.right_answer(self.visit))

    def answer_wrong(self) -> "Play":
        wrong = {plan.OWN, plan.OTHER} if self.mission == plan.SERVER else set(plan.FILES)
        return self.answer(sorted(wrong - judge.right_answer(self.visit))[0])

    @property
    def visit(self) -> Visit:
        return visits(self.events, self.mission)[-1]

    @property
    def verdict(self):
        return judge.judge(self.mission, visits(self.events, self.mission))

    @property
    def reached(self) -> tuple[bool, ...]:
        return tuple(goal.reached for goal in self.verdict.goals)


# Scenes


@pytest.mark.parametrize("mission", [plan.HELD, plan.WHOSE, plan.SERVER])
def test_no_visit_is_like_the_one_before(mission):
    drawn = [scenes.scene(mission, PATH, visits) for visits in range(9)]

    assert all(one != other for one, other in pairwise(drawn))


def test_sessions_do_not_share_their_answers():
    firsts = {scenes.scene(plan.WHOSE, f"{number:032x}", 0) for number in range(40)}

    assert len(firsts) == 5


@pytest.mark.parametrize("mission", plan.TITLES)
def test_every_scene_names_files_of_the_page(mission):
    drawn = [scenes.scene(mission, PATH, visits) for visits in range(9)]

    assert {each.fault for each in drawn} <= {"", *plan.FILES}
    assert all(
        set(each.others) < set(plan.FILES) and plan.PAGE not in each.others for each in drawn
    )


# What held it up


def test_the_late_file_is_the_right_name():
    play = Play(plan.HELD).load().answer_right()

    assert play.reached == (True, True)
    assert "could not show before it" in play.verdict.next


def test_a_wrong_name_counts_and_a_new_visit_has_another_late_file():
    play = Play(plan.HELD).load().answer_wrong()
    late = play.visit.begun.late
    play.answer_right()

    assert play.reached == (True, False)
    assert play.verdict.next.startswith("Not quite.")
    assert play.load().visit.begun.late != late


def test_an_answer_before_the_end_of_the_visit_is_refused():
    play = Play(plan.HELD).begin().arrive(plan.PAGE)

    with pytest.raises(Invalid, match="let it load to its end"):
        play.answer(plan.STYLE)


@pytest.mark.parametrize("given", [(), (plan.STYLE, plan.CHAT), ("no-such.js",)])
def test_exactly_one_file_is_named(given):
    play = Play(plan.HELD).load()

    with pytest.raises(Invalid, match="one file of the nine"):
        play.answer(*given)


def test_files_that_the_network_blocks_are_named_with_a_way_out():
    play = Play(plan.HELD).begin()
    play.arrive(*(name for name in plan.FILES if name not in play.visit.begun.others))

    assert play.reached == (False, False)
    assert "7 of 9" in play.verdict.next
    assert "second path" in play.verdict.next


def test_a_visit_without_its_late_file_is_not_asked_about():
    play = Play(plan.HELD).load(hurried=True)

    assert "Visit the page again" in play.verdict.next


# Whose files


def test_exactly_the_other_companys_files_are_right():
    play = Play(plan.WHOSE).load().answer_right()

    assert play.reached == (True, True)


def test_all_nine_marked_is_not_right_and_marks_may_be_mended():
    play = Play(plan.WHOSE).load().answer(*plan.FILES)

    assert play.reached == (True, False)
    assert "marked too many" in play.verdict.next
    assert play.answer_right().reached == (True, True)


# Whose server


def test_three_visits_have_to_be_named():
    play = Play(plan.SERVER)
    for number in range(1, 4):
        play.load().answer_right()
        assert sum(play.reached) == number

    assert play.verdict.done


def test_only_the_first_answer_to_a_visit_counts():
    play = Play(plan.SERVER).load().answer_wrong().answer_right()

    assert not any(play.reached)


def test_a_miss_begins_the_row_again():
    play = Play(plan.SERVER)
    for _round in range(2):
        play.load().answer_right()

    assert play.load().answer_wrong().reached == (False, False, False)
    for _round in range(3):
        play.load().answer_right()
    assert play.verdict.done
    assert play.load().answer_wrong().verdict.done, "what is reached stays reached"


@pytest.mark.parametrize("number", range(30))
def test_no_one_answer_is_right_three_times_in_a_row(number):
    drawn = [scenes.scene(plan.SERVER, f"{number:032x}", visits) for visits in range(20)]
    theirs = [each.fault in each.others for each in drawn]

    assert all(0 < sum(theirs[at : at + 3]) < 3 for at in range(18))
    assert len(set(drawn)) == 8


# Forty percent sooner


def test_not_waiting_for_the_late_file_is_enough():
    play = Play(plan.SOONER).load().load("later")

    assert play.reached == (True, True)
    assert "That is enough" in play.verdict.next


@pytest.mark.parametrize("change", ["no-picture", "no-font", "short", "no-tag", "none"])
def test_other_changes_are_not_enough(change):
    play = Play(plan.SOONER).load().load(change)

    assert play.reached == (True, False)


def test_nothing_is_changed_before_there_is_a_time_to_compare_with():
    with pytest.raises(Invalid, match="as it is first"):
        Play(plan.SOONER).load("later")


def test_a_hurried_first_visit_is_nothing_to_compare_with():
    play = Play(plan.SOONER).load(hurried=True).load("later")

    assert play.reached == (False, False)


def test_a_visit_that_did_not_finish_is_not_sooner():
    play = Play(plan.SOONER).load().begin("later").arrive(plan.PAGE, plan.STYLE)

    assert play.reached == (True, False)


def test_the_chat_opened_later_does_not_lengthen_the_visit():
    play = Play(plan.SOONER).load().load("later")
    before = play.visit.span

    play.arrive(plan.CHAT)

    assert play.visit.span == before
    assert play.visit.is_complete


# Requests and reports


@pytest.mark.parametrize("name", ["../app.css", "lamp.html", "", plan.CHAT])
def test_only_files_of_the_visit_are_there(name):
    play = Play(plan.HELD).begin()

    with pytest.raises(NotFound):
        moves.asked(play.events, 1, name, at_partner=False)


def test_a_file_is_not_sent_for_ever():
    play = Play(plan.HELD).begin().arrive(plan.PAGE, plan.PAGE, plan.PAGE)

    with pytest.raises(TooMany):
        play.arrive(plan.PAGE)


@pytest.mark.parametrize(
    "report",
    [
        "",
        "null",
        "[]",
        "{",
        '{"bars": 3}',
        '{"bars": [["shop.css"]]}',
        "[" * 3_000,
        '{"bars": [1]}',
    ],
)
def test_a_report_that_is_none_is_refused_in_words(report):
    play = Play(plan.HELD).load()

    with pytest.raises(Invalid, match="not a report"):
        moves.measured(play.events, plan.HELD, report)


def test_a_report_keeps_known_files_and_sane_numbers():
    rows = [
        ["shop.css", 5, 12, 900],
        ["evil.js", 1, 2, 3],
        ["oak.svg", -4, 10**9, "x"],
        [{}, 1, 2, 3],
    ]
    play = Play(plan.HELD).load()

    drafts = moves.measured(play.events, plan.HELD, json.dumps({"bars": rows, "shown": True}))

    facts = drafts[0].facts
    assert facts.bars == (("shop.css", 5, 12, 900), ("oak.svg", 0, 0, None))
    assert facts.shown is None


def test_the_server_column_starts_at_its_first_request():
    lines = board.board(Play(plan.HELD).load().visit, 1).lines

    assert lines[0].at == 0
    assert len(lines) == 9


# What a request tells


@pytest.mark.parametrize(
    ("agent", "told"),
    [
        ("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36", "Chrome 141 on Linux"),
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36 Edg/141.0.0.0", "Edge 141 on Windows"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1", "Safari 18 on iPhone"),
        ("Mozilla/5.0 (Android 15; Mobile; rv:132.0) Gecko/132.0 Firefox/132.0", "Firefox 132 on Android"),
        ("curl/8", "not told"),
    ],
    ids=["chrome", "edge", "iphone", "firefox", "curl"],
)  # fmt: skip
def test_browser_and_device_are_named_roughly(agent, told):
    assert asker.device(agent) == told


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("203.0.113.77", "203.0.x.x"),
        ("2001:db8:85a3::8a2e:370:7334", "2001:0db8:…"),
        ("unix:", "not told"),
        ("", "not told"),
    ],
)
def test_an_address_is_shortened(address, shown):
    assert asker.short_address(address) == shown


def test_cookies_are_told_by_purpose_and_others_by_number():
    assert asker.cookies(["session", "secret-name"], {"session": "sign-in"}) == "sign-in, 1 more"
    assert asker.cookies([], {"session": "sign-in"}) == "none"


def test_a_header_is_shown_without_what_can_not_be_printed():
    assert asker.printed("en\r\nSet-Cookie: x\x00é<b>") == "enSet-Cookie: x<b>"
    assert len(asker.printed("x" * 500)) == 80
