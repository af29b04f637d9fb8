"""From what went wrong to a status and a designed page; nobody else knows statuses."""

import logging

from flask import Flask, Response, jsonify, make_response, render_template, request
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from literacy.lib.db import is_unavailable, why_unavailable
from literacy.lib.errors import (
    Busy,
    Conflict,
    DomainError,
    Forbidden,
    Invalid,
    NotFound,
    TooMany,
)
from literacy.web.request import request_id, wants_json

log = logging.getLogger("literacy.errors")

_STATUS: dict[type[DomainError], int] = {
    NotFound: 404,
    Forbidden: 403,
    Conflict: 409,
    Invalid: 422,
    TooMany: 429,
    Busy: 503,
}
_TITLES = {
    400: "That did not come through",
    403: "Not for your role",
    404: "There is no such page",
    405: "That is not how this page works",
    409: "Somebody was here before",
    413: "That is too much at once",
    422: "Something needs another look",
    429: "Too often, too quickly",
    500: "Something broke on our side",
    503: "Busy for a moment",
}
_WORDS = {
    400: "The browser sent something this page can't read. Go back and try again.",
    404: "It may have moved, or the address has a slip in it. Nothing of yours is lost.",
    405: "This address answers another kind of request. Go back and use the page's own buttons.",
    500: "Your last saved answer is safe. Tell your administrator the number below.",
    503: "The site could not save just now. Nothing was recorded: try again in a moment.",
}
# Never shown again after a refused form, whatever else is.
_SECRET_FIELDS = frozenset({"password", "new_password", "current_password", "csrf_token"})


def start_errors(app: Flask) -> None:
    app.register_error_handler(CSRFError, _refused_form)
    app.register_error_handler(DomainError, _domain)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Exception, _unexpected)


def _domain(error: DomainError) -> Response:
    response = _page(_STATUS[type(error)], str(error))
    if isinstance(error, TooMany):
        response.headers["Retry-After"] = str(error.seconds)
    if isinstance(error, Busy):
        response.headers["Retry-After"] = "2"
    return response


def _http(error: HTTPException) -> Response:
    status = error.code or 500
    if 300 <= status < 400:
        return make_response(error.get_response())
    response = _page(status, _too_much() if status == 413 else _said(status))
    for name, value in error.get_headers():
        if name == "Allow":
            response.headers[name] = value
    return response


def _said(status: int) -> str:
    return _WORDS.get(status, "The request was refused.")


def _too_much() -> str:
    most = request.max_content_length or 0
    return f"This page takes up to {most // 1024**2} MB. Send less in one go."


def _refused_form(_error: CSRFError) -> Response:
    typed = [
        (name, value)
        for name, value in request.form.items(multi=True)
        if name not in _SECRET_FIELDS and value.strip()
    ]
    text = "The page was too old, or you signed out in another tab. Nothing was saved yet."
    return _page(400, text, typed=typed)


def _unexpected(error: Exception) -> Response:
    if is_unavailable(error):
        log.error("store unavailable: %s", why_unavailable(error))
        response = _page(503, _WORDS[503])
        response.headers["Retry-After"] = "2"
        return response
    log.exception("unexpected error")
    return _page(500, _WORDS[500])


def _page(status: int, text: str, typed: list[tuple[str, str]] | None = None) -> Response:
    title = _TITLES.get(status, "That did not work")
    if wants_json():
        body = jsonify(error={"title": title, "text": text, "request_id": request_id()})
        return make_response(body, status)
    html = render_template(
        "errors/error.html",
        status=status,
        title=title,
        text=text,
        typed=typed or [],
        request_id=request_id(),
    )
    return make_response(html, status)
