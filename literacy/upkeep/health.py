"""What the glossary needs somebody for: each kind of trouble with the terms that have it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from statistics import median
from threading import Lock

from literacy.content.catalogue import Catalogue, Term
from literacy.content.rules.terms import known_in_course
from literacy.glossary.finding import names
from literacy.glossary.readers.queries import NotClear
from literacy.glossary.studio.checking import Remark, judged
from literacy.glossary.studio.wording import of_term
from literacy.glossary.uses import readable
from literacy.search.spelling import pieces, stem

UNREAD_AFTER = timedelta(days=90)
ENOUGH_VOTES = 3
"""So many people open a revision (glossary plan, 5.3)."""
ANSWER_WITHIN = timedelta(days=2)
LOOK_BACK = timedelta(days=365)
"""So far back answers are counted."""


@dataclass(frozen=True, slots=True)
class Clash:
    """A name that two terms have, as it is written in each."""

    name: str
    terms: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class Failing:
    term: Term
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Waiting:
    """Requests that nobody answered: how many, how long, and how many of them too long."""

    count: int = 0
    late: int = 0
    median_days: int = 0
    oldest_days: int = 0


@dataclass(frozen=True, slots=True)
class Answers:
    """Requests that IT settled: how many, how many of them in time, and how long it took."""

    count: int = 0
    in_time: int = 0
    median: timedelta = timedelta(0)
    longest: timedelta = timedelta(0)


@dataclass(frozen=True, slots=True)
class Health:
    """Everything is empty in a glossary that needs nobody."""

    unowned: tuple[Term, ...] = ()
    overdue: tuple[Term, ...] = ()
    unclear: tuple[tuple[Term, NotClear], ...] = ()
    unread: tuple[tuple[Term, date | None], ...] = ()
    clashes: tuple[Clash, ...] = ()
    failing: tuple[Failing, ...] = ()
    waiting: Waiting = Waiting()

    @property
    def needs_somebody(self) -> bool:
        return bool(
            self.unowned or self.overdue or self.unclear or self.clashes or self.failing
        ) or bool(self.waiting.late)


Checked = tuple[tuple[Clash, ...], tuple[Failing, ...]]
"""What depends on the course and the day alone."""


class Checks:
    """What the rules and the names say, found once for a version of the course and a day."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._held: tuple[Catalogue, date, tuple[Clash, ...], tuple[Failing, ...]] | None = None

    def of(self, catalogue: Catalogue, *, today: date) -> Checked:
        with self._lock:
            held = self._held
            if held is None or held[0] is not catalogue or held[1] != today:
                found = tuple(clashes(readable(catalogue))), tuple(_failing(catalogue, today))
                self._held = (catalogue, today, *found)
                return found
            return held[2], held[3]


def health(
    catalogue: Catalogue,
    checked: Checked,
    *,
    votes: Iterable[NotClear],
    openings: Mapping[str, date],
    asked: Iterable[datetime],
    now: datetime,
    owners: frozenset[str] | None = None,
) -> Health:
    """With `owners`, only what those teams keep; `asked` are the times of open requests."""
    today = now.date()
    kept = [each for each in readable(catalogue) if owners is None or each.owner in owners]
    mine = {each.slug: each for each in kept}
    return Health(
        unowned=tuple(each for each in kept if not each.owner.strip()),
        overdue=tuple(sorted((each for each in kept if each.review_by <= today), key=_due)),
        unclear=tuple((mine[each.slug], each) for each in votes if each.slug in mine),
        unread=tuple(_unread(kept, openings, today)),
        clashes=tuple(each for each in checked[0] if any(t.slug in mine for t in each.terms)),
        failing=tuple(each for each in checked[1] if each.term.slug in mine),
        waiting=waiting(asked, now=now),
    )


def waiting(asked: Iterable[datetime], *, now: datetime) -> Waiting:
    ages = sorted(now - at for at in asked)
    if not ages:
        return Waiting()
    return Waiting(
        count=len(ages),
        late=sum(age > ANSWER_WITHIN for age in ages),
        median_days=round(median(age.total_seconds() for age in ages) / 86_400),
        oldest_days=ages[-1].days,
    )


def answers(times: Iterable[timedelta]) -> Answers:
    """`times` are from request to answer."""
    spans = sorted(times)
    if not spans:
        return Answers()
    return Answers(
        count=len(spans),
        in_time=sum(each <= ANSWER_WITHIN for each in spans),
        median=timedelta(seconds=median(each.total_seconds() for each in spans)),
        longest=spans[-1],
    )


def in_words(span: timedelta) -> str:
    """`40 minutes`, `5 hours`, `3 days`: as exact as anybody needs it."""
    minutes = max(round(span / timedelta(minutes=1)), 1)
    if minutes < 60:
        return _counted(minutes, "minute")
    hours = round(minutes / 60)
    return _counted(hours, "hour") if hours < 48 else _counted(round(hours / 24), "day")


def _counted(number: int, unit: str) -> str:
    return f"{number} {unit}" if number == 1 else f"{number} {unit}s"


def clashes(terms: Iterable[Term]) -> Iterator[Clash]:
    """Names that differ by a plural, a hyphen, an accent or a spelling, and lead to two terms."""
    owners: dict[str, dict[str, Term]] = defaultdict(dict)
    shown: dict[str, str] = {}
    for term in terms:
        for name in names(term):
            key = "".join(_one_form(piece.word, name) for piece in pieces(name))
            # Two letters are too few to be a slip: AB and ABs may well be two things.
            if len(key) > 2:
                owners[key][term.slug] = term
                shown.setdefault(key, name)
    for key, found in owners.items():
        if len(found) > 1:
            yield Clash(shown[key], tuple(found.values()))


def _one_form(word: str, name: str) -> str:
    """One for a word and its plural. Capitals are spelled out: HTTPS is not many HTTPs."""
    kept = name.isupper() or word.endswith(("ing", "ed"))
    return word if kept else stem(word)


def _failing(catalogue: Catalogue, today: date) -> Iterator[Failing]:
    known = known_in_course(catalogue)
    for term in readable(catalogue):
        found = judged(term.slug, of_term(term), known, today=today)
        if sentences := tuple(dict.fromkeys(each.sentence for each in found if _counts(each))):
            yield Failing(term, sentences)


def _counts(remark: Remark) -> bool:
    """A review that is overdue has its own list."""
    return remark.stops and remark.field not in ("review_by", "owner")


def _unread(
    terms: Iterable[Term], openings: Mapping[str, date], today: date
) -> Iterator[tuple[Term, date | None]]:
    """Terms that nobody opened for 90 days; those nobody ever opened come first."""
    never = [each for each in terms if each.slug not in openings]
    yield from ((each, None) for each in never)
    old = [each for each in terms if today - openings.get(each.slug, today) > UNREAD_AFTER]
    yield from ((each, openings[each.slug]) for each in old)


def _due(term: Term) -> tuple[date, str]:
    return term.review_by, term.slug
