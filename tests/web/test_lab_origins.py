"""The two extra names of the labs: which they are, what they serve, which pages may show them."""

from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask

from literacy.accounts.models import Person
from literacy.settings import Settings, WrongSetting, read_settings
from tests import make
from tests.browsing import Browser

SignIn = Callable[[Person], Browser]
PARTNER = "ads.localhost:8000"


def test_a_site_on_this_machine_has_both_names(tmp_path: Path) -> None:
    settings = read_settings({}, data=tmp_path, port=9100)

    assert settings.lab_origin == "http://shop.localhost:9100"
    assert settings.lab_partner_origin == "http://ads.localhost:9100"


def test_a_site_for_others_has_neither_until_it_is_given_them(tmp_path: Path) -> None:
    settings = read_settings({}, data=tmp_path, origin="https://learn.example.com")

    assert (settings.lab_origin, settings.lab_partner_origin) == ("", "")


@pytest.mark.parametrize(
    ("origin", "partner"),
    [
        ("https://learn.example.com", "https://learn.example.com"),
        ("https://learn.example.com", "https://ads.example.com"),
        ("https://example.co.uk", "https://ads.example.co.uk"),
        ("https://learn.example.com", "http://ads.localhost:8000"),
    ],
    ids=["the same", "a subdomain", "a subdomain under co.uk", "not https"],
)
def test_a_partner_that_is_no_third_party_stops_the_start(
    tmp_path: Path, origin: str, partner: str
) -> None:
    with pytest.raises(WrongSetting, match="LITERACY_LAB_PARTNER_ORIGIN"):
        read_settings({}, data=tmp_path, origin=origin, lab_partner_origin=partner)


def test_two_names_under_a_shared_ending_are_two_sites(tmp_path: Path) -> None:
    partner = "https://other.co.uk"

    settings = read_settings(
        {}, data=tmp_path, origin="https://learn.example.co.uk", lab_partner_origin=partner
    )

    assert settings.lab_partner_origin == partner


@pytest.mark.parametrize("path", ["/", "/login", "/glossary", "/labs/cache", "/no-such-page"])
def test_the_partner_serves_no_page_of_the_course(
    app: Flask, people: make.People, signed_in: SignIn, path: str
) -> None:
    response = signed_in(people.maya).get(path, headers={"Host": PARTNER})

    assert response.status_code == 404


def test_the_partner_serves_style_sheets(app: Flask) -> None:
    address = app.jinja_env.globals["static_url"]("css/labs/file.css")

    with app.test_client().get(address, headers={"Host": PARTNER}) as response:
        assert response.status_code == 200


@pytest.mark.parametrize("path", ["/labs/cache", "/lessons/why-caching"], ids=["lab", "lesson"])
def test_pages_with_labs_may_show_both_names_and_no_third(
    people: make.People, signed_in: SignIn, settings: Settings, path: str
) -> None:
    policy = signed_in(people.maya).get(path).headers["Content-Security-Policy"]

    both = f"{settings.lab_origin} {settings.lab_partner_origin}"
    assert f"frame-src 'self' {both};" in policy
    assert f"img-src 'self' data: {both};" in policy
    assert policy.count("http") == 4


@pytest.mark.parametrize("path", ["/", "/glossary", "/login"])
def test_other_pages_may_show_neither(people: make.People, signed_in: SignIn, path: str) -> None:
    policy = signed_in(people.maya).get(path).headers["Content-Security-Policy"]

    assert "http" not in policy
