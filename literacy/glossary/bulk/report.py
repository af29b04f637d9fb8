"""What becomes of each row, in a few words and as a file with a line for each."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from literacy.content.sentences import listed
from literacy.glossary.studio.actions.judging import Judged, Outcome
from literacy.glossary.studio.checking import Remark
from literacy.glossary.studio.wording import LABELS
from literacy.glossary.studio.workflow import State
from literacy.lib.spreadsheets import csv_lines

HEAD = ("line", "term", "slug", "result", "what")
_WORDS = {
    Outcome.NEW: "new",
    Outcome.CHANGED: "changed",
    Outcome.UNCHANGED: "as in the glossary",
    Outcome.HELD: "held by an open draft",
    Outcome.REFUSED: "to mend",
}
_BECOMES = {
    State.PUBLISHED: "in force at once",
    State.IN_REVIEW: "goes into review",
    State.DRAFT: "kept as a draft",
    State.RETIRED: "kept as retired",
}
_EMPTY = "has no value."
_MOST_SAID = 6
MOST_LEFT = 1_000


def counts(found: Iterable[Judged]) -> str:
    """12 new, 3 changed, 85 as in the glossary"""
    number = Counter(each.outcome for each in found)
    told = [f"{number[outcome]} {_WORDS[outcome]}" for outcome in Outcome if number[outcome]]
    return ", ".join(told)


def what(each: Judged) -> str:
    """What becomes of the row and why, in sentences."""
    match each.outcome:
        case Outcome.UNCHANGED:
            return "It says what the glossary says."
        case Outcome.HELD | Outcome.REFUSED:
            return _said(remark for remark in each.remarks if remark.stops)
        case _:
            return " ".join(_taken(each))


def result_lines(found: Sequence[Judged]) -> Iterator[str]:
    """The result file: each row of what was brought in."""
    rows = (
        (each.row.given.line, each.row.given.name, each.row.slug, each.outcome.value, what(each))
        for each in found
    )
    yield from csv_lines([HEAD, *rows])


def left_out(found: Iterable[Judged], most: int = MOST_LEFT) -> list[list[str]]:
    """The rows that stay out, as the page of the import tells them."""
    left = (each for each in found if each.outcome in (Outcome.HELD, Outcome.REFUSED))
    return [
        [
            str(each.row.given.line),
            each.row.given.name,
            each.row.slug,
            each.outcome.value,
            what(each),
        ]
        for each in islice(left, most)
    ]


def became(state: State) -> str:
    """What a row that was taken is now."""
    return f"{_BECOMES[state].capitalize()}."


def _taken(each: Judged) -> Iterator[str]:
    assert each.state is not None, "a row that is taken becomes something"
    becomes = _BECOMES[each.state]
    if each.outcome is Outcome.NEW:
        yield f"{becomes.capitalize()}."
    else:
        yield f"{listed(LABELS[key] for key in each.fields)} changed, {becomes}."
    stops = [remark for remark in each.remarks if remark.stops]
    hints = [remark for remark in each.remarks if not remark.stops]
    empty = [LABELS[each.field] for each in stops if each.sentence.endswith(_EMPTY)]
    if empty:
        yield f"Still empty: {listed(empty)}."
    if broken := [each for each in stops if not each.sentence.endswith(_EMPTY)]:
        yield f"To mend: {_said(broken)}"
    if hints:
        yield f"Worth a look: {_said(hints)}"


def _said(remarks: Iterable[Remark]) -> str:
    sentences = list(dict.fromkeys(remark.sentence for remark in remarks))
    more = len(sentences) - _MOST_SAID
    return " ".join([*sentences[:_MOST_SAID], *([f"And {more} more."] if more > 0 else [])])
