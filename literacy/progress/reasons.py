"""Who asked for a module and why, in the words that stand beside it."""

from collections.abc import Iterable, Mapping
from datetime import date

from literacy.progress.deadlines import Asked, asked_by_module, what_counts
from literacy.progress.mastery import Standing
from literacy.progress.wording import full_day, quoted, weekday


def reason(asked: Asked) -> str:
    """Set by Grace Lindqvist: “The winter sale.”"""
    by = f"Set by {asked.set_by}" if asked.set_by else "Set by your team’s manager"
    return f"{by}: {quoted(asked.why.rstrip('.') + '.')}" if asked.why else f"{by}."


def asked_in_words(standing: Standing, asked: Iterable[Asked], *, today: date) -> Mapping[str, str]:
    """For each module that is asked and not passed: by when, as a part of what, by whom and why."""
    by_module = asked_by_module(asked)
    counted = [
        what_counts(module, by_module[module.slug])
        for module in standing.modules
        if module.slug in by_module
    ]
    return {
        module.slug: f"{_what(each)}, due {_day(each.due_on, today)}. {reason(each)}"
        for module, each in counted
        if each and not module.is_done
    }


def _what(asked: Asked) -> str:
    if not asked.path:
        return "Assigned to you"
    return f"Assigned to you with {quoted(asked.path)}"


def _day(day: date, today: date) -> str:
    return weekday(day) if day.year == today.year else full_day(day)
