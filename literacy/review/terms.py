"""Questions made from the glossary: from a meaning to its word, and from a word to its meaning."""

from collections.abc import Mapping, Sequence
from itertools import islice

from literacy.content.catalogue import Catalogue, Term
from literacy.glossary.entry import unlinked
from literacy.questions.drawing import shuffled
from literacy.questions.kinds.choices import Choice
from literacy.questions.kinds.single import Single
from literacy.questions.question import Common

WORD, MEANING = "word", "meaning"
"""Two forms, siblings of each other: the word for a meaning, the meaning of a word."""

LIVE = ("published", "revising")
OTHERS = 2


def next_item(
    term: Term, catalogue: Catalogue, *, seen: Mapping[str, int], seed: int
) -> str | None:
    """The name of the question to ask, such as `word:cdn.edge`; None when it can't be asked.

    The form asked longest ago comes first; `seen` are earlier items with their turn.
    """
    if not can_ask(term, catalogue):
        return None
    others = _others(term, catalogue, seed)
    last = {item.partition(":")[0]: turn for item, turn in sorted(seen.items(), key=_turn)}
    form = min(shuffled((WORD, MEANING), seed, "form"), key=lambda each: last.get(each, 0))
    return f"{form}:{'.'.join(other.slug for other in others)}"


def can_ask(term: Term, catalogue: Catalogue) -> bool:
    """It is live, and enough words can stand beside it."""
    beside = (each for each in catalogue.terms.values() if _can_stand_beside(term, each))
    return term.status in LIVE and len(list(islice(beside, OTHERS))) == OTHERS


def term_question(term: Term, item: str, catalogue: Catalogue) -> Single | None:
    """The question of this name, as it was asked; None when a term in it has left the glossary."""
    form, _, slugs = item.partition(":")
    others = [catalogue.terms.get(slug) for slug in slugs.split(".")]
    found = [other for other in others if other is not None]
    if form not in (WORD, MEANING) or len(found) != len(others):
        return None
    return _word(term, found, item) if form == WORD else _meaning(term, found, item)


def _word(term: Term, others: Sequence[Term], item: str) -> Single:
    stem = f"{unlinked(term.definition)} Which word is that?"
    choices = (
        Choice(term.term, True, unlinked(term.why)),
        *(Choice(other.term, False, unlinked(other.definition)) for other in others),
    )
    return Single(_common(term, item, stem), choices)


def _meaning(term: Term, others: Sequence[Term], item: str) -> Single:
    choices = (
        Choice(unlinked(term.definition), True, unlinked(term.why)),
        *(Choice(unlinked(each.definition), False, f"That is: {each.term}.") for each in others),
    )
    return Single(_common(term, item, f"What does IT mean by “{term.term}”?"), choices)


def _common(term: Term, item: str, stem: str) -> Common:
    return Common(id=item, lesson="glossary", area=term.slug, level="remember", stem=stem, see="#")


def _others(term: Term, catalogue: Catalogue, seed: int) -> tuple[Term, ...]:
    """Two terms of the same topic, one of them related if there is one: near, and not the same.

    A topic with few words borrows from the others.
    """
    beside = (each for each in catalogue.terms.values() if _can_stand_beside(term, each))
    drawn = shuffled(beside, seed, "others")
    near = next((each for each in drawn if _is_near(term, each)), None)
    order = sorted(drawn, key=lambda each: (each is not near, each.module != term.module))
    return tuple(order[:OTHERS])


def _can_stand_beside(term: Term, other: Term) -> bool:
    return other.status in LIVE and not _overlap(term, other)


def _is_near(term: Term, other: Term) -> bool:
    return other.module == term.module and other.slug in term.related


def _overlap(term: Term, other: Term) -> bool:
    """The same term, or one whose name says the other's: “cache” beside “browser cache”."""
    mine, theirs = _names(term), _names(other)
    return other.slug == term.slug or any(
        one in another or another in one for one in mine for another in theirs
    )


def _names(term: Term) -> tuple[str, ...]:
    return tuple(name.casefold() for name in (term.term, term.expands, *term.also) if name)


def _turn(seen: tuple[str, int]) -> int:
    return seen[1]
