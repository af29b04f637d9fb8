"""The request as the features see it: its store, its time, its id, where it wants to go next."""

import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from flask import Flask, g, request
from sqlalchemy.orm import Session

from literacy.content.catalogue import Catalogue
from literacy.web.services import services

_LOCAL_PATH = re.compile(r"/(?![/\\])[!#-\[\]-~]*")


def start_requests(app: Flask) -> None:
    """Give each request an id and close what it opened."""

    @app.before_request
    def _name_request() -> None:
        g.request_id = secrets.token_hex(8)

    @app.teardown_request
    def _close_session(_error: BaseException | None) -> None:
        session = g.pop("reading_session", None)
        if session is not None:
            session.close()


def now() -> datetime:
    return services().clock()


def request_id() -> str:
    return str(g.get("request_id", ""))


def catalogue() -> Catalogue:
    """The course with every term published before this request; what is in files lies below."""
    seen = g.get("viewer")
    return services().overlay(services().shelf.catalogue, seen.edition if seen else 0)


def reading() -> Session:
    """The request's session for queries; writes go through `transaction()`."""
    if "reading_session" not in g:
        g.reading_session = Session(services().database.engine, expire_on_commit=False)
    return g.reading_session  # type: ignore[no-any-return]


@contextmanager
def transaction() -> Iterator[Session]:
    """The one visible write of a view; what was read before is let go of first."""
    session = g.pop("reading_session", None)
    if session is not None:
        session.close()
    with services().database.transaction() as saving:
        yield saving


def local_path(target: str | None, otherwise: str) -> str:
    """`target` if it is a path of this site (SAFETY: ASCII, one leading slash, at most 512)."""
    if target and len(target) <= 512 and _LOCAL_PATH.fullmatch(target):
        return target
    return otherwise


def wants_json() -> bool:
    return request.path.startswith("/api/") or request.accept_mimetypes.best == "application/json"
