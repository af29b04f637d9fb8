"""The spaced review as home tells it: what is due, or when something will be."""

from dataclasses import dataclass
from datetime import date

from literacy.progress.wording import counted, first_up, weekday
from literacy.review.queue import Today


@dataclass(frozen=True, slots=True)
class ReviewNote:
    """`go` is the text of the button that leads to the review, or empty when nothing is due."""

    title: str
    detail: str
    go: str = ""


def review_note(today: Today, *, on: date) -> ReviewNote | None:
    """None for those who have proved nothing yet: there is nothing to keep."""
    if not today.has_cards:
        return None
    if today.entries:
        return _due(today)
    if today.answered:
        return ReviewNote("Reviewed today", f"{_answered(today)}. {_next(today, on)}".strip())
    return ReviewNote("Nothing to review today", _next(today, on))


def _due(today: Today) -> ReviewNote:
    left = len(today.entries)
    title = f"{first_up(counted(left, 'question'))} to review"
    time = "about a minute" if today.minutes == 1 else f"about {counted(today.minutes, 'minute')}"
    if today.answered:
        return ReviewNote(title, f"{_answered(today)}, {time} left.", "Go on with the review")
    return ReviewNote(
        title, f"{first_up(time)}, asked before it fades.", f"Review, {today.minutes} min"
    )


def _answered(today: Today) -> str:
    return first_up(f"{counted(today.answered, 'question')} answered")


def _next(today: Today, on: date) -> str:
    if today.next_on is None:
        return ""
    days = (today.next_on - on).days
    return "More comes tomorrow." if days == 1 else f"More comes on {weekday(today.next_on)}."
