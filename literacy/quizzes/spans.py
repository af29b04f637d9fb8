"""Draws that span lessons, from pre-test to final, each replayed from a seed."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from literacy.questions.drawing import shuffled
from literacy.quizzes.draw import NEVER, Candidate, Draw, drawn
from literacy.quizzes.names import QuizKind
from literacy.quizzes.rules import LEAST_UNSEEN, RULES

LEVELS = ("remember", "understand", "apply", "analyse", "evaluate")
EASY = frozenset(LEVELS[:2])
DEMANDING = frozenset(LEVELS[3:])

PEOPLE = "people"
PEOPLE_SHARE = 12
"""Of the 40 questions of the final; half of them ask to analyze or to judge (quiz plan, 3.2)."""

Wish = Callable[[Candidate, Sequence[Candidate]], bool]
"""True where a candidate is what is still wanted beside those picked so far."""


@dataclass(frozen=True, slots=True)
class ModulePool:
    """What a module gives to a test of the course; `weight` is the number of its lessons."""

    slug: str
    strand: str
    weight: int
    pool: tuple[Candidate, ...]


def pretest(pool: Iterable[Candidate], *, seed: int, last_drawn: Mapping[str, int]) -> Draw:
    """One question for each lesson, as far as four go, in the order of the lessons."""
    listed = tuple(pool)
    wanted = RULES[QuizKind.PRETEST].questions
    picked = _spread(listed, wanted, seed=seed, last_drawn=last_drawn, by=_lesson)
    order = list(dict.fromkeys(map(_lesson, listed)))
    return drawn(sorted(picked, key=lambda each: order.index(_lesson(each))))


def exam(pool: Iterable[Candidate], *, seed: int, last_drawn: Mapping[str, int]) -> Draw:
    """Twelve over all areas of a module; at least four are new to this learner if there are four.

    Each area comes once before any comes twice.
    """
    listed = tuple(pool)
    areas = len({each.objective for each in listed})
    count = max(RULES[QuizKind.EXAM].questions, areas)

    def unseen(each: Candidate, picked: Sequence[Candidate]) -> bool:
        known = sum(one.item not in last_drawn for one in picked)
        return known >= LEAST_UNSEEN or each.item not in last_drawn

    picked = _spread(listed, count, seed=seed, last_drawn=last_drawn, wish=unseen, cover=True)
    return drawn(shuffled(picked, seed, "order"))


def renewal(pool: Iterable[Candidate], *, seed: int, last_drawn: Mapping[str, int]) -> Draw:
    """Ten for a certificate that is a year old: areas in turn, what was had longest ago first."""
    count = RULES[QuizKind.RENEWAL].questions
    picked = _spread(pool, count, seed=seed, last_drawn=last_drawn)
    return drawn(shuffled(picked, seed, "order"))


def placement(modules: Iterable[ModulePool], *, seed: int, last_drawn: Mapping[str, int]) -> Draw:
    """Two of each module in the order of the course: an easy one, then one that asks for use."""
    return drawn(
        each
        for module in modules
        for each in _easy_then_hard(module, seed=seed, last_drawn=last_drawn)
    )


def final(modules: Iterable[ModulePool], *, seed: int, last_drawn: Mapping[str, int]) -> Draw:
    """Forty over all modules: 12 of the people's, half of them demanding, the rest by weight."""
    listed = tuple(modules)
    picked = [
        each
        for module, count in _allotted(listed).items()
        for each in _of_module(
            next(one for one in listed if one.slug == module),
            count,
            seed=seed,
            last_drawn=last_drawn,
        )
    ]
    return drawn(shuffled(picked, seed, "order"))


def _easy_then_hard(
    module: ModulePool, *, seed: int, last_drawn: Mapping[str, int]
) -> list[Candidate]:
    easy = _spread(
        module.pool, 1, seed=seed, last_drawn=last_drawn, wish=lambda each, _picked: _is_easy(each)
    )
    rest = [each for each in module.pool if each not in easy]
    hard = _spread(
        rest,
        1,
        seed=seed,
        last_drawn=last_drawn,
        wish=lambda each, _picked: (
            not _is_easy(each) and all(_lesson(each) != _lesson(one) for one in easy)
        ),
    )
    return [*easy, *hard]


def _of_module(
    module: ModulePool, count: int, *, seed: int, last_drawn: Mapping[str, int]
) -> list[Candidate]:
    demanding = (count + 1) // 2 if module.strand == PEOPLE else 0

    def asks_enough(each: Candidate, picked: Sequence[Candidate]) -> bool:
        return sum(map(_is_demanding, picked)) >= demanding or _is_demanding(each)

    return _spread(module.pool, count, seed=seed, last_drawn=last_drawn, wish=asks_enough)


def _allotted(modules: Sequence[ModulePool]) -> dict[str, int]:
    """How many questions each module gives; those that are left go where most lessons are."""
    people = [each for each in modules if each.strand == PEOPLE]
    others = [each for each in modules if each.strand != PEOPLE]
    whole = RULES[QuizKind.FINAL].questions
    for_people = min(PEOPLE_SHARE if others else whole, _have(people))
    shares = {**_by_weight(people, for_people), **_by_weight(others, whole - for_people)}
    return {each.slug: shares[each.slug] for each in modules}


def _by_weight(modules: Sequence[ModulePool], count: int) -> dict[str, int]:
    """Two each, and the others one by one to the module with most lessons for each question."""
    shares = {each.slug: min(2, len(each.pool)) for each in modules}
    while sum(shares.values()) < min(count, _have(modules)):
        wider = [each for each in modules if shares[each.slug] < len(each.pool)]
        heaviest = max(wider, key=lambda each: each.weight / (shares[each.slug] + 1))
        shares[heaviest.slug] += 1
    return shares


def _have(modules: Iterable[ModulePool]) -> int:
    return sum(len(each.pool) for each in modules)


def _spread(
    pool: Iterable[Candidate],
    count: int,
    *,
    seed: int,
    last_drawn: Mapping[str, int],
    wish: Wish = lambda _each, _picked: True,
    by: Callable[[Candidate], str] = lambda each: each.objective,
    cover: bool = False,
) -> list[Candidate]:
    """So many, of groups in turn: what is wished for first, then what was had longest ago.

    With `cover` every group comes once before a wish may choose among groups.
    """
    left = list(shuffled(sorted(pool, key=lambda each: each.item), seed, "spread"))
    shares, kinds = Counter[str](), Counter[str]()
    picked: list[Candidate] = []

    def rank(each: Candidate) -> tuple[bool, bool, int, int, int]:
        return (
            cover and shares[by(each)] > 0,
            not wish(each, picked),
            shares[by(each)],
            last_drawn.get(each.item, NEVER),
            kinds[each.question.kind],
        )

    while left and len(picked) < count:
        best = min(left, key=rank)
        left.remove(best)
        picked.append(best)
        shares[by(best)] += 1
        kinds[best.question.kind] += 1
    return picked


def _lesson(each: Candidate) -> str:
    return each.question.common.lesson


def _is_easy(each: Candidate) -> bool:
    return each.question.common.level in EASY


def _is_demanding(each: Candidate) -> bool:
    return each.question.common.level in DEMANDING
