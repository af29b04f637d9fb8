"""Where a reader stands with one term: learned where and when, and when it comes up again."""

from dataclasses import dataclass
from datetime import date, datetime

from markupsafe import Markup

from literacy.glossary.company.notes import shown


@dataclass(frozen=True, slots=True)
class Met:
    """A lesson that teaches the term, and when this reader passed it or read it to the end."""

    slug: str
    title: str
    at: datetime
    passed: bool


@dataclass(frozen=True, slots=True)
class TermNow:
    """A term for one reader today, beside the words that are the same for everybody."""

    today: date
    company_text: str = ""
    met: Met | None = None
    due_on: date | None = None
    voted: bool = False
    opened_today: bool = False

    @property
    def company_note(self) -> Markup | None:
        return shown(self.company_text) if self.company_text else None

    @property
    def when(self) -> str:
        """How long ago it was met, in words."""
        return ago((self.today - self.met.at.date()).days) if self.met else ""

    @property
    def review(self) -> str:
        """When the term's own card comes up; empty where there is none."""
        if self.due_on is None:
            return ""
        days = (self.due_on - self.today).days
        return "It is due in your reviews." if days <= 0 else f"It comes back {ahead(days)}."


def latest(met: list[Met]) -> Met | None:
    """What was passed goes before what was only read; then the first time it was met."""
    return min(met, key=lambda each: (not each.passed, each.at), default=None)


def ago(days: int) -> str:
    if days <= 0:
        return "today"
    if days == 1:
        return "yesterday"
    return f"{days} days ago" if days < 60 else f"{days // 30} months ago"


def ahead(days: int) -> str:
    if days == 1:
        return "tomorrow"
    return f"in {days} days" if days < 60 else f"in {days // 30} months"
