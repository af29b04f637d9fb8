"""What can be asked for today, and what was asked in words: the same at both desks."""

from collections.abc import Iterable

from flask import request

from literacy.assignments.forms import CompanyAskForm, TeamAskForm, TermsForm
from literacy.assignments.queries import Desk, ask_of
from literacy.assignments.terms import Draft, Terms, Thing, several
from literacy.progress.asking import Ask, name_of
from literacy.progress.models import Assignment
from literacy.progress.outline import CourseOutline, course_outline
from literacy.progress.paths import paths
from literacy.progress.wording import figures, weekday
from literacy.web.request import catalogue, now, reading


def course() -> CourseOutline:
    return course_outline(catalogue(), today=now().date())


def offer(form: TeamAskForm | CompanyAskForm) -> None:
    """Give the form its paths and modules; an address may choose one of them before."""
    here = course()
    form.offer(
        [path for path in paths(here).values() if any(each.written for each in path.modules)],
        [module for module in here.modules if module.written],
    )
    if request.method == "GET" and request.args.get("module"):
        form.things.data = [f"module:{request.args['module']}"]


def terms_form(desk: Desk, number: int) -> tuple[TermsForm, Ask]:
    held = ask_of(reading(), desk, number)
    terms = Terms(held.due_on, held.joiner_days, held.why)
    return TermsForm(today=now().date(), held=terms), held


def asked_notice(draft: Draft) -> str:
    names = several([_name(thing) for thing in draft.things])
    return f"Assigned: {names}, {by_when(draft.terms)}. It shows on each home page from now on."


def row_name(row: Assignment) -> str:
    return _name(Thing(row.module or "", row.path or ""))


def by_when(terms: Terms) -> str:
    if terms.due_on is None:
        return f"within {figures(terms.joiner_days, 'day')} of joining"
    return f"by {weekday(terms.due_on)}"


def names(things: Iterable[Thing]) -> list[str]:
    return [_name(thing) for thing in things]


def _name(thing: Thing) -> str:
    today = now().date()
    return name_of(course(), Ask(0, thing.module, thing.path, None, 1, today))
