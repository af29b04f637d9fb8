"""One's own account: name, job, look, where one is signed in, what is kept and who sees it."""

from flask import Blueprint, make_response, redirect, render_template, url_for
from werkzeug.wrappers import Response as AnyResponse

from literacy.accounts import queries
from literacy.accounts.actions import doors
from literacy.accounts.forms import ProfileForm
from literacy.accounts.permissions import Permission
from literacy.web.access import browser, requires, viewer
from literacy.web.notices import notify
from literacy.web.request import now, reading, transaction
from literacy.web.services import services

blueprint = Blueprint("me", __name__, url_prefix="/me")

_SESSION = "/sessions/<int(max=2147483647):session_id>"


@blueprint.get("/")
@requires(Permission.LEARN)
def account() -> str:
    seen = queries.account_of(reading(), viewer())
    kept = {"name": seen.name, "job": seen.job, "theme": seen.theme, "zone": seen.zone}
    return _page(ProfileForm(data=kept))


@blueprint.post("/")
@requires(Permission.LEARN)
def save() -> AnyResponse:
    form = ProfileForm()
    if not form.validate():
        return make_response(_page(form), 422)
    with transaction() as saving:
        doors.save_profile(
            saving,
            viewer().id,
            name=form.name.data,
            job=form.job.data,
            theme=form.theme.data,
            zone=form.zone.data or "",
            now=now(),
        )
    notify("Saved.")
    return redirect(url_for("me.account"), 303)


@blueprint.post(f"{_SESSION}/end")
@requires(Permission.LEARN)
def end_session(session_id: int) -> AnyResponse:
    with transaction() as saving:
        doors.end_session(saving, viewer().id, session_id, now=now())
    if session_id == viewer().session_id:
        return _signed_out("You are signed out.")
    notify("That browser is signed out.")
    return redirect(url_for("me.account") + "#sessions", 303)


@blueprint.post("/sessions/end")
@requires(Permission.LEARN)
def end_sessions() -> AnyResponse:
    with transaction() as saving:
        doors.end_sessions(saving, viewer().id, by=viewer().id, now=now())
    return _signed_out("You are signed out everywhere.")


def _signed_out(text: str) -> AnyResponse:
    browser().end()
    notify(text)
    response = redirect(url_for("accounts.login"), 303)
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response


def _page(form: ProfileForm) -> str:
    return render_template(
        "me/account.html",
        form=form,
        account=queries.account_of(reading(), viewer()),
        site_zone=services().settings.time_zone,
        sessions=queries.sessions_of(reading(), viewer(), now=now()),
    )
