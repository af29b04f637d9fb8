"""How well somebody knows what she knows: how sure she was, beside how often she was right."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from literacy.progress.wording import figures
from literacy.questions.sureness import CERTAIN, CONFIDENCES, FAIRLY, GUESSING

ENOUGH = 5
"""With fewer answers a share says nothing."""

EXPECTED = {GUESSING: (0.25, 0.67), FAIRLY: (0.67, 0.8), CERTAIN: (0.8, 1.0)}
"""The share right that each word fits (bounds of certainty-based marking; a guess at three or four
choices is right a quarter of the time or more)."""

LEFT, TRACK = 10, 340
TOP, ROW = 30, 62


@dataclass(frozen=True, slots=True)
class Told:
    """Answers given with one sureness; `dont_know` are those that said so instead."""

    confidence: str | None
    answers: int
    right: int
    dont_know: int = 0


@dataclass(frozen=True, slots=True)
class Level:
    """One sureness: how many answers, how many right, and what that says."""

    name: str
    words: str
    answers: int
    right: int

    @property
    def share(self) -> float:
        return self.right / self.answers if self.answers else 0.0

    @property
    def percent(self) -> str:
        return f"{self.share:.0%}" if self.answers else "–"

    @property
    def fits(self) -> str:
        """From what share to what the word fits."""
        low, high = EXPECTED[self.name]
        return f"{low:.0%} to {high:.0%}"

    @property
    def verdict(self) -> str:
        """What the share says, in a word or two."""
        low, high = EXPECTED[self.name]
        if self.answers < ENOUGH:
            return "Too few to say"
        if self.share < low:
            return "Less often right than it felt"
        return "Fits" if self.share <= high else "More often right than it felt"


@dataclass(frozen=True, slots=True)
class Bar:
    """A level as it is drawn, in units of the picture."""

    level: Level
    y: float
    length: float
    zone_x: float
    zone_length: float


@dataclass(frozen=True, slots=True)
class Confidence:
    """Everything the page says; `bars` are empty until something was said."""

    levels: tuple[Level, ...]
    bars: tuple[Bar, ...]
    dont_know: int
    title: str
    advice: str

    @property
    def answers(self) -> int:
        return sum(level.answers for level in self.levels)

    @property
    def height(self) -> int:
        return TOP + ROW * len(self.levels)


def confidence(told: Iterable[Told]) -> Confidence:
    """From answers counted by how sure they were; an “I don't know” is no wrong answer."""
    counted_by = list(told)
    levels = tuple(_level(name, counted_by) for name in CONFIDENCES)
    title, advice = _said(levels)
    return Confidence(
        levels=levels,
        bars=tuple(_bars(levels)),
        dont_know=sum(each.dont_know for each in counted_by),
        title=title,
        advice=advice,
    )


def _level(name: str, told: Iterable[Told]) -> Level:
    mine = [each for each in told if each.confidence == name]
    answers, right = sum(each.answers for each in mine), sum(each.right for each in mine)
    return Level(name, CONFIDENCES[name], answers, right)


def _bars(levels: Iterable[Level]) -> Iterator[Bar]:
    for place, level in enumerate(levels):
        low, high = EXPECTED[level.name]
        yield Bar(
            level=level,
            y=TOP + ROW * place,
            length=round(TRACK * level.share, 1),
            zone_x=round(LEFT + TRACK * low, 1),
            zone_length=round(TRACK * (high - low), 1),
        )


def _said(levels: tuple[Level, ...]) -> tuple[str, str]:
    """The one thing worth knowing, and what to do with it; what was too sure is looked at first."""
    told = {level.name: level for level in levels if level.answers >= ENOUGH}
    too_sure = next((told[name] for name in (CERTAIN, FAIRLY) if _is_too_sure(told, name)), None)
    if too_sure:
        return _second_look(too_sure)
    if GUESSING in told and told[GUESSING].share > EXPECTED[GUESSING][1]:
        return "You know more than you think", _guesses(told[GUESSING], "Trust yourself a little.")
    if CERTAIN in told or FAIRLY in told:
        advice = "Where you felt sure you were mostly right. With IT, too, you can rely on that."
        return "You know what you know", advice
    if GUESSING in told:
        return "Your guesses are guesses", _guesses(told[GUESSING], "Knowing that is worth a lot.")
    advice = "Say how sure you are when you answer. With five answers of one kind this page begins."
    return "Not enough answers yet", advice


def _is_too_sure(told: Mapping[str, Level], name: str) -> bool:
    return name in told and told[name].share < EXPECTED[name][0]


def _second_look(level: Level) -> tuple[str, str]:
    advice = (
        f"You said so {_times(level.answers)}, and were right {_times(level.right)}. "
        "What was certain and wrong comes back first in your review."
    )
    return f"“{level.words}” deserves a second look", advice


def _guesses(level: Level, advice: str) -> str:
    return f"{level.right} of {figures(level.answers, 'guess', 'guesses')} were right. {advice}"


def _times(count: int) -> str:
    return {0: "never", 1: "once", 2: "twice"}.get(count, f"{count} times")
