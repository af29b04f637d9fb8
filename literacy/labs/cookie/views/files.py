"""The open part of the cookie jar: two shops, and a partner whose pictures stand in them."""

import base64
import secrets
from collections.abc import Sequence

from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from literacy.labs import actions
from literacy.labs.cookie import board, consent, four_badges, pixel, plan
from literacy.labs.cookie.events import Draft
from literacy.labs.cookie.queries import LAB
from literacy.labs.cookie.state import of_mission
from literacy.labs.cookie.views.desk import (
    PATH,
    only_at,
    opened,
    put_partners,
    received,
    sites,
)
from literacy.lib.errors import NotFound
from literacy.web.access import public
from literacy.web.request import now, transaction

blueprint = Blueprint("cookie_files", __name__, url_prefix=PATH)

_DOT = base64.b64decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7")
_ID_SIGNS = "abcdefghjkmnpqrstuvwxyz23456789"


@blueprint.get("/dot/<session>/<int:number>/<place>/<step>")
@public
def dot(session: str, number: int, place: str, step: str) -> ResponseReturnValue:
    """The partner's picture: the first call hands out four badges, the next sees who came back."""
    only_at(sites().partner)
    key, _at, events = opened(session)
    drafts = four_badges.dot(
        of_mission(events, plan.FOUR),
        session,
        run=number,
        place=place,
        step=step,
        received=received(),
        site=_fetch_site(),
    )
    _note(key, drafts, plan.FOUR)
    if step == four_badges.SHOW:
        return _picture()
    again = url_for(
        "cookie_files.dot", session=session, number=number, place=place, step=four_badges.SHOW
    )
    response = _open_to_others(make_response(redirect(again)))
    _hand_out(response, four_badges.code(session, number, place))
    return response


def _hand_out(response: Response, code: str) -> None:
    for badge in four_badges.BADGES.values():
        put_partners(
            response,
            badge.cookie,
            code,
            same_site=badge.same_site,
            secure=badge.secure,
            partitioned=badge.partitioned,
        )


@blueprint.get("/own/<session>/<int:number>")
@public
def own(session: str, number: int) -> ResponseReturnValue:
    """The partner's own page, with the same picture in it."""
    only_at(sites().partner)
    _key, _at, events = opened(session)
    here = of_mission(events, plan.FOUR)
    predicted = [each.facts.run for each in four_badges.predictions(here, four_badges.OWN)]
    if number not in predicted:
        raise NotFound("There is no such page in this lab. Open it from the lab itself.")
    return render_template(
        "labs/cookie/own.html",
        grid=four_badges.grid(here, four_badges.OWN),
        badges=four_badges.BADGES.values(),
        dot=url_for("cookie_files.dot", session=session, number=number, place="own", step="hand"),
        lab=f"{sites().main}{PATH}/{plan.FOUR}",
    )


@blueprint.get("/shop/<session>/<name>")
@public
def shop(session: str, name: str) -> ResponseReturnValue:
    """A page of one of two shops; both hold the same partner's picture."""
    here = pixel.known_shop(name)
    only_at(board.origin_of(here.id, sites()))
    key, _at, _events = opened(session)
    _note(key, pixel.shop(name), plan.DIARY)
    return render_template(
        "labs/cookie/shop.html",
        shop=here,
        pixel=f"{sites().partner}{PATH}/pixel/{session}/{name}",
        lab=f"{sites().main}{PATH}/{plan.DIARY}",
    )


@blueprint.get("/pixel/<session>/<name>")
@public
def pixel_call(session: str, name: str) -> ResponseReturnValue:
    """The picture in a shop's page: a stranger is given a badge, an old one is written down."""
    only_at(sites().partner)
    key, _at, _events = opened(session)
    fresh = "".join(secrets.choice(_ID_SIGNS) for _sign in range(5))
    arrived = received().get(pixel.COOKIE, "")
    noted = pixel.call(name, arrived=arrived, fresh=fresh, site=_fetch_site())
    _note(key, (noted,), plan.DIARY)
    response = _picture()
    code = noted.facts.code
    put_partners(response, pixel.COOKIE, code, same_site="None", secure=True)
    return response


@blueprint.get("/diary/<session>")
@public
def diary(session: str) -> ResponseReturnValue:
    """What the partner wrote down, on its own site."""
    only_at(sites().partner)
    key, _at, events = opened(session)
    _note(key, pixel.open_diary(), plan.DIARY)
    return render_template(
        "labs/cookie/diary.html",
        lines=pixel.lines(of_mission(events, plan.DIARY)),
        lab=f"{sites().main}{PATH}/{plan.DIARY}",
    )


@blueprint.get("/call/<session>/<int:number>/dot.gif")
@public
def call(session: str, number: int) -> ResponseReturnValue:
    """A tag of the shop's page with the banner calls the partner; its address says which."""
    only_at(sites().partner)
    key, _at, events = opened(session)
    here, tag = of_mission(events, plan.NO), request.args.get("tag", "")
    _note(key, consent.call(here, view=number, tag=tag, site=_fetch_site()), plan.NO)
    return _picture()


@blueprint.get("/wipe/<session>")
@public
def wipe(session: str) -> ResponseReturnValue:
    """Deletes every cookie of the partner's site; no other site is touched."""
    only_at(sites().partner)
    opened(session)
    page = render_template("labs/cookie/wiped.html", lab=f"{sites().main}{PATH}")
    response = make_response(page)
    response.headers["Clear-Site-Data"] = '"cookies"'
    return response


def _fetch_site() -> str:
    """How the browser names the relation of page and call; empty where it doesn't say."""
    said = request.headers.get("Sec-Fetch-Site", "")
    return said if said in ("cross-site", "same-site", "same-origin", "none") else ""


def _note(key: str, drafts: Sequence[Draft], mission: str) -> None:
    if request.method != "GET" or not drafts:
        return
    with transaction() as saving:
        actions.append(saving, key, drafts, lab=LAB, mission=mission, now=now())


def _picture() -> Response:
    return _open_to_others(Response(_DOT, mimetype="image/gif"))


def _open_to_others(response: Response) -> Response:
    """Pages of other sites may show it: that is what a partner's picture is for."""
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response
