"""“I’m stuck”: a learner’s own button, and the calls that reach somebody."""

from collections.abc import Mapping

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from literacy.accounts.permissions import Permission
from literacy.help import actions
from literacy.help.forms import HelpForm
from literacy.help.queries import calls_seen, helpers_of
from literacy.web.access import requires, viewer
from literacy.web.notices import notify
from literacy.web.request import catalogue, local_path, now, reading, transaction

blueprint = Blueprint("help", __name__, url_prefix="/me/help")

_CALL = "/<int(max=2147483647):call_id>"


@blueprint.get("")
@requires(Permission.LEARN)
def calls() -> str:
    """The viewer's own call, those that ask her, and the form."""
    here = catalogue().lessons.get(request.args.get("lesson", ""))
    return _page(_form(here.id if here else ""))


@blueprint.post("")
@requires(Permission.LEARN)
def ask() -> tuple[str, int] | Response:
    form = _form()
    if not form.validate_on_submit():
        return _page(form), 422
    with transaction() as saving:
        call = actions.ask_for_help(
            saving,
            viewer(),
            helper_id=int(form.to.data),
            lesson=form.lesson.data,
            title=_titles().get(form.lesson.data, ""),
            note=form.note.data,
            now=now(),
        )
    notify(f"{call.helper} is asked to help you. You can withdraw it at any time.")
    return redirect(url_for("help.calls"), 303)


@blueprint.post(f"{_CALL}/withdrawal")
@requires(Permission.LEARN)
def withdraw(call_id: int) -> Response:
    with transaction() as saving:
        call = actions.withdraw_call(saving, viewer(), call_id, now=now())
    notify(f"Withdrawn. {call.helper} no longer sees your call, and your note is deleted.")
    return redirect(url_for("help.calls"), 303)


@blueprint.post(f"{_CALL}/closing")
@requires(Permission.LEARN)
def close(call_id: int) -> Response:
    with transaction() as saving:
        call = actions.close_call(saving, viewer(), call_id, now=now())
    notify(f"Closed. {call.person} reads on the home page that you have helped.")
    back = local_path(request.form.get("back"), url_for("help.calls"))
    return redirect(back, 303)


def _form(lesson: str = "") -> HelpForm:
    return HelpForm(helpers_of(reading(), viewer()), _titles(), lesson=lesson)


def _titles() -> Mapping[str, str]:
    return {lesson.id: lesson.title for lesson in catalogue().lessons.values()}


def _page(form: HelpForm) -> str:
    me, found = viewer().id, calls_seen(reading(), viewer(), now=now())
    mine = [call for call in found if call.person_id == me]
    return render_template(
        "help/calls.html",
        form=form,
        helpers={str(each.id): each for each in helpers_of(reading(), viewer())},
        mine=next((call for call in mine if call.ended_at is None), None),
        answered=[call for call in mine if call.ended_at],
        asked=[call for call in found if call.person_id != me],
        lessons={lesson.id: lesson for lesson in catalogue().lessons.values()},
    )
