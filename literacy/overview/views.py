"""The whole company on one page, for whoever runs the site."""

from flask import Blueprint, render_template, request

from literacy.accounts.permissions import Permission
from literacy.overview.queries import PAGE, overview_page
from literacy.progress.outline import course_outline
from literacy.web.access import requires
from literacy.web.request import catalogue, now, reading

blueprint = Blueprint("overview", __name__)


@blueprint.get("/admin/overview")
@requires(Permission.ADMINISTER)
def overview() -> str:
    search = " ".join(request.args.get("q", "").split())[:120]
    number = max(1, min(request.args.get("page", 1, type=int), 100_000))
    course = course_outline(catalogue(), today=now().date())
    page = overview_page(reading(), course, search=search, page=number)
    return render_template(
        "overview/overview.html",
        page=page,
        search=search,
        number=number,
        last=max(1, -(-page.found // PAGE)),
    )
