"""Is the process alive, and can it serve: for monitors and load balancers."""

from flask import Blueprint, Response, jsonify, make_response

from literacy.lib.db import is_unavailable
from literacy.migrations.state import schema_is_current
from literacy.web.access import public
from literacy.web.services import services

blueprint = Blueprint("health", __name__)


@blueprint.get("/healthz")
@public
def healthz() -> Response:
    return jsonify(status="ok")


@blueprint.get("/readyz")
@public
def readyz() -> Response:
    problem = _problem()
    return make_response(jsonify(status=problem or "ok"), 503 if problem else 200)


def _problem() -> str:
    try:
        current = schema_is_current(services().database.engine)
    except Exception as error:
        if not is_unavailable(error):
            raise
        return "the database does not answer"
    return "" if current else "the database needs `literacy db upgrade`"
