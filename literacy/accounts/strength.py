"""Which passwords are refused: short ones, and those that everybody tries first."""

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from literacy.accounts.passwords import MOST_BYTES

FEWEST_SIGNS = 12
# What must be left once words and runs that everybody tries are taken away.
_FEWEST_LEFT = 4
_FEWEST_DIFFERENT = 5
_SHORTEST_RUN = 3
_SHORTEST_WORD = 4

_LOOKALIKES = str.maketrans(
    {"0": "o", "1": "i", "3": "e", "4": "a", "5": "s", "7": "t", "@": "a", "$": "s", "!": "i"}
)
_ROWS = (
    "abcdefghijklmnopqrstuvwxyz",
    "01234567890",
    "qwertyuiop",
    "asdfghjkl",
    "zxcvbnm",
    "qwertzuiop",
    "yxcvbnm",
    "azertyuiop",
    "qsdfghjklm",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm",
    "1q2w3e4r5t6y7u8i9o0p",
    "!@#$%^&*()",
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_ENDS = re.compile(r"^[\s!-@\[-`{-~]+|[\s!-@\[-`{-~]+$")
_WORDS = re.compile(r"[^\W\d_]+")


def problem_with(password: str, *, about: Iterable[str] = ()) -> str:
    """Why this password is refused, as a sentence; empty when it is fine.

    `about` is what others know: the person's name and address, the company's name. Length is
    what counts (NIST SP 800-63B, ASVS 5.0 section 6.2): no rule asks for digits or signs.
    """
    if len(password) < FEWEST_SIGNS:
        return f"Use {FEWEST_SIGNS} characters or more. Three or four unrelated words work well."
    if len(password.encode()) > MOST_BYTES:
        return f"Use at most {MOST_BYTES} bytes, which is about {MOST_BYTES} letters."
    if len(set(password.lower())) < _FEWEST_DIFFERENT or _is_repeated(password.lower()):
        return "This repeats itself. Choose one with more different characters."
    if _left_over(password, about) < _FEWEST_LEFT:
        return (
            "This is one of the first that people try: a common word, a run of keys, your name "
            "or the company's. Add two or three unrelated words."
        )
    return ""


def _is_repeated(text: str) -> bool:
    """True for three times the same or more, such as `blue-blue-blue`."""
    return bool(re.fullmatch(r"(.{1,8}?)\1{2,}.{0,7}", text))


def _left_over(password: str, about: Iterable[str]) -> int:
    """How many different signs stay when what everybody tries is taken out."""
    plain = password.lower()
    if plain in _common() or _letters(plain) in _common():
        return 0
    words = sorted({*_common(), *_words_of(about)}, key=len, reverse=True)
    shortest = min(
        (_without(variant, words) for variant in (plain, plain.translate(_LOOKALIKES))), key=len
    )
    return len(set(shortest))


def _without(text: str, words: Iterable[str]) -> str:
    for word in words:
        if len(word) >= _SHORTEST_WORD:
            text = text.replace(word, " ")
    text = _YEAR.sub(" ", text)
    for run in _runs():
        text = text.replace(run, " ")
    # Digits and signs at the ends are what people add to a word, not a secret of their own.
    return _ENDS.sub("", text).replace(" ", "")


def _letters(text: str) -> str:
    return "".join(_WORDS.findall(text))


def _words_of(about: Iterable[str]) -> set[str]:
    return {word for text in about for word in _WORDS.findall(text.lower())}


@cache
def _runs() -> tuple[str, ...]:
    """Every run of keys or letters of three and more, forwards and backwards, longest first."""
    both = {row for each in _ROWS for row in (each, each[::-1])}
    runs = {
        row[start : start + length]
        for row in both
        for length in range(_SHORTEST_RUN, len(row) + 1)
        for start in range(len(row) - length + 1)
    }
    return tuple(sorted(runs, key=len, reverse=True))


@cache
def _common() -> frozenset[str]:
    text = Path(__file__).with_name("common_passwords.txt").read_text("utf-8")
    return frozenset(line for line in text.split() if not line.startswith("#"))
