"""Who is asking, and whether this route lets them: deny by default."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

from flask import Flask, Response, g, jsonify, make_response, redirect, request, session, url_for
from flask_login import LoginManager, current_user
from werkzeug.wrappers import Response as AnyResponse

from literacy.accounts import queries
from literacy.accounts.actions.doors import touch_session
from literacy.accounts.lifetimes import SEEN_EVERY
from literacy.accounts.permissions import Permission
from literacy.accounts.viewer import Viewer
from literacy.lib.db import is_unavailable
from literacy.lib.errors import Busy, Forbidden
from literacy.lib.tokens import token_hash
from literacy.web.places import any_reader
from literacy.web.request import now, request_id, wants_json
from literacy.web.services import services
from literacy.web.sessions import BrowserSession

View = TypeVar("View", bound=Callable[..., Any])


class RouteWithoutPermission(Exception):
    """A route that states no permission; the program does not start with one."""


def public(view: View) -> View:
    """Open to everybody; each use is listed by name in a test."""
    view.permission = None  # type: ignore[attr-defined]
    return view


def requires(permission: Permission) -> Callable[[View], View]:
    """Open to signed-in people whose role grants the permission."""

    def wrap(view: View) -> View:
        @wraps(view)
        def guarded(*args: Any, **kwargs: Any) -> Any:
            if not current_user.is_authenticated:
                return _to_sign_in()
            if not viewer().may(permission):
                raise Forbidden("This page is for other roles. Ask your administrator for access.")
            return view(*args, **kwargs)

        guarded.permission = permission  # type: ignore[attr-defined]
        return cast(View, guarded)

    return wrap


def viewer() -> Viewer:
    """The signed-in person; only for routes with `@requires`."""
    assert any_reader() is None, "a page that many readers share is made for none of them"
    return cast(Viewer, _viewer_of_request())


def current_viewer() -> Viewer | None:
    """The signed-in person, if there is one."""
    return _viewer_of_request()


def browser() -> BrowserSession:
    """The cookie of this request's browser, signed in or not."""
    return cast(BrowserSession, session)


def start_access(app: Flask) -> None:
    """Let Flask-Login find the viewer by the server's own session row."""
    manager = LoginManager()
    # Its context processor would load the viewer for pages that need none.
    manager.init_app(app, add_context_processor=False)
    manager.session_protection = None
    manager.request_loader(lambda _request: _viewer_of_request())
    app.after_request(_keep_alive)


def refuse_open_routes(app: Flask) -> None:
    """Stop the start when a route states neither `@requires` nor `@public`."""
    for endpoint, view in app.view_functions.items():
        if not hasattr(view, "permission"):
            raise RouteWithoutPermission(f"{endpoint} states no permission")


def _viewer_of_request() -> Viewer | None:
    if "viewer" not in g:
        # When the store fails here, the page that says so is shown to nobody in particular.
        g.viewer = None
        held = browser()
        g.viewer = (
            queries.viewer_of_session(services().database, token_hash(held.token), now=now())
            if held.known
            else None
        )
    return cast(Viewer | None, g.viewer)


def _keep_alive(response: Response) -> Response:
    """Remember that the session is in use; a store that is busy now is asked again later."""
    seen = cast(Viewer | None, g.get("viewer"))
    if seen is None or seen.last_seen_at > now() - SEEN_EVERY:
        return response
    try:
        with services().database.transaction() as saving:
            touch_session(saving, seen.session_id, now=now())
    except Exception as error:
        if not (isinstance(error, Busy) or is_unavailable(error)):
            raise
    return response


def _to_sign_in() -> AnyResponse:
    if wants_json():
        text = "You are signed out. Sign in again; what you wrote here is still on this page."
        error = {"title": "Sign in first", "text": text, "request_id": request_id()}
        return make_response(jsonify(error=error), 401)
    wanted = request.full_path.rstrip("?") if request.method == "GET" else None
    return redirect(url_for("accounts.login", next=wanted if wanted != "/" else None), 303)
