"""Addresses, devices, networks and words of the log."""

from datetime import timedelta

import pytest

from literacy.accounts import limits
from literacy.accounts.addresses import is_address, kept_form
from literacy.accounts.deeds import deed_in_words, detail_in_words, log_line, person_id_of
from literacy.accounts.devices import device_name
from literacy.accounts.people import teams_stamp
from literacy.lib.lines import one_line
from tests.make import NOW


@pytest.mark.parametrize(
    "typed",
    [
        "maya@example.com",
        "  Maya@Example.COM ",
        "maya.okafor+quiz@mail.example.co.uk",
        "o'neil@example.ie",
        "x@xn--bcher-kva.example",
    ],
)
def test_addresses_as_companies_use_them_are_taken(typed: str) -> None:
    assert is_address(kept_form(typed))


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "maya",
        "maya@localhost",
        "@example.com",
        "maya@@example.com",
        "maya@example..com",
        "maya@-example.com",
        ".maya@example.com",
        "maya@example.com\nBcc: all@example.com",
        "maya@example.com, eve@example.com",
        "Maya <maya@example.com>",
        "maya@example.com\x00",
        "maya okafor@example.com",
        "m" * 250 + "@example.com",
        "майя@пример.рф",
    ],
)
def test_what_is_no_address_is_refused(typed: str) -> None:
    assert not is_address(kept_form(typed))


@pytest.mark.parametrize(
    ("agent", "name"),
    [
        (
            (
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
                "Chrome/142.0.0.0 Safari/537.36"
            ),
            "Chrome on Windows",
        ),
        (
            (
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
                "Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0"
            ),
            "Edge on Windows",
        ),
        (
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 "
                "(KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1"
            ),
            "Safari on iPhone",
        ),
        (
            "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
            "Firefox on Linux",
        ),
        ("curl/8.5.0", "Unknown browser"),
        ("", "Unknown browser"),
        ("<script>alert(1)</script>", "Unknown browser"),
    ],
    ids=["chrome", "edge", "iphone", "firefox", "curl", "none", "script"],
)
def test_a_browser_is_called_as_its_owner_knows_it(agent: str, name: str) -> None:
    assert device_name(agent) == name


@pytest.mark.parametrize(
    ("address", "place"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:0db8:0001:0002"),
        ("2001:db8:1:2::9", "2001:0db8:0001:0002"),
        ("", "unknown"),
        ("not an address", "unknown"),
    ],
)
def test_one_line_of_a_provider_is_one_place(address: str, place: str) -> None:
    assert limits.network(address) == place


def test_the_limits_are_those_the_documents_promise() -> None:
    assert limits.Limit(10, timedelta(minutes=15)) == limits.ACCOUNT
    assert limits.Limit(100, timedelta(minutes=15)) == limits.ADDRESS
    assert limits.Limit(1000, timedelta(minutes=5)) == limits.EVERYBODY
    assert limits.Limit(5, timedelta(days=1)) == limits.RESET_MAILS


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Maya \t Okafor\n", "Maya Okafor"),
        ("Maya\x00\x1b\u202eOkafor", "MayaOkafor"),
        ("Zoe\u0308", "Zoë"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("\u200b\u200b", ""),
        (None, ""),
    ],
    ids=["spaces", "control", "composed", "joiner", "invisible", "nothing"],
)
def test_a_name_is_one_line_without_hidden_signs(typed: str | None, kept: str) -> None:
    assert one_line(typed) == kept


def test_a_deed_nobody_has_put_in_words_reads_as_it_is_written() -> None:
    assert deed_in_words("term.sent_back") == "term sent back"
    assert deed_in_words("person.role_changed") == "changed the role of"


def test_a_change_is_told_as_before_and_after() -> None:
    assert detail_in_words({"before": "learner", "after": "author"}) == "learner → author"
    assert detail_in_words({"role": "author", "nothing": ""}) == "role: author"


def test_who_did_something_to_herself_is_named_once() -> None:
    line = log_line(NOW, "password.changed", 7, "person:7", {}, names={7: "Maya"})

    assert (line.who, line.whom, line.whom_id) == ("Maya", "", None)


def test_ones_own_sessions_are_called_ones_own() -> None:
    line = log_line(NOW, "sessions.ended", 7, "person:7", {"count": 2}, names={7: "Maya"})

    assert (line.deed, line.whom, line.detail) == (
        "ended every session of",
        "their own",
        "count: 2",
    )


def test_an_erased_person_is_a_number_without_a_link() -> None:
    line = log_line(NOW, "person.invited", None, "person:9", {}, names={})

    assert (line.who, line.whom, line.whom_id) == ("Without sign-in", "9", None)


@pytest.mark.parametrize("subject", ["", "person:", "person:x", "team:7", "person:-7"])
def test_only_persons_have_a_persons_number(subject: str) -> None:
    assert person_id_of(subject) is None


def test_the_stamp_of_teams_does_not_depend_on_their_order() -> None:
    assert teams_stamp([3, 1], [2]) == teams_stamp((1, 3), {2}) == "1,3/2"
