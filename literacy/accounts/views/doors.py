"""Getting in and out: sign-in, set-up, invitation, forgotten and changed passwords."""

import logging

from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from literacy.accounts import passwords, queries
from literacy.accounts.actions import doors
from literacy.accounts.addresses import is_address, kept_form
from literacy.accounts.demo import DOORS, has_door
from literacy.accounts.devices import device_name
from literacy.accounts.forms import (
    EmailForm,
    InvitationForm,
    PasswordForm,
    ResetForm,
    SetUpForm,
    SignInForm,
)
from literacy.accounts.people import Member
from literacy.accounts.permissions import Permission
from literacy.accounts.purpose import Purpose
from literacy.lib.errors import NotFound, TooMany
from literacy.web.access import browser, public, requires, viewer
from literacy.web.notices import notify
from literacy.web.request import local_path, now, reading, transaction
from literacy.web.services import services

blueprint = Blueprint("accounts", __name__)
log = logging.getLogger("literacy.accounts")

NO_MATCH = "This email and password don't belong together here. Check both, or reset the password."


@blueprint.get("/login")
@public
def login() -> str:
    return _sign_in_page(SignInForm())


@blueprint.post("/login")
@public
def sign_in() -> AnyResponse:
    form = SignInForm()
    if not form.validate():
        return make_response(_sign_in_page(form), 422)
    try:
        token = _session_for(form.email.data, form.password.data)
    except TooMany as limit:
        log.warning("sign-in paused: too many failures")
        return _paused(form, limit)
    if token is None:
        log.info("sign-in refused")
        return make_response(_sign_in_page(form, problem=NO_MATCH), 422)
    browser().begin(token)
    return redirect(local_path(request.form.get("next"), "/"), 303)


def _sign_in_page(form: SignInForm, problem: str = "") -> str:
    return render_template(
        "accounts/login.html",
        form=form,
        problem=problem,
        next=local_path(request.values.get("next"), ""),
        nobody=not queries.somebody_exists(reading()),
        demo_doors=DOORS if services().settings.demo else (),
    )


def _paused(form: SignInForm, limit: TooMany) -> Response:
    response = make_response(_sign_in_page(form, problem=str(limit)), 429)
    response.headers["Retry-After"] = str(limit.seconds)
    return response


def _session_for(email: str, password: str) -> str | None:
    """A new session's token if the password is the account's."""
    attempt = _proven(email if is_address(email) else "", password)
    if attempt is None:
        return None
    outdated = passwords.is_outdated(attempt.password_hash)
    better = passwords.hash(password) if outdated else None
    with transaction() as saving:
        doors.sign_out(saving, browser().token, now=now())
        return doors.sign_in(saving, attempt, better_hash=better, device=_device(), now=now())


def _proven(email: str, password: str) -> doors.Proven | None:
    """What the password proves; the check itself holds no lock and no transaction."""
    with transaction() as saving:
        attempt = doors.start_try(saving, email, address=_address(), key=_key(), now=now())
    try:
        fits = passwords.verify(attempt.password_hash, password)
    except TooMany:
        with transaction() as saving:
            doors.forget_try(saving, attempt.id)
        raise
    return attempt.proven() if fits else None


@blueprint.post("/logout")
@public
def logout() -> AnyResponse:
    with transaction() as saving:
        doors.sign_out(saving, browser().token, now=now())
    browser().end()
    notify("You are signed out.")
    response = redirect(url_for("accounts.login"), 303)
    # Nothing personal stays on a shared computer: no page behind "back", no unsent answer.
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response


@blueprint.post("/demo/enter")
@public
def enter_demo() -> AnyResponse:
    email = kept_form(request.form.get("email", ""))
    if not services().settings.demo or not has_door(email):
        raise NotFound("There is no such door here.")
    with transaction() as saving:
        doors.sign_out(saving, browser().token, now=now())
        person = queries.person_called(saving, email)
        token = doors.open_session(saving, person, device=_device(), now=now())
    browser().begin(token)
    return redirect(local_path(request.form.get("next"), "/"), 303)


@blueprint.get("/setup")
@public
def setup_hint() -> str:
    return render_template("accounts/setup_hint.html", is_done=queries.somebody_exists(reading()))


@blueprint.get("/setup/<token>")
@public
def setup(token: str) -> str | Response:
    if _link(Purpose.SETUP, token) is None:
        return _dead_link(Purpose.SETUP)
    return render_template("accounts/setup.html", form=SetUpForm(), token=token)


@blueprint.post("/setup/<token>")
@public
def set_up(token: str) -> AnyResponse:
    if _link(Purpose.SETUP, token) is None:
        return _dead_link(Purpose.SETUP)
    form = SetUpForm()
    form.known = (services().settings.company,)
    if not form.validate():
        return make_response(render_template("accounts/setup.html", form=form, token=token), 422)
    password_hash = passwords.hash(form.password.data)
    with transaction() as saving:
        person = doors.set_up(
            saving,
            token,
            name=form.name.data,
            email=form.email.data,
            password_hash=password_hash,
            now=now(),
        )
        session = doors.open_session(saving, person, device=_device(), now=now())
    return _welcome(session, "Your site is ready. Invite your colleagues next.", "admin.people")


@blueprint.get("/invite/<token>")
@public
def invite(token: str) -> str | Response:
    owner = _link(Purpose.INVITE, token)
    if owner is None:
        return _dead_link(Purpose.INVITE)
    form = InvitationForm(data={"name": owner.name})
    return render_template("accounts/invite.html", form=form, token=token, email=owner.email)


@blueprint.post("/invite/<token>")
@public
def accept_invite(token: str) -> AnyResponse:
    owner = _link(Purpose.INVITE, token)
    if owner is None:
        return _dead_link(Purpose.INVITE)
    form = InvitationForm()
    form.known = (owner.email, services().settings.company)
    if not form.validate():
        page = render_template("accounts/invite.html", form=form, token=token, email=owner.email)
        return make_response(page, 422)
    password_hash = passwords.hash(form.password.data)
    with transaction() as saving:
        doors.sign_out(saving, browser().token, now=now())
        person = doors.accept_invitation(
            saving, token, name=form.name.data, password_hash=password_hash, now=now()
        )
        session = doors.open_session(saving, person, device=_device(), now=now())
    return _welcome(session, "Your account is ready. Start wherever you like.")


@blueprint.get("/password/forgot")
@public
def forgot() -> str:
    return render_template("accounts/forgot.html", form=EmailForm())


@blueprint.post("/password/forgot")
@public
def send_reset() -> AnyResponse:
    form = EmailForm()
    if not form.validate():
        return make_response(render_template("accounts/forgot.html", form=form), 422)
    with transaction() as saving:
        doors.ask_for_reset(saving, form.email.data, address=_address(), key=_key(), now=now())
    return redirect(url_for("accounts.forgot_sent"), 303)


@blueprint.get("/password/forgot/sent")
@public
def forgot_sent() -> str:
    return render_template("accounts/forgot_sent.html")


@blueprint.get("/password/reset/<token>")
@public
def reset(token: str) -> str | Response:
    owner = _link(Purpose.RESET, token)
    if owner is None:
        return _dead_link(Purpose.RESET)
    return render_template("accounts/reset.html", form=ResetForm(), token=token, email=owner.email)


@blueprint.post("/password/reset/<token>")
@public
def set_password(token: str) -> AnyResponse:
    owner = _link(Purpose.RESET, token)
    if owner is None:
        return _dead_link(Purpose.RESET)
    form = ResetForm()
    form.known = (owner.name, owner.email, services().settings.company)
    if not form.validate():
        page = render_template("accounts/reset.html", form=form, token=token, email=owner.email)
        return make_response(page, 422)
    password_hash = passwords.hash(form.password.data)
    with transaction() as saving:
        doors.sign_out(saving, browser().token, now=now())
        person = doors.reset_password(saving, token, password_hash=password_hash, now=now())
        session = doors.open_session(saving, person, device=_device(), now=now())
    return _welcome(session, "Your new password is set. Every other browser is signed out.")


@blueprint.get("/password/change")
@requires(Permission.LEARN)
def password() -> str:
    return render_template("accounts/password.html", form=PasswordForm())


@blueprint.post("/password/change")
@requires(Permission.LEARN)
def change_password() -> AnyResponse:
    form = PasswordForm()
    form.known = (viewer().name, viewer().email, services().settings.company)
    attempt = _proven(viewer().email, form.current_password.data) if form.validate() else None
    if attempt is None:
        if not form.errors:
            form.current_password.errors = ["This is not the password you have now."]
        return make_response(render_template("accounts/password.html", form=form), 422)
    password_hash = passwords.hash(form.new_password.data)
    with transaction() as saving:
        person = doors.change_password(saving, attempt, password_hash=password_hash, now=now())
        session = doors.open_session(saving, person, device=_device(), now=now())
    return _welcome(
        session, "Your password is changed. Every other browser is signed out.", "me.account"
    )


def _link(purpose: Purpose, token: str) -> Member | None:
    return queries.link_owner(reading(), purpose, token, now=now())


def _dead_link(purpose: Purpose) -> Response:
    """Used, too old or replaced: what to do instead, with the status “gone”."""
    return make_response(render_template("accounts/dead_link.html", purpose=purpose.value), 410)


def _welcome(token: str, text: str, endpoint: str = "") -> AnyResponse:
    """Sign this browser in with its new session and greet its owner."""
    browser().begin(token)
    notify(text)
    return redirect(url_for(endpoint) if endpoint else "/", 303)


def _key() -> str:
    return services().settings.secret_key


def _address() -> str:
    return request.remote_addr or ""


def _device() -> str:
    return device_name(request.user_agent.string)
