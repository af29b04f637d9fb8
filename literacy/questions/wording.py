"""Rules for the words of a question: stems, choices and reasons (Haladyna et al. 2002)."""

import re
from collections.abc import Iterator

from literacy.lib.markdown import plain
from literacy.questions.question import Fault

Path = tuple[str | int, ...]

SHORTEST_WHY, LONGEST_WHY = 8, 30

_BOLD_OR_CODE = re.compile(r"\*\*.+?\*\*|`[^`]*`", re.DOTALL)
_QUESTION = re.compile(r"[^.?!]*\?")
_NEGATIVE = re.compile(r"\b(not|except|least likely)\b|n['’]t\b", re.IGNORECASE)
_CATCH_ALL = re.compile(
    r"\b(all|none|both|neither|any) of (the|these|those|them)\b( (above|below|others?))?\W*$"
    r"|^(all|none|both|neither)\W*$"
    r"|^(both |either |neither )?[a-e] (and|or|nor) [a-e]\W*$",
    re.IGNORECASE,
)
_ABSOLUTE = re.compile(r"\b(always|never)\b", re.IGNORECASE)


def word_count(text: str) -> int:
    """Words as a reader counts them; `utm_medium` and `40-20-40` are one each."""
    return sum(any(letter.isalnum() for letter in word) for word in plain(text).split())


def reason_faults(why: str, path: Path, *, of: str, full: bool = False) -> Iterator[Fault]:
    """A reason must be there and short; a `full` one, of a choice, also has room to explain."""
    words = word_count(why)
    if not words:
        yield Fault(path, f"This {of} has no `why`. Say in 8 to 30 words what it teaches.")
    elif words > LONGEST_WHY:
        yield Fault(
            path, f"This `why` has {words} words; {LONGEST_WHY} are the most. Keep one reason."
        )
    elif full and words < SHORTEST_WHY:
        yield Fault(
            path,
            f"This `why` has only {words} words; {SHORTEST_WHY} or more explain the idea.",
            warning=True,
        )


def choice_text_faults(text: str, path: Path) -> Iterator[Fault]:
    """Choices that test a test-taker's cunning and not the idea."""
    words = plain(text)
    if _CATCH_ALL.search(words):
        yield Fault(path, f"“{words}” gathers other choices. Write what people believe instead.")
    for word in _ABSOLUTE.findall(words):
        yield Fault(
            path, f"“{word.lower()}” gives a wrong choice away. Say when it holds, or leave it out."
        )


def stem_faults(stem: str) -> Iterator[Fault]:
    """A necessary NOT is bold; a question with a quiet "not" is better asked the other way."""
    if re.search(r"\b(NOT|EXCEPT)\b", _BOLD_OR_CODE.sub(" ", stem)):
        yield Fault(("stem",), "Put the NOT in bold, `**NOT**`, or ask the other way round.")
    elif any(_NEGATIVE.search(_BOLD_OR_CODE.sub(" ", asked)) for asked in _QUESTION.findall(stem)):
        yield Fault(
            ("stem",),
            "The question has a “not” in it. Ask what is so, not what isn't.",
            warning=True,
        )


def duplicate_faults(texts: list[str], paths: list[Path], *, of: str) -> Iterator[Fault]:
    """Two equal texts could not be told apart, by a learner or by an answer."""
    seen: set[str] = set()
    for text, path in zip(texts, paths, strict=True):
        if text.casefold() in seen:
            yield Fault(
                path, f"“{plain(text)}” is here twice. Each {of} says something of its own."
            )
        seen.add(text.casefold())


def count_faults(count: int, path: Path, *, least: int, most: int, of: str) -> Iterator[Fault]:
    if not least <= count <= most:
        wanted = f"{least}" if least == most else f"{least} to {most}"
        yield Fault(path, f"There should be {wanted} {of}; here {_are(count)}.")


def _are(count: int) -> str:
    return "is 1" if count == 1 else f"are {count}"
