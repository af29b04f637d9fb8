"""Sessions kept on the server: the cookie is a random token, its hash the key of a row."""

import hashlib
import hmac
from typing import Any

from flask import Flask, Request, Response
from flask.sessions import SessionInterface, SessionMixin

from literacy.accounts.lifetimes import SESSION
from literacy.lib.tokens import new_token, token_hash

__all__ = ["CSRF_FIELD", "BrowserSession", "ServerSessions", "new_token", "token_hash"]

CSRF_FIELD = "csrf_token"


class BrowserSession(dict[str, Any], SessionMixin):
    """What a browser is known by; Flask-WTF finds its token in it, and nothing else is stored.

    The form token is derived from the cookie, so it lives exactly as long as the session does
    and no page has to write to the store to hand one out.
    """

    def __init__(self, token: str, *, known: bool, key: str) -> None:
        super().__init__()
        self.token = token
        self.known = known
        self.wanted = False
        self.ended = False
        self._key = key

    def __contains__(self, name: object) -> bool:
        return name == CSRF_FIELD or super().__contains__(name)

    def __getitem__(self, name: str) -> Any:
        if name == CSRF_FIELD:
            self.wanted = True
            return _form_token(self._key, self.token)
        return super().__getitem__(name)

    def begin(self, token: str) -> None:
        """Take a new token at sign-in or after a password change."""
        self.token, self.known, self.wanted, self.ended = token, False, True, False

    def end(self) -> None:
        self.ended = True


class ServerSessions(SessionInterface):
    """Reads and writes the cookie; `__Host-session` over HTTPS, `session` on plain loopback."""

    def __init__(self, *, key: str, is_https: bool) -> None:
        self._key = key
        self._is_https = is_https
        self.cookie_name = "__Host-session" if is_https else "session"

    def open_session(self, app: Flask, request: Request) -> BrowserSession:
        token = request.cookies.get(self.cookie_name, "")
        known = 40 <= len(token) <= 64
        return BrowserSession(token if known else new_token(), known=known, key=self._key)

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        assert isinstance(session, BrowserSession)
        if session.ended:
            response.delete_cookie(
                self.cookie_name, path="/", secure=self._is_https, httponly=True, samesite="Lax"
            )
            return
        if session.known or not session.wanted:
            return
        response.set_cookie(
            self.cookie_name,
            session.token,
            max_age=int(SESSION.total_seconds()),
            secure=self._is_https,
            httponly=True,
            samesite="Lax",
            path="/",
        )


def _form_token(key: str, token: str) -> str:
    return hmac.new(key.encode(), b"form " + token.encode(), hashlib.sha256).hexdigest()
