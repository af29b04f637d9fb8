"""Words are compared by what they say."""

import pytest

from literacy.questions.spelling import normalized


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("Cache-Control", "cache control", id="hyphen and space"),
        pytest.param("CACHE\u2011CONTROL", "cachecontrol", id="no-break hyphen"),
        pytest.param("Café", "cafe\u0301", id="accents"),
        pytest.param("STRASSE", "straße", id="sharp s"),
        pytest.param("`utm_medium`.", "utm_medium", id="backticks and full stop"),
        pytest.param("ＤＮＳ", "dns", id="full width"),
        pytest.param("soft\u00adhyphen", "softhyphen", id="soft hyphen"),
    ],
)
def test_these_are_the_same(one: str, other: str) -> None:
    assert normalized(one) == normalized(other)


@pytest.mark.parametrize(("one", "other"), [("utm_medium", "utmmedium"), ("http", "https")])
def test_these_are_not(one: str, other: str) -> None:
    assert normalized(one) != normalized(other)
