"""A sentence after a deed: shown once, believed only with our signature."""

import pytest
from flask import Flask

from tests import make
from tests.browsing import Browser, words


@pytest.fixture
def maya(people: make.People, signed_in) -> Browser:
    return signed_in(people.maya)


def save(browser: Browser):
    return browser.post("/me/", name="Maya", job="", theme="auto")


def test_a_notice_is_shown_once(maya: Browser) -> None:
    save(maya)

    assert "Saved." in words(maya.get("/me/"))
    assert "Saved." not in words(maya.get("/me/"))


def test_a_notice_travels_in_a_cookie_that_scripts_can_not_read(maya: Browser) -> None:
    cookie = next(
        value for value in save(maya).headers.getlist("Set-Cookie") if value.startswith("notice=")
    )

    assert {"HttpOnly", "SameSite=Lax", "Max-Age=60"} <= set(cookie.split("; "))


@pytest.mark.parametrize(
    "forged", ["x", "", '["good","You won"]', "WyJnb29kIiwiWW91IHdvbiJd.c2lnbmF0dXJl", "." * 3000]
)
def test_a_notice_of_somebody_else_is_not_shown(maya: Browser, app: Flask, forged: str) -> None:
    maya.client.set_cookie("notice", forged)

    response = maya.get("/me/")

    assert response.status_code == 200
    assert "You won" not in words(response)


def test_a_name_in_a_notice_is_text(people: make.People, signed_in) -> None:
    rosa = signed_in(people.rosa)
    rosa.post("/admin/teams", name="<img src=x onerror=alert(1)> team")

    page = rosa.get("/admin/teams").get_data(as_text=True)

    assert "<img" not in page
    assert "&lt;img src=x onerror=alert(1)&gt; team is made" in page
