"""A test's browser: it keeps its cookie, sends the form token, and reads pages as text."""

import html
import re

from flask import Flask
from flask_wtf.csrf import generate_csrf
from werkzeug.test import TestResponse

from literacy.web.sessions import CSRF_FIELD, new_token

_TAGS = re.compile(r"<(script|style)\b.*?</\1>|<[^>]+>", re.DOTALL)
_SPACE = re.compile(r"\s+")


class Browser:
    """A signed-in browser (or, with an empty token, one that nobody has signed in with)."""

    def __init__(self, app: Flask, token: str = "") -> None:
        self.app = app
        self.client = app.test_client()
        self.token = token or new_token()
        self.client.set_cookie("session", self.token)

    def get(self, path: str, **options: object) -> TestResponse:
        return self.client.get(path, **options)

    def post(self, path: str, *, follow: bool = False, **fields: object) -> TestResponse:
        """Post form fields with the session's form token, as a page of the site would."""
        data = {**fields, CSRF_FIELD: self.form_token()}
        return self.client.post(path, data=data, follow_redirects=follow)

    def form_token(self) -> str:
        with self.app.test_request_context(headers={"Cookie": f"session={self.token}"}):
            return str(generate_csrf())


def words(response: TestResponse) -> str:
    """The page as a reader sees it: text without tags, spaces folded."""
    return _SPACE.sub(" ", html.unescape(_TAGS.sub(" ", response.get_data(as_text=True)))).strip()
