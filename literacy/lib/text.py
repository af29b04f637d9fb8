"""How hard prose is to read: words, sentences, syllables, school grade, ease and capitals.

Grade: Kincaid, Fishburne, Rogers and Chissom (1975), Derivation of New Readability Formulas.
Ease: Flesch (1948), A New Readability Yardstick, Journal of Applied Psychology 32(3).
Syllables are counted as groups of vowels, so a grade is good to about one year either way.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

_WORD = re.compile(r"[^\W_]+(?:[’'.,:/+-][^\W_]+)*")
_PARAGRAPHS = re.compile(r"\n\s*\n")
_SENTENCE_END = re.compile(r"(?<=[.!?…])[\"”’')\]]*\s+(?=[\"“‘'(\[]*[^\W_a-zà-ÿ]|[€$£/])")
_ABBREVIATION = re.compile(r"(?:^|[\s(])(?:Mr|Mrs|Ms|Dr|St|vs|No|e\.g|i\.e|approx|Inc|Ltd)\.$")
_VOWELS = re.compile(r"[aeiouyàáâãäåæèéêëìíîïòóôõöøùúûüýÿœ]+")
_SILENT = re.compile(
    r"(?:[^aeiouylr]|[aeiouy][lr])e$"  # like `make` and `here`, but not `table` or `acre`
    r"|[^aeiouytd]ed$"  # like `asked`, but not `visited`
    r"|[^aeiouysxzcg]es$"  # like `files`, but not `prices`
)
_HISSING = re.compile(r"(?:ch|sh)es$")
_ACRONYM = re.compile(r"(?<![\w.@/#&-])([A-Z]{2,6})(?=s?(?![\w@/#]|-[a-z0-9]))")


@dataclass(frozen=True, slots=True)
class Reading:
    """Counts of a text; the measures of a text without words are those of the easiest one."""

    words: int
    sentences: int
    syllables: int

    @property
    def mean_sentence(self) -> float:
        return self.words / self.sentences if self.sentences else 0.0

    @property
    def grade(self) -> float:
        """School years needed (Flesch-Kincaid): 0.39 w/s + 11.8 y/w - 15.59, not below 0."""
        return max(0.0, 0.39 * self.mean_sentence + 11.8 * self._mean_word - 15.59)

    @property
    def ease(self) -> float:
        """Flesch reading ease: 206.835 - 1.015 w/s - 84.6 y/w, from 0 (hard) to 100 (easy)."""
        ease = 206.835 - 1.015 * self.mean_sentence - 84.6 * self._mean_word
        return min(100.0, max(0.0, ease))

    @property
    def _mean_word(self) -> float:
        return self.syllables / self.words if self.words else 0.0


def words(text: str) -> tuple[str, ...]:
    """The words in order; `€49`, `max-age`, `3.7` and `don't` are one word each."""
    return tuple(_WORD.findall(text))


def paragraphs(text: str) -> tuple[str, ...]:
    """The paragraphs: what blank lines set apart."""
    return tuple(part.strip() for part in _PARAGRAPHS.split(text) if part.strip())


def sentences(text: str) -> tuple[str, ...]:
    """The sentences that hold a word; a paragraph's end ends a sentence too."""
    return tuple(
        sentence for part in paragraphs(text) for sentence in _split(part) if words(sentence)
    )


@lru_cache(maxsize=50_000)
def syllables(word: str) -> int:
    """Vowel groups less the silent e, at least 1; a figure or a sign counts 1."""
    bare = word.lower().replace("’", "'").removesuffix("'s")
    return sum(_part_syllables(part) for part in re.split(r"[-/.,:+']", bare) if part) or 1


def reading(text: str, easy: Iterable[str] = ()) -> Reading:
    """The counts of a text; each phrase of `easy` counts as one word of one syllable.

    A learner has met the terms a lesson explains, so their length no longer slows the reading.
    """
    plain = _eased(text, easy)
    found = words(plain)
    return Reading(len(found), len(sentences(plain)), sum(map(syllables, found)))


def acronyms(text: str) -> tuple[str, ...]:
    """Capitals of two to six letters in order of first use, plurals as their singular."""
    return tuple(dict.fromkeys(_ACRONYM.findall(text)))


def is_expanded(acronym: str, text: str) -> bool:
    """True if the full words stand beside it: `full words (FW)` or `FW (full words)`."""
    before = re.search(rf"((?:[\w-]+\s+){{1,8}})\({acronym}s?\)", text)
    after = re.search(rf"\b{acronym}s?\s+\(([^)]+)\)", text)
    return any(_begins(acronym, found[1]) for found in (before, after) if found)


def _split(paragraph: str) -> tuple[str, ...]:
    found: list[str] = []
    for piece in _SENTENCE_END.split(" ".join(paragraph.split())):
        if found and _ABBREVIATION.search(found[-1]):
            found[-1] = f"{found[-1]} {piece}"
        else:
            found.append(piece)
    return tuple(found)


def _part_syllables(part: str) -> int:
    groups = len(_VOWELS.findall(part))
    silent = groups > 1 and _SILENT.search(part) and not _HISSING.search(part)
    return max(1, groups - 1 if silent else groups)


def _eased(text: str, easy: Iterable[str]) -> str:
    pattern = _pattern(tuple(easy))
    return pattern.sub("term", text) if pattern else text


@lru_cache(maxsize=128)
def _pattern(easy: tuple[str, ...]) -> re.Pattern[str] | None:
    phrases = sorted({phrase for phrase in easy if words(phrase)}, key=len, reverse=True)
    if not phrases:
        return None
    spaced = (r"\s+".join(map(re.escape, phrase.split())) for phrase in phrases)
    return re.compile(rf"(?<!\w)(?:{'|'.join(spaced)})(?:e?s)?(?!\w)", re.IGNORECASE)


def _begins(acronym: str, phrase: str) -> bool:
    """True if the initials of the phrase's last words spell the acronym, small words aside."""
    initials = "".join(part[0].upper() for part in re.findall(r"[^\W_]+", phrase))
    kept = "".join(
        part[0].upper()
        for part in re.findall(r"[^\W_]+", phrase)
        if len(part) > 3 or part[0].isupper()
    )
    return initials.endswith(acronym) or kept.endswith(acronym)
