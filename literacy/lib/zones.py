"""Time zones by their IANA names, from the machine or from the tzdata package."""

from datetime import date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

_REGIONS = (
    "Africa",
    "America",
    "Antarctica",
    "Asia",
    "Atlantic",
    "Australia",
    "Europe",
    "Indian",
    "Pacific",
)


@cache
def _known() -> frozenset[str]:
    return frozenset(available_timezones())


def is_zone(name: str) -> bool:
    """True for a name that the tables of zones have; nothing is opened by an unknown name."""
    return name in _known()


@cache
def zones_by_region() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The zones that places are named for, region by region, as a list to choose from."""
    names = sorted(_known())
    return tuple(
        (region, tuple(name for name in names if name.startswith(f"{region}/")))
        for region in _REGIONS
    )


def place_of(name: str) -> str:
    """`America/Argentina/Buenos_Aires` as “Argentina, Buenos Aires”."""
    return ", ".join(part.replace("_", " ") for part in name.split("/")[1:]) or name


def next_hour(moment: datetime, zone: str, *, hour: int) -> datetime:
    """The next time after `moment` that clocks in the zone show this full hour."""
    here = ZoneInfo(zone)
    local = moment.astimezone(here)
    day = local.date() + timedelta(days=0 if local.hour < hour else 1)
    return datetime.combine(day, time(hour), tzinfo=here).astimezone(moment.tzinfo)


def hour_in(moment: datetime, zone: str) -> int:
    """The hour that clocks in the zone show, from 0 to 23."""
    return moment.astimezone(ZoneInfo(zone)).hour


def day_in(moment: datetime, zone: str) -> date:
    """The day that calendars in the zone show."""
    return moment.astimezone(ZoneInfo(zone)).date()
