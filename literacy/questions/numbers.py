"""Numbers as people type them, and how near is near enough."""

import re
from dataclasses import dataclass
from decimal import Decimal

MAX_TYPED = 40

_SPACES = "\u0020\u00a0\u2007\u2009\u202f"
_APOSTROPHES = "'\u2019"
_CURRENCY = "€$£¥"
_MINUS = {ord("\u2212"): "-", ord("\u2013"): "-"}
_SPACED = re.compile(rf"-?\d{{1,3}}(?:[{_SPACES}{_APOSTROPHES}]\d{{3}})+(?=[.,]\d|$)", re.ASCII)
_NUMBER = re.compile(r"-?(?:\d[\d.,]*|[.,]\d+)", re.ASCII)


@dataclass(frozen=True, slots=True)
class Tolerance:
    """How far an answer may be off: an amount, or, when relative, a percentage of the answer."""

    amount: Decimal
    relative: bool = False

    def allows(self, value: Decimal, *, answer: Decimal) -> bool:
        return abs(value - answer) <= self.reach(answer)

    def reach(self, answer: Decimal) -> Decimal:
        return abs(answer) * self.amount / 100 if self.relative else self.amount


def read_number(typed: str, *, unit: str = "") -> Decimal | None:
    """The number somebody typed, or None; a currency sign, `%` and the unit itself may stand by it.

    The last of point and comma is the decimal sign. A sign that repeats, or one comma before
    exactly three digits, groups thousands: this course writes American English, where 1,400 is
    fourteen hundred and 1.400 is not.
    """
    text = _without_unit(typed[: MAX_TYPED + 1].translate(_MINUS), unit)
    text = _SPACED.sub(lambda run: re.sub(rf"[{_SPACES}{_APOSTROPHES}]", "", run[0]), text)
    if len(typed) > MAX_TYPED or not _NUMBER.fullmatch(text):
        return None
    return _decimal(text)


def exact(value: int | float | str) -> Decimal:
    """A number of a file as it was written there: 0.9 and not 0.90000000000000002."""
    return Decimal(str(value))


def in_digits(value: Decimal) -> str:
    """A number as the course prints it: 1,400 and 0.9."""
    text = f"{value:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _without_unit(text: str, unit: str) -> str:
    text = text.strip().strip(_CURRENCY).strip()
    negative = text.startswith("-")
    text = text.removeprefix("-").strip().strip(_CURRENCY + "%").strip()
    if unit and text.casefold().endswith(unit.casefold()):
        text = text[: -len(unit)].strip().strip(_CURRENCY + "%").strip()
    return f"-{text}" if negative else text


def _decimal(text: str) -> Decimal | None:
    sign = _decimal_sign(text)
    whole, _, part = text.rpartition(sign) if sign else (text, "", "")
    groups = re.split(r"[.,]", whole.removeprefix("-"))
    if len(groups) > 1 and not _are_thousands(groups):
        return None
    number = Decimal(f"{''.join(groups) or '0'}.{part or '0'}")
    return -number if text.startswith("-") else number


def _decimal_sign(text: str) -> str:
    points, commas = text.count("."), text.count(",")
    if points and commas:
        return max(".,", key=text.rfind)
    if points == 1:
        return "."
    if commas == 1 and not re.fullmatch(r"-?[1-9]\d{0,2},\d{3}", text):
        return ","
    return ""


def _are_thousands(groups: list[str]) -> bool:
    return 1 <= len(groups[0]) <= 3 and all(len(group) == 3 for group in groups[1:])
