"""The cookie jar's four judges, on records made without a server."""

from datetime import timedelta

import pytest

from literacy.labs.cookie import consent, four_badges, jar, pixel, plan, recordings, the_badge
from literacy.labs.cookie.events import Draft, Event
from literacy.lib.errors import Invalid, NotFound
from tests import make

PATH = "00" + "0" * 30


class Play:
    """A lab session, one second apart; `jar` is what the browser holds of this site's badges."""

    def __init__(self, mission: str, path: str = PATH) -> None:
        self.mission, self.path = mission, path
        self.now = make.NOW
        self.events: tuple[Event, ...] = ()
        self.jar: dict[str, str] = {}

    def add(self, drafts: tuple[Draft, ...]) -> "Play":
        new = tuple(Event(self.now, self.mission, each.kind, each.facts) for each in drafts)
        self.events += new
        for name, value in jar.changes(drafts, self.path).items():
            if value:
                self.jar[name] = value
            else:
                self.jar.pop(name)
        self.now += timedelta(seconds=1)
        return self


class Shopping(Play):
    def __init__(self, path: str = PATH) -> None:
        super().__init__(plan.BADGE, path)

    def deed(self, role: str, value: str = "") -> "Shopping":
        self.add(the_badge.deed(self.events, self.path, self.jar, role=role, value=value))
        return self

    def visit(self) -> "Shopping":
        self.add(the_badge.visit(self.events, self.path, self.jar))
        return self

    def delete(self, role: str) -> "Shopping":
        name = jar.names_of(self.path)[role]
        self.add(the_badge.delete(self.events, self.path, self.jar, name=name))
        return self

    def fill(self) -> "Shopping":
        return self.deed("basket").deed("login").deed("language", "fr").visit()

    def lose(self, role: str) -> "Shopping":
        return self.delete(role).visit().deed(role, "fr").visit()

    def name(self, **said: str) -> "Shopping":
        self.add(the_badge.name_them(self.path, said))
        return self

    @property
    def reached(self) -> list[bool]:
        return [goal.reached for goal in the_badge.verdict(self.events, self.path).goals]

    @property
    def next(self) -> str:
        return the_badge.verdict(self.events, self.path).next


# The badge


def test_deleting_each_of_the_three_alone_and_naming_them_reaches_the_goal():
    play = Shopping().fill().lose("basket").lose("language").lose("login")

    play.name(**{role: jar.names_of(PATH)[role] for role in jar.NAMED})

    assert play.reached == [True, True, True]


def test_deleting_two_at_once_shows_neither_of_them():
    play = Shopping().fill().delete("basket").delete("login").visit()

    assert play.reached == [True, False, False]
    assert "delete only one" in play.next


def test_the_visitors_number_breaks_nothing_on_the_page():
    play = Shopping().fill().visit().delete("visitor").visit()

    assert the_badge.seen_missing(play.events) == ()
    assert "All three are there" in play.next


def test_a_deleted_badge_leaves_its_row_and_a_new_one_opens_another():
    play = Shopping().fill().lose("basket")

    baskets = jar.issued(play.events, jar.BASKET)
    assert len(set(baskets)) == 2
    assert play.jar[jar.names_of(PATH)["basket"]] == baskets[1]


def test_a_value_the_shop_never_gave_out_is_no_badge():
    play = Shopping().fill()
    forged = dict.fromkeys(play.jar, "K7Q2")

    assert jar.held(play.events, PATH, forged) == {}


def test_the_right_names_without_deleting_are_half_the_goal():
    play = Shopping().fill()

    play.name(**{role: jar.names_of(PATH)[role] for role in jar.NAMED})

    assert play.reached == [True, False, True]


def test_names_come_in_an_order_of_the_sessions_own():
    orders = {tuple(jar.names_of(f"{number:04x}" + "0" * 28).values()) for number in range(24)}

    assert len(orders) == 24


def test_a_badge_that_is_there_is_not_handed_out_again():
    with pytest.raises(Invalid, match="knows the basket already"):
        Shopping().deed("basket").deed("basket")


def test_naming_before_any_visit_asks_for_one():
    play = Shopping().name(**{role: jar.names_of(PATH)[role] for role in jar.NAMED})

    assert "Load the page first" in play.next


# Four badges, two sites


class Badges(Play):
    def __init__(self) -> None:
        super().__init__(plan.FOUR)

    def predict(self, place: str, *sent: str) -> "Badges":
        said = {badge: "sent" if badge in sent else "home" for badge in four_badges.BADGES}
        self.add(four_badges.predict(self.events, place=place, said=said))
        return self

    def dot(self, place: str, *came: str, site: str = "", held: tuple[str, ...] = ()) -> "Badges":
        run = four_badges.predictions(self.events, place)[-1].facts.run
        first = four_badges.predictions(self.events, "here")[-1].facts.run
        codes = {
            "hand": (held, four_badges.code(PATH, first, "here")),
            "show": (came, four_badges.code(PATH, run, place)),
        }
        for step, (badges, code) in codes.items():
            received = {four_badges.BADGES[each].cookie: code for each in badges}
            self.add(
                four_badges.dot(
                    self.events, PATH, run=run, place=place, step=step, received=received, site=site
                )
            )
        return self

    @property
    def reached(self) -> list[bool]:
        return [goal.reached for goal in four_badges.verdict(self.events).goals]

    @property
    def next(self) -> str:
        return four_badges.verdict(self.events).next


ALL = ("lax", "unset", "none", "partitioned")


def test_both_places_predicted_and_seen_reach_the_goal_whatever_was_predicted():
    play = Badges().predict("here").dot("here", "partitioned", site="cross-site")

    play.predict("own").dot("own", *ALL, site="same-origin")

    assert play.reached == [True] * 4


@pytest.mark.parametrize(
    ("came", "policy"),
    [
        ((), "kept all four at home"),
        (("partitioned",), "blocks third-party cookies"),
        (("none", "partitioned"), "this page alone can’t tell"),
        (("unset", "none", "partitioned"), "does not take unset for Lax"),
    ],
)
def test_the_policy_is_named_from_what_came_back(came, policy):
    assert policy in Badges().predict("here").dot("here", *came).next


@pytest.mark.parametrize(
    ("held", "jars"), [(("none",), "one shared jar"), ((), "a jar for each site")]
)
def test_the_partners_own_page_tells_one_jar_from_many(held, jars):
    play = Badges().predict("here").dot("here", "none", "partitioned")

    play.predict("own").dot("own", *ALL, held=held)

    assert jars in play.next


@pytest.mark.parametrize("site", ["none", "same-site", "same-origin"])
def test_a_dot_that_was_not_in_this_page_does_not_count(site):
    play = Badges().predict("here").dot("here", *ALL, site=site)

    assert play.reached == [True, False, False, False]


def test_a_partner_on_the_same_site_is_found_out():
    play = Badges().predict("here").dot("here", *ALL, site="same-site")

    assert "Tell your administrator" in play.next


def test_an_answer_that_is_known_can_not_be_predicted_any_more():
    play = Badges().predict("here").dot("here", "partitioned")

    with pytest.raises(Invalid, match="know the answer"):
        play.predict("here", "partitioned")


def test_badges_of_an_older_hand_out_are_not_taken_for_this_one():
    play = Badges().predict("here")
    stale = {badge.cookie: "deadbeef" for badge in four_badges.BADGES.values()}
    for step in four_badges.STEPS:
        play.add(
            four_badges.dot(
                play.events, PATH, run=1, place="here", step=step, received=stale, site=""
            )
        )

    assert four_badges.grid(play.events, "here").sent == frozenset()


def test_the_second_place_waits_for_the_first():
    with pytest.raises(Invalid, match="in this page first"):
        Badges().predict("own")


@pytest.mark.parametrize(
    ("run", "step"), [(7, "hand"), (1, "other")], ids=["no such run", "no such step"]
)
def test_a_picture_that_was_not_handed_out_is_not_there(run, step):
    play = Badges().predict("here")

    with pytest.raises(NotFound):
        four_badges.dot(play.events, PATH, run=run, place="here", step=step, received={}, site="")


@pytest.mark.parametrize("recording", recordings.RECORDINGS)
def test_four_badges_can_be_played_from_a_recording(recording):
    play = Badges().predict("here")
    play.add(recordings.choose(recording))
    play.add(four_badges.play(play.events))
    play.predict("own")
    play.add(four_badges.play(play.events))

    assert play.reached == [True] * 4
    assert recordings.is_recorded(play.events)


# The pixel's diary


class Visiting(Play):
    def __init__(self) -> None:
        super().__init__(plan.DIARY)

    def visit(self, shop: str, *, badge: str = "", fresh: str = "abcde") -> "Visiting":
        self.add(pixel.shop(shop))
        self.add((pixel.call(shop, arrived=badge, fresh=fresh, site="cross-site"),))
        return self

    def open(self) -> "Visiting":
        self.add(pixel.open_diary())
        return self

    def mark(self, key: str) -> "Visiting":
        self.add(pixel.mark(self.events, key))
        return self

    @property
    def reached(self) -> list[bool]:
        return [goal.reached for goal in pixel.verdict(self.events).goals]

    @property
    def next(self) -> str:
        return pixel.verdict(self.events).next


def known() -> Visiting:
    return Visiting().visit("harbour").visit("tumbleby", badge="abcde").open()


def strangers() -> Visiting:
    return Visiting().visit("harbour").visit("tumbleby", fresh="fghjk").open()


def test_the_joined_line_is_what_neither_shop_could_know():
    assert known().mark("joined").reached == [True, True, True]


def test_where_jars_are_apart_there_is_no_such_line():
    assert strangers().mark("nothing").reached == [True, True, True]


@pytest.mark.parametrize(
    ("play", "key", "why"),
    [
        (known, "line-1", "that shop knows it"),
        (known, "nothing", "carry the same code"),
        (strangers, "line-2", "these are strangers"),
    ],
)
def test_another_line_is_not_the_answer(play, key, why):
    played = play().mark(key)

    assert played.reached == [True, True, False]
    assert why in played.next


def test_a_line_that_the_diary_has_not_can_not_be_marked():
    with pytest.raises(Invalid):
        strangers().mark("joined")


def test_the_diary_counts_once_both_shops_stand_in_it():
    play = Visiting().visit("harbour").open().visit("tumbleby")

    assert play.reached == [True, False, False]


def test_one_shop_twice_joins_nothing():
    play = Visiting().visit("harbour").visit("harbour", badge="abcde").visit("tumbleby").open()

    assert pixel.joined(play.events[:4]) is None


@pytest.mark.parametrize("arrived", ["", "x", "ABCDE", "abcde; Domain=.example", "1" * 4000])
def test_a_badge_that_the_partner_never_made_is_a_stranger(arrived):
    noted = pixel.call("harbour", arrived=arrived, fresh="fresh", site="")

    assert noted.facts.code == "fresh"


# Does no mean no?


class Browsing(Play):
    def __init__(self) -> None:
        super().__init__(plan.NO)
        self.answer = ""
        self.add(plan.begin(()))

    def say(self, answer: str) -> "Browsing":
        self.answer = answer
        self.add(consent.answer(answer))
        return self

    def view(self, *, stopped: bool = False) -> "Browsing":
        drafts = consent.view(self.events, page="lamps", answer=self.answer)
        self.add(drafts)
        seen = drafts[0].facts
        for tag in () if stopped else consent.tags(seen.rule, seen.answer):
            self.add(consent.call(self.events, view=seen.run, tag=tag, site="cross-site"))
        return self

    def rule(self, rule: str) -> "Browsing":
        self.add(consent.change_rule(self.events, rule))
        return self

    def mark(self, view: int, tag: str = "t2") -> "Browsing":
        self.add(consent.mark(self.events, f"call-{view}-{tag}"))
        return self

    @property
    def reached(self) -> list[bool]:
        return [goal.reached for goal in consent.verdict(self.events, self.now).goals]

    @property
    def next(self) -> str:
        return consent.verdict(self.events, self.now).next


def refused() -> Browsing:
    return Browsing().view().say("no").view().mark(2)


def test_two_silent_views_after_a_refusal_reach_the_goal():
    assert refused().rule("ads").view().view().reached == [True, True, True]


@pytest.mark.parametrize("rule", ["template", "hidden", "necessary"])
def test_the_other_rules_let_the_call_out(rule):
    assert refused().rule(rule).view().view().reached == [True, True, False]


def test_one_silent_view_is_not_enough():
    play = refused().rule("ads").view()

    assert play.reached == [True, True, False]
    assert "1 of 2" in play.next


def test_views_after_a_yes_do_not_count():
    play = refused().rule("ads").say("yes").view().view()

    assert play.reached == [True, True, False]


def test_views_before_any_answer_do_not_count():
    play = Browsing().rule("ads").view().view().say("no")

    assert play.reached == [True, False, False]


def test_a_call_that_something_stopped_is_no_silence():
    play = Browsing().view().say("no").view(stopped=True).view(stopped=True)
    play.now += timedelta(seconds=3)

    assert play.reached == [True, False, False]
    assert "something in your browser stopped it" in play.next


def test_a_late_call_breaks_the_silence():
    play = refused().rule("ads").view()
    play.add(consent.call(play.events, view=3, tag="t2", site=""))

    assert play.view().reached == [True, True, False]


def test_a_rule_mended_before_looking_asks_to_look():
    play = Browsing().rule("ads").view().say("no").view()

    assert "Put the dot back" in play.next


def test_a_call_before_any_answer_is_not_the_one():
    play = Browsing().view().say("no").view().mark(1)

    assert play.reached == [True, False, False]
    assert "no answer yet counts as no" in play.next


def test_recorded_pages_bring_the_calls_of_the_recording():
    play = Browsing()
    play.add(recordings.choose("allowed"))
    play.say("no")
    play.add(consent.view(play.events, page="rugs", answer="no"))

    assert [each.facts.name for each in consent.views(play.events)[0].calls] == ["t2"]


def test_the_recording_has_every_rule_and_answer():
    pairs = {(rule, answer) for rule in consent.RULES for answer in ("", "no", "yes")}

    assert set(recordings.CALLS) == pairs
    assert all(recordings.CALLS[pair] == consent.tags(*pair) for pair in pairs)
