"""Where authors find what wants explaining, and what is wrong with the course's files."""

from flask import Blueprint, render_template

from literacy.accounts.permissions import Permission
from literacy.glossary import queries
from literacy.web.access import requires
from literacy.web.request import catalogue, reading
from literacy.web.services import services

blueprint = Blueprint("author", __name__)


@blueprint.get("/author/")
@requires(Permission.WRITE)
def index() -> str:
    return render_template(
        "author/index.html",
        requests=queries.open_requests(reading()),
        problems=services().shelf.problems,
        course=catalogue(),
    )
