"""One sentence carried over a redirect, in a signed cookie that lives a minute."""

from flask import Flask, Response, current_app, g, request
from itsdangerous import BadData, URLSafeSerializer

from literacy.web.services import services

_COOKIE = "notice"
_SECONDS = 60


def notify(text: str, kind: str = "good") -> None:
    """Show `text` on the next page; `kind` is good, warn or bad."""
    g.notice_to_send = (kind, text[:300])


def start_notices(app: Flask) -> None:
    app.jinja_env.globals["notice"] = _notice

    @app.after_request
    def _carry(response: Response) -> Response:
        sending = g.pop("notice_to_send", None)
        if sending:
            response.set_cookie(
                _COOKIE,
                _serializer().dumps(sending),
                max_age=_SECONDS,
                httponly=True,
                samesite="Lax",
                secure=services().settings.is_https,
            )
        elif g.pop("notice_was_shown", False):
            response.delete_cookie(_COOKIE, secure=services().settings.is_https)
        return response


def notice_waits() -> bool:
    """Whether this page will carry a notice."""
    return _COOKIE in request.cookies


def _notice() -> tuple[str, str] | None:
    """The waiting notice as (kind, text), once."""
    held = request.cookies.get(_COOKIE)
    if not held:
        return None
    g.notice_was_shown = True
    try:
        kind, text = _serializer().loads(held)
    except (BadData, ValueError):
        return None
    return str(kind), str(text)


def _serializer() -> URLSafeSerializer:
    return URLSafeSerializer(str(current_app.secret_key), salt="notice")
