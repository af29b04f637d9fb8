"""One's own certificates, and the public page that shows one to whoever has its address."""

from flask import Blueprint, Response, make_response, redirect, render_template, url_for
from werkzeug.wrappers import Response as AnyResponse

from literacy.accounts.permissions import Permission
from literacy.certificates import actions
from literacy.certificates.earning import earned
from literacy.certificates.queries import certificates_of, public_certificate
from literacy.progress.queries import standing_of
from literacy.web.access import public, requires, viewer
from literacy.web.notices import notify
from literacy.web.request import catalogue, now, reading, transaction
from literacy.web.services import services

blueprint = Blueprint("certificates", __name__)

_ONE = "/me/certificates/<int(max=2147483647):certificate_id>"


@blueprint.get("/me/certificates")
@requires(Permission.LEARN)
def certificates() -> str:
    at, course = now(), catalogue()
    standing = standing_of(reading(), course, viewer().id, now=at)
    issued = certificates_of(reading(), viewer(), today=at.date())
    found = earned(standing, course_title=course.title)
    return render_template(
        "certificates/certificates.html",
        issued=issued.values(),
        waiting=[each for each in found if each.of not in issued],
        origin=services().settings.origin,
    )


@blueprint.post("/me/certificates/<of>")
@requires(Permission.LEARN)
def issue(of: str) -> AnyResponse:
    with transaction() as saving:
        made = actions.issue(saving, viewer(), catalogue(), of, now=now())
    return redirect(url_for("certificates.certificate", token=made.token), 303)


@blueprint.post(f"{_ONE}/withdrawal")
@requires(Permission.LEARN)
def withdraw(certificate_id: int) -> AnyResponse:
    with transaction() as saving:
        actions.withdraw(saving, viewer(), certificate_id, now=now())
    notify("Its page is gone. Whoever has the address finds nothing there.")
    return redirect(url_for("certificates.certificates"), 303)


@blueprint.post(f"{_ONE}/publication")
@requires(Permission.LEARN)
def publish(certificate_id: int) -> AnyResponse:
    with transaction() as saving:
        actions.publish(saving, viewer(), certificate_id, now=now())
    notify("Its page is up again, at a new address.")
    return redirect(url_for("certificates.certificates"), 303)


@blueprint.get("/certificates/<token>")
@public
def certificate(token: str) -> Response:
    """Search engines are told to leave it alone: who should see it is given the address."""
    shown = public_certificate(reading(), token, today=now().date())
    page = render_template(
        "certificates/certificate.html", shown=shown, origin=services().settings.origin
    )
    response = make_response(page)
    response.headers["X-Robots-Tag"] = "noindex"
    return response
