"""Which mail a person gets: her own page, and the address where each kind is stopped."""

from flask import Blueprint, make_response, redirect, render_template, url_for
from werkzeug.wrappers import Response as AnyResponse

from literacy.accounts.news import queries
from literacy.accounts.news.actions import answer_news, choose_news, stop_news
from literacy.accounts.news.forms import NewsForm, OfferForm
from literacy.accounts.news.kinds import NewsKind, kinds_for, stopped_by
from literacy.accounts.permissions import Permission
from literacy.lib.errors import Invalid, NotFound
from literacy.lib.tokens import unsigned
from literacy.web.access import public, requires, viewer
from literacy.web.notices import notify
from literacy.web.request import local_path, now, reading, transaction
from literacy.web.security import without_form_token
from literacy.web.services import services

blueprint = Blueprint("mail", __name__)

_WHERE = "Change that under your account, “Mail”."
_THANKS = f"The first one comes next Monday. {_WHERE}"
_NO_MAIL = f"No mail about your teams, then, and you won’t be asked again. {_WHERE}"


@blueprint.get("/me/mail")
@requires(Permission.LEARN)
def choices() -> str:
    chosen = queries.news_choices(reading(), viewer(), zone=services().settings.time_zone)
    form = NewsForm(
        data={"wanted": chosen.wanted, "begin": chosen.quiet.begin, "end": chosen.quiet.end}
    )
    return _page(form)


@blueprint.post("/me/mail")
@requires(Permission.LEARN)
def choose() -> AnyResponse:
    form, offered = NewsForm(), kinds_for(viewer())
    form.offer(offered)
    if not form.validate():
        return make_response(_page(form), 422)
    with transaction() as saving:
        choose_news(
            saving,
            viewer().id,
            offered=offered,
            wanted=form.wanted.data,
            quiet=form.quiet(),
            now=now(),
        )
    notify("Saved. This holds from the next mail on.")
    return redirect(url_for("mail.choices"), 303)


@blueprint.post("/me/mail/teams")
@requires(Permission.LEAD)
def answer_teams() -> AnyResponse:
    """A manager's answer to the one question whether she wants her teams by mail."""
    form = OfferForm()
    if not form.validate():
        raise Invalid("Choose “Send me that” or “No, thanks” on your team’s page.")
    with transaction() as saving:
        answer_news(saving, viewer().id, NewsKind.TEAMS, wanted=form.is_yes, now=now())
    notify(_THANKS if form.is_yes else _NO_MAIL)
    return redirect(local_path(form.back.data, "/team/"), 303)


@blueprint.get("/mail/stop/<token>")
@public
def stop(token: str) -> str:
    """Asks before it stops anything: mail scanners open every address they see."""
    _person_id, kind = _whose(token)
    return render_template("me/stop.html", token=token, kind=kind)


@blueprint.post("/mail/stop/<token>")
@public
@without_form_token
def stopped(token: str) -> str:
    """The one click of RFC 8058: a mail program sends it, with no cookie and no form of ours.

    It answers with a page and not with a redirect, as the RFC asks.
    """
    person_id, kind = _whose(token)
    with transaction() as saving:
        stop_news(saving, person_id, kind, now=now())
    return render_template("me/stopped.html", kind=kind)


def _whose(token: str) -> tuple[int, NewsKind]:
    name = unsigned(services().settings.secret_key, token)
    if name is None:
        raise NotFound("This address stops no mail. Copy it whole from the mail, or sign in.")
    return stopped_by(name)


def _page(form: NewsForm) -> str:
    form.offer(kinds_for(viewer()))
    settings = services().settings
    return render_template(
        "me/mail.html",
        form=form,
        kinds=kinds_for(viewer()),
        chosen=queries.news_choices(reading(), viewer(), zone=settings.time_zone),
        email=viewer().email,
        most=settings.mails_per_week,
    )
