"""Time and amounts as a reader says them."""

from collections.abc import Sequence
from datetime import date, datetime

_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")

_SINGLE = str.maketrans("“”", "‘’")


def number(count: int) -> str:
    """Three, but 12: small numbers in running text are words."""
    return _NUMBERS[count] if 0 <= count < len(_NUMBERS) else str(count)


def counted(count: int, one: str, many: str = "") -> str:
    """One lesson, two lessons, 12 lessons"""
    return f"{number(count)} {one if count == 1 else many or one + 's'}"


def figures(count: int, one: str, many: str = "") -> str:
    """1 lesson, 2 lessons: for lines that are read like a table."""
    return f"{count} {one if count == 1 else many or one + 's'}"


def first_up(text: str) -> str:
    return text[:1].upper() + text[1:]


def ago(at: datetime, *, now: datetime) -> str:
    """How long ago, without a clock time: the site does not know the reader's zone."""
    minutes = max(0, int((now - at).total_seconds() // 60))
    if minutes < 2:
        return "a moment ago"
    if minutes < 60:
        return f"{minutes} minutes ago"
    if minutes < 24 * 60:
        return "an hour ago" if minutes < 120 else f"{minutes // 60} hours ago"
    days = minutes // (24 * 60)
    if days < 14:
        return "a day ago" if days == 1 else f"{days} days ago"
    return f"on {full_day(at)}"


def full_day(value: date) -> str:
    """November 21, 2026"""
    return f"{value:%B} {value.day}, {value.year}"


def short_day(value: date) -> str:
    """Nov 21"""
    return f"{value:%b} {value.day}"


def weekday(value: date) -> str:
    """Saturday, November 21"""
    return f"{value:%A}, {value:%B} {value.day}"


def days_away(days: int) -> str:
    """In 12 days, today, 3 days ago"""
    if days == 0:
        return "today"
    if days == 1:
        return "tomorrow"
    if days == -1:
        return "a day ago"
    return f"in {days} days" if days > 0 else f"{-days} days ago"


def listed(words: Sequence[str]) -> str:
    """A, B and C"""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"


def sentence(parts: Sequence[str]) -> str:
    """Parts that each begin with a capital as one phrase: Reach the goal and pass the quiz"""
    return first_up(listed([part[:1].lower() + part[1:] for part in parts]))


def quoted(text: str) -> str:
    """“Fresh, or ‘has it changed?’”: quotation marks inside are single ones."""
    return f"“{text.translate(_SINGLE)}”"


def on_device(device: str) -> str:
    """“on your phone, ” for the kinds that are known, otherwise nothing."""
    return f"on your {device}, " if device in ("phone", "tablet", "computer") else ""
