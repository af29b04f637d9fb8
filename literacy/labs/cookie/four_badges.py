"""Four badges, two sites: the same picture in this page and on the partner's own page."""

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from literacy.labs.cache.verdict import Goal, Verdict
from literacy.labs.cookie.events import Draft, Event, Facts, Kind
from literacy.labs.cookie.recordings import RECORDINGS, recording_in
from literacy.lib.errors import Invalid, NotFound

HERE, OWN = "here", "own"
PLACES = (HERE, OWN)
HAND, SHOW = "hand", "show"
STEPS = (HAND, SHOW)
SENT, HOME = "sent", "home"


@dataclass(frozen=True, slots=True)
class Badge:
    """A badge the picture hands out; `same_site` is None where the cookie says nothing."""

    id: str
    cookie: str
    label: str
    same_site: str | None
    secure: bool = False
    partitioned: bool = False


BADGES: Mapping[str, Badge] = {
    each.id: each
    for each in (
        Badge("lax", "lab_lax", "Lax", "Lax"),
        Badge("unset", "lab_unset", "unset", None),
        Badge("none", "lab_none", "None; Secure", "None", secure=True),
        Badge(
            "partitioned",
            "lab_partitioned",
            "None; Secure; Partitioned",
            "None",
            secure=True,
            partitioned=True,
        ),
    )
}

# How the browser itself names the call's origin where it stands in the right place.
_RIGHT_SITE = {HERE: ("", "cross-site"), OWN: ("", "same-origin")}


@dataclass(frozen=True, slots=True)
class Grid:
    """What happened in one place: the badges that came back, and those held from before."""

    sent: frozenset[str]
    held: frozenset[str]


def code(path: str, run: int, place: str) -> str:
    """What all four badges of one hand-out say, so that older ones are told apart."""
    return hashlib.sha256(f"dot {run} {place} {path}".encode()).hexdigest()[:8]


def predictions(events: Sequence[Event], place: str) -> tuple[Event, ...]:
    return tuple(each for each in events if each.kind is Kind.PREDICT and each.facts.place == place)


def predict(events: Sequence[Event], *, place: str, said: Mapping[str, str]) -> tuple[Draft, ...]:
    """Four predictions for one place; they count only before the answer is known."""
    if place not in PLACES:
        raise NotFound("There is no such place in this lab.")
    if place == OWN and grid(events, HERE) is None:
        raise Invalid("Let your browser decide in this page first.")
    if grid(events, place) is not None:
        raise Invalid("You know the answer by now. Reset the lab to predict afresh.")
    if any(said.get(badge) not in (SENT, HOME) for badge in BADGES):
        raise Invalid("Say for each of the four badges: sent, or stays home.")
    run = sum(each.kind is Kind.PREDICT for each in events) + 1
    sent = tuple(badge for badge in BADGES if said[badge] == SENT)
    return (Draft(Kind.PREDICT, Facts(run=run, place=place, badges=sent)),)


def waiting(events: Sequence[Event]) -> tuple[int, str] | None:
    """The run and place whose picture may be loaded now."""
    for place in PLACES:
        predicted = predictions(events, place)
        if predicted and grid(events, place) is None:
            return predicted[-1].facts.run, place
    return None


def dot(
    events: Sequence[Event],
    path: str,
    *,
    run: int,
    place: str,
    step: str,
    received: Mapping[str, str],
    site: str,
) -> tuple[Draft, ...]:
    """The picture is asked for; a picture that has been answered in full notes nothing more."""
    predicted = [each.facts.run for each in predictions(events, place)]
    if run not in predicted or step not in STEPS:
        raise NotFound("There is no such picture in this lab. Load it from the lab itself.")
    if grid(events, place) is not None:
        return ()
    wanted = code(path, run, place) if step == SHOW else _code_from(events, path, HERE)
    came = tuple(each.id for each in BADGES.values() if received.get(each.cookie) == wanted)
    facts = Facts(run=run, place=place, step=step, badges=came, site=site)
    return (Draft(Kind.DOT, facts),)


def _code_from(events: Sequence[Event], path: str, place: str) -> str:
    predicted = predictions(events, place)
    return code(path, predicted[-1].facts.run, place) if predicted else ""


def play(events: Sequence[Event]) -> tuple[Draft, ...]:
    """The picture as a recorded browser loaded it, in the place that is waiting."""
    recording, here = recording_in(events), waiting(events)
    if recording is None or here is None:
        raise Invalid("Predict the four badges first, then play the recording.")
    run, place = here
    held, sent = RECORDINGS[recording].grids[place]
    return tuple(
        Draft(
            Kind.DOT,
            Facts(run=run, place=place, step=step, badges=badges, recorded=recording),
        )
        for step, badges in ((HAND, held), (SHOW, sent))
    )


def grid(events: Sequence[Event], place: str) -> Grid | None:
    """What the first full answer in this place says; calls from elsewhere don't count."""
    dots = [
        each.facts
        for each in events
        if each.kind is Kind.DOT
        and each.facts.place == place
        and each.facts.site in _RIGHT_SITE[place]
    ]
    handed = {each.run: each for each in dots if each.step == HAND}
    shown = [each for each in dots if each.step == SHOW and each.run in handed]
    if not shown:
        return None
    return Grid(frozenset(shown[0].badges), frozenset(handed[shown[0].run].badges))


def verdict(events: Sequence[Event]) -> Verdict:
    goals = (
        Goal("Predict all four for the dot in this page.", bool(predictions(events, HERE))),
        Goal("Let your browser decide in this page.", grid(events, HERE) is not None),
        Goal("Predict all four for the partner’s own page.", bool(predictions(events, OWN))),
        Goal("Let your browser decide there, and compare.", grid(events, OWN) is not None),
    )
    return Verdict(goals, _next(events))


def _next(events: Sequence[Event]) -> str:
    here, own = grid(events, HERE), grid(events, OWN)
    if not predictions(events, HERE):
        return "Say for each badge whether it will come back with the partner’s next dot."
    if here is None:
        return _no_dot_yet(events)
    if own is None:
        return policy(here) + (
            " Open the partner’s own page now."
            if predictions(events, OWN)
            else " Now predict the same four for the partner’s own page."
        )
    return _compared(here, own)


def _no_dot_yet(events: Sequence[Event]) -> str:
    sites = [
        each.facts.site
        for each in events
        if each.kind is Kind.DOT and each.facts.place == HERE and each.facts.site
    ]
    if sites and sites[-1] in ("same-site", "same-origin"):
        return (
            "Your browser takes the partner for the same site, so this can’t show a third "
            "party. Tell your administrator, and play the recorded run."
        )
    return "The dot is on its way. If nothing changes, load this page again."


def policy(here: Grid) -> str:
    """The browser's policy, named from what it did."""
    if not here.sent:
        return "Your browser kept all four at home: in this page, the partner holds no badge."
    if here.sent == {"partitioned"}:
        return (
            "Only Partitioned came back: your browser blocks third-party cookies, and lends the "
            "partner a jar for this site alone."
        )
    if "unset" in here.sent:
        return "None; Secure came back, and so did unset: your browser does not take unset for Lax."
    return (
        "None; Secure came back, and Lax stayed home. That is one shared jar, or a jar for each "
        "site: this page alone can’t tell."
    )


def _compared(here: Grid, own: Grid) -> str:
    if own.sent <= here.sent:
        return "On its own page the partner got no more than here. Its badges may be blocked."
    gained = _labels(own.sent - here.sent)
    told = f"{gained} came back on the partner’s own page alone: there it is the first party."
    return told + (_one_jar(own) if "none" in here.sent else "")


def _one_jar(own: Grid) -> str:
    if "none" in own.held:
        return " It saw the badge from this page there, too: your browser has one shared jar."
    return " It did not see the badge from this page there: a jar for each site."


def _labels(badges: Collection[str]) -> str:
    words = [each.label for each in BADGES.values() if each.id in badges]
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)
