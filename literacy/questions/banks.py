"""A lesson's questions as a whole: enough of them, of several kinds, and no pattern in the keys."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from literacy.lib.markdown import plain
from literacy.questions.kinds.choices import is_key_longest
from literacy.questions.kinds.single import Single
from literacy.questions.kinds.truefalse import TrueFalse
from literacy.questions.question import Fault, Question

ENOUGH_ITEMS, ENOUGH_KINDS, ENOUGH_APPLIED = 6, 3, 2
MOST_LONGEST = 0.4
FEWEST_TO_JUDGE = 3
"""With one or two choice items a share says nothing."""

APPLIED = frozenset({"apply", "analyse", "evaluate"})


@dataclass(frozen=True, slots=True)
class AreaMeasures:
    """How well an objective area is covered; `applied` counts items at `apply` or above."""

    items: int
    kinds: int
    applied: int

    @property
    def ready(self) -> bool:
        """With 6 items, a second attempt shows mostly new ones (the gate of the quiz plan)."""
        return (
            self.items >= ENOUGH_ITEMS
            and self.kinds >= ENOUGH_KINDS
            and self.applied >= ENOUGH_APPLIED
        )


@dataclass(frozen=True, slots=True)
class BankMeasures:
    """A bank in figures, without its retired items; `key_longest` is a share from 0 to 1."""

    areas: Mapping[str, AreaMeasures]
    items: int
    choice_items: int
    key_longest: float
    unreviewed: int

    @property
    def ready(self) -> bool:
        """Each area has enough, so the quiz can be offered."""
        return bool(self.areas) and all(area.ready for area in self.areas.values())


def bank_measures(items: Iterable[Question], *, areas: Iterable[str] = ()) -> BankMeasures:
    """The figures of a bank; `areas` names those it should have, so that empty ones are seen."""
    live = [item for item in items if not item.common.retired]
    names = sorted({*areas, *(item.common.area for item in live)})
    judged = [longest for item in live if (longest := _is_key_longest(item)) is not None]
    return BankMeasures(
        areas={name: _area([item for item in live if item.common.area == name]) for name in names},
        items=len(live),
        choice_items=len(judged),
        key_longest=sum(judged) / len(judged) if judged else 0.0,
        unreviewed=sum(len(item.common.reviewed_by) < 2 for item in live),
    )


def bank_faults(items: Sequence[Question], *, areas: Iterable[str] = ()) -> Iterator[Fault]:
    """What to mend across a bank; a key path starts at the file, as in `items, 3, id`."""
    measures = bank_measures(items, areas=areas)
    yield from _duplicate_faults(items)
    if measures.choice_items >= FEWEST_TO_JUDGE and measures.key_longest > MOST_LONGEST:
        yield Fault(
            ("items",),
            f"In {measures.key_longest:.0%} of the questions with one right choice it is the "
            f"longest; {MOST_LONGEST:.0%} is the most. Shorten some, or lengthen a wrong one.",
        )
    for name, area in measures.areas.items():
        if not area.ready:
            yield Fault(("areas", name), _gap(name, area), warning=True)


def _area(items: Sequence[Question]) -> AreaMeasures:
    return AreaMeasures(
        items=len(items),
        kinds=len({item.kind for item in items}),
        applied=sum(item.common.level in APPLIED for item in items),
    )


def _is_key_longest(item: Question) -> bool | None:
    """Only where one choice is right; among several right ones the longest is right too often."""
    match item:
        case Single():
            return is_key_longest(item.choices)
        case TrueFalse():
            return is_key_longest(item.reasons)
        case _:
            return None


def _duplicate_faults(items: Sequence[Question]) -> Iterator[Fault]:
    ids = Counter[str]()
    stems: dict[tuple[str, str], str] = {}
    for index, item in enumerate(items):
        ids[item.common.id] += 1
        if ids[item.common.id] > 1:
            yield Fault(("items", index, "id"), f"The id “{item.common.id}” is taken in this file.")
        asked = (item.kind, " ".join(plain(item.common.stem).casefold().split()))
        if asked in stems:
            yield Fault(("items", index, "stem"), f"“{stems[asked]}” asks the same thing already.")
        stems.setdefault(asked, item.common.id)


def _gap(name: str, area: AreaMeasures) -> str:
    return (
        f"Area {name} has {area.items} questions of {area.kinds} kinds, {area.applied} at `apply` "
        f"or above. It needs {ENOUGH_ITEMS}, {ENOUGH_KINDS} and {ENOUGH_APPLIED} before the quiz "
        "opens."
    )
