"""Hours in other places, also where clocks are put forward and back."""

from datetime import UTC, datetime

import pytest

from literacy.accounts.news.kinds import Quiet
from literacy.lib.zones import is_zone, next_hour, place_of, zones_by_region


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("now", "zone", "quiet", "over"),
    [
        ("2026-11-21T12:00", "UTC", Quiet(18, 8), "2026-11-21T12:00"),
        ("2026-11-21T18:00", "UTC", Quiet(18, 8), "2026-11-22T08:00"),
        ("2026-11-21T07:59", "UTC", Quiet(18, 8), "2026-11-21T08:00"),
        ("2026-11-21T08:00", "UTC", Quiet(18, 8), "2026-11-21T08:00"),
        ("2026-11-21T13:30", "UTC", Quiet(13, 14), "2026-11-21T14:00"),
        ("2026-11-21T03:00", "UTC", Quiet(9, 9), "2026-11-21T03:00"),
        ("2026-11-21T20:00", "America/New_York", Quiet(18, 8), "2026-11-21T20:00"),
        ("2026-11-21T01:00", "Asia/Kolkata", Quiet(18, 8), "2026-11-21T02:30"),
        ("2026-03-28T22:00", "Europe/Berlin", Quiet(18, 8), "2026-03-29T06:00"),
        ("2026-10-24T22:00", "Europe/Berlin", Quiet(18, 8), "2026-10-25T07:00"),
        ("2026-03-28T22:00", "Europe/Berlin", Quiet(18, 2), "2026-03-29T01:00"),
    ],
    ids=[
        "by day", "as they begin", "before they end", "as they end", "inside a day", "none",
        "elsewhere by day", "half an hour apart", "clocks go forward", "clocks go back",
        "an hour that is left out",
    ],
)  # fmt: skip
def test_quiet_hours_end_by_the_clocks_of_the_place(
    now: str, zone: str, quiet: Quiet, over: str
) -> None:
    assert quiet.over_at(at(now), zone) == at(over)


@pytest.mark.parametrize("name", ["", "Mars/Base", "../../etc/passwd", "/etc/localtime", "europe"])
def test_names_of_no_zone_are_told_apart(name: str) -> None:
    assert not is_zone(name)


def test_every_zone_of_the_list_has_hours_and_a_name() -> None:
    names = [name for _region, names in zones_by_region() for name in names]

    assert len(names) > 400
    assert all(next_hour(at("2026-06-01T00:00"), name, hour=5).minute % 15 == 0 for name in names)
    assert place_of("America/Argentina/Buenos_Aires") == "Argentina, Buenos Aires"
