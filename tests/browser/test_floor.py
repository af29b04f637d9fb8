"""The ground under the browser tests: the site answers, and axe can find a fault."""

import pytest

pytestmark = pytest.mark.browser


def test_the_live_site_answers_a_real_browser(page_as):
    page = page_as(None)

    answer = page.goto("/healthz")

    assert answer.status == 200


def test_axe_finds_a_picture_without_words(page_as, axe):
    page = page_as(None)
    page.goto("/no-such-page")
    page.evaluate("document.querySelector('main').append(new Image(20, 20))")

    with pytest.raises(AssertionError, match="image-alt"):
        axe(page)


def test_a_page_that_nobody_has_is_accessible(page_as, axe, fits):
    page = page_as(None, width=320)

    page.goto("/no-such-page")

    axe(page)
    fits(page)
