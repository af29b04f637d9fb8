"""Does no mean no? A banner is answered, and a dot outside the consent tool doesn't listen."""

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from literacy.labs.cache.verdict import Goal, Verdict
from literacy.labs.cookie.events import Draft, Event, Facts, Kind
from literacy.labs.cookie.recordings import CALLS, recording_in
from literacy.lib.errors import Invalid, NotFound

COOKIE = "lab_answer"
YES, NO, OPEN = "yes", "no", ""
TOOL, DOT = "t1", "t2"

# A picture that was asked for arrives within this time, or something in the browser stopped it.
PATIENCE = timedelta(seconds=2)
VIEWS_SHOWN = 8


@dataclass(frozen=True, slots=True)
class Page:
    id: str
    title: str
    text: str


PAGES: Mapping[str, Page] = {
    each.id: each
    for each in (
        Page("lamps", "Lamps", "Rowan reading lamp, €49. Alder desk lamp, €65."),
        Page("rugs", "Rugs", "Fen wool rug, €120. Heron runner, €80."),
        Page("clocks", "Clocks", "Tern wall clock, €35. Plover alarm clock, €29."),
    )
}


@dataclass(frozen=True, slots=True)
class Rule:
    """Where the dot stands, and so on which answers it runs."""

    id: str
    label: str
    meaning: str
    runs_on: tuple[str, ...]


RULES: Mapping[str, Rule] = {
    each.id: each
    for each in (
        Rule(
            "template",
            "In the page template",
            "It stands in each page, as the agency’s ticket asked: “add this dot”.",
            (OPEN, NO, YES),
        ),
        Rule(
            "hidden",
            "In the template, hidden after a no",
            "It stands in each page. After a no, the page doesn’t show it.",
            (OPEN, NO, YES),
        ),
        Rule(
            "necessary",
            "In the consent tool, box “necessary”",
            "The tool lets it run in each page, like the basket.",
            (OPEN, NO, YES),
        ),
        Rule(
            "ads",
            "In the consent tool, box “ads”",
            "The tool lets it run after a yes to ads.",
            (YES,),
        ),
    )
}
PLANTED = "template"


@dataclass(frozen=True, slots=True)
class Viewed:
    """A page view with the calls that its tags made to the partner."""

    event: Event
    calls: tuple[Event, ...]

    @property
    def number(self) -> int:
        return self.event.facts.run

    @property
    def after_refusal(self) -> bool:
        return self.event.facts.answer == NO

    @property
    def is_silent(self) -> bool:
        """No call came, and the page that was sent held nothing that calls."""
        return not self.calls and not tags(self.event.facts.rule, self.event.facts.answer)

    def was_stopped(self, now: datetime) -> bool:
        """The page held something that calls, and yet nothing came."""
        due = now - self.event.at > PATIENCE
        return due and not self.calls and bool(tags(self.event.facts.rule, self.event.facts.answer))


def tags(rule: str, answer: str) -> tuple[str, ...]:
    """The tags that a page sent under this rule and answer holds."""
    tool = (TOOL,) if answer == YES else ()
    return tool + ((DOT,) if answer in RULES[rule].runs_on else ())


def rule_now(events: Sequence[Event]) -> str:
    changed = [each.facts.rule for each in events if each.kind is Kind.RULE]
    return changed[-1] if changed else PLANTED


def known_answer(cookie: str) -> str:
    return cookie if cookie in (YES, NO) else OPEN


def view(events: Sequence[Event], *, page: str, answer: str) -> tuple[Draft, ...]:
    """A page is asked for; in a recorded run the calls that a real page made are played with it."""
    if page not in PAGES:
        raise NotFound("This shop has no such page.")
    number = sum(each.kind is Kind.VIEW for each in events) + 1
    rule, recording = rule_now(events), recording_in(events)
    seen = Draft(Kind.VIEW, Facts(run=number, name=page, answer=answer, rule=rule))
    if recording is None:
        return (seen,)
    played = [
        Draft(Kind.CALL, Facts(run=number, name=tag, recorded=recording))
        for tag in CALLS[rule, answer]
    ]
    return (seen, *played)


def call(events: Sequence[Event], *, view: int, tag: str, site: str) -> tuple[Draft, ...]:
    """A tag of a page has called the partner; the same picture twice is one call."""
    seen = {each.number: each for each in views(events)}
    if view not in seen or tag not in (TOOL, DOT):
        raise NotFound("There is no such picture in this lab. Load it from the lab itself.")
    if tag in [each.facts.name for each in seen[view].calls]:
        return ()
    return (Draft(Kind.CALL, Facts(run=view, name=tag, site=site)),)


def answer(said: str) -> tuple[Draft, ...]:
    """The banner's buttons; an empty answer takes an earlier one back."""
    if said not in (YES, NO, OPEN):
        raise Invalid("Answer the banner with one of its buttons.")
    return (Draft(Kind.CONSENT, Facts(answer=said)),)


def change_rule(events: Sequence[Event], rule: str) -> tuple[Draft, ...]:
    if rule not in RULES:
        raise Invalid("Choose one of the four rules.")
    return () if rule == rule_now(events) else (Draft(Kind.RULE, Facts(rule=rule)),)


def mark(events: Sequence[Event], key: str) -> tuple[Draft, ...]:
    known = {call_key(each) for viewed in views(events) for each in viewed.calls}
    if key not in known:
        raise Invalid("Mark one of the lines of the partner’s log.")
    return (Draft(Kind.MARK, Facts(name=key)),)


def call_key(call: Event) -> str:
    return f"call-{call.facts.run}-{call.facts.name}"


def views(events: Sequence[Event]) -> tuple[Viewed, ...]:
    calls: dict[int, list[Event]] = {}
    for each in events:
        if each.kind is Kind.CALL:
            calls.setdefault(each.facts.run, []).append(each)
    return tuple(
        Viewed(each, tuple(calls.get(each.facts.run, ())))
        for each in events
        if each.kind is Kind.VIEW
    )


def has_refused(events: Sequence[Event]) -> bool:
    return any(each.kind is Kind.CONSENT and each.facts.answer == NO for each in events)


def found(events: Sequence[Event]) -> bool:
    """A call was marked whose page had been sent after a no."""
    anyway = {
        call_key(each) for viewed in views(events) if viewed.after_refusal for each in viewed.calls
    }
    marks = [each.facts.name for each in events if each.kind is Kind.MARK]
    return any(mark in anyway for mark in marks)


def silent_views(events: Sequence[Event]) -> int:
    """How many page views in a row, up to now, came after a refusal and called nobody."""
    count = 0
    for viewed in reversed(views(events)):
        if not (viewed.after_refusal and viewed.is_silent):
            break
        count += 1
    return count


def was_silent(events: Sequence[Event]) -> bool:
    """Whether two such views ever followed each other."""
    seen = views(events)
    return any(
        all(each.after_refusal and each.is_silent for each in pair)
        for pair in itertools.pairwise(seen)
    )


def verdict(events: Sequence[Event], now: datetime) -> Verdict:
    goals = (
        Goal("Refuse in the banner.", has_refused(events)),
        Goal("Find the call that comes anyway.", found(events)),
        Goal("View two more pages after the no, without a partner call.", was_silent(events)),
    )
    return Verdict(goals, _next(events, goals, now))


def _next(events: Sequence[Event], goals: tuple[Goal, ...], now: datetime) -> str:
    if all(goal.reached for goal in goals):
        return (
            "No means no: the dot now waits for the consent tool. The banner looked the same all "
            "along, so only the log could tell."
        )
    seen = views(events)
    if not seen:
        return "Open the shop. It asks you with a banner: refuse."
    if not goals[0].reached:
        return "Look at the partner’s log: what came before any answer? Now refuse in the banner."
    if not seen[-1].after_refusal:
        return _answer_again(events)
    if not goals[1].reached:
        return _find(events, now)
    return _silence(events)


def _answer_again(events: Sequence[Event]) -> str:
    last = [each for each in events if each.kind in (Kind.CONSENT, Kind.VIEW)][-1]
    if last.kind is Kind.CONSENT and last.facts.answer == NO:
        return "Your no is kept. Open a page of the shop by its links."
    return "The last page was not seen after a no. Refuse, then open pages by their links."


def _find(events: Sequence[Event], now: datetime) -> str:
    marks = [each for each in events if each.kind is Kind.MARK]
    refused = [each for each in views(events) if each.after_refusal]
    if not any(each.calls for each in refused):
        if refused[-1].was_stopped(now):
            return (
                "The page asked for the partner’s dot, but no call arrived: something in your "
                "browser stopped it. The page still lets it out. Play the recorded run to see it."
            )
        if NO not in RULES[rule_now(events)].runs_on:
            return "Nothing calls any more. Put the dot back in the template to see what it did."
        return "Now open a page by its link, and watch the partner’s log."
    if marks:
        return (
            "That call is a leak, too: no answer yet counts as no. Now mark one that came after "
            "the refusal."
        )
    return "Something called the partner after your no. Mark that line in the partner’s log."


def _silence(events: Sequence[Event]) -> str:
    rule = RULES[rule_now(events)]
    ran = [each for each in views(events) if each.event.facts.rule == rule.id]
    if rule.id == PLANTED:
        return "You have found it. Its address names the tag: change the rule for that one."
    if not ran:
        return "The rule is changed. Open two pages of the shop and watch the partner’s log."
    if NO in rule.runs_on:
        return f"{_WHY[rule.id]} Choose another rule."
    return f"{silent_views(events)} of 2 pages without a call. Open another page."


_WHY = {
    "hidden": "The call came all the same: a picture that isn’t shown is still fetched.",
    "necessary": "The call came all the same: “necessary” runs without asking. It’s the wrong box.",
}
