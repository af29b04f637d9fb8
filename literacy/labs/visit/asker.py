"""What a request tells about who asked, cut to what may be shown and kept for a day."""

import ipaddress
import re
from collections.abc import Iterable, Mapping

from literacy.accounts.devices import system_of

_BROWSERS = (
    ("Edge", re.compile(r"Edg(?:e|A|iOS)?/(\d+)")),
    ("Opera", re.compile(r"OPR/(\d+)")),
    ("Firefox", re.compile(r"(?:Firefox|FxiOS)/(\d+)")),
    ("Chrome", re.compile(r"(?:Headless)?(?:Chrome|CriOS)/(\d+)")),
    ("Safari", re.compile(r"Version/(\d+)[\d.]* (?:Mobile/\w+ )?Safari/")),
)
_NOT_PRINTED = re.compile(r"[^ -~]")
AGENT_CHARACTERS, HEADER_CHARACTERS = 160, 80


def short_address(address: str) -> str:
    """The first half of an IPv4 address, or the first two groups of an IPv6 one."""
    try:
        known = ipaddress.ip_address(address)
    except ValueError:
        return "not told"
    if isinstance(known, ipaddress.IPv4Address):
        return ".".join(str(known).split(".")[:2]) + ".x.x"
    return ":".join(known.exploded.split(":")[:2]) + ":…"


def device(agent: str) -> str:
    """Browser and device as far as a user agent line gives them away."""
    found = ((name, pattern.search(agent)) for name, pattern in _BROWSERS)
    browser = next((f"{name} {match[1]}" for name, match in found if match), "")
    return " on ".join(each for each in (browser, system_of(agent)) if each) or "not told"


def cookies(sent: Iterable[str], known: Mapping[str, str]) -> str:
    """The cookies of a request by what they are for; never a value, never a stranger's name."""
    names = list(sent)
    told = [words for name, words in known.items() if name in names]
    others = len(names) - len(told)
    return ", ".join(told + ([f"{others} more"] if others else [])) or "none"


def printed(header: str, most: int = HEADER_CHARACTERS) -> str:
    """A header's text without anything that isn't plain ASCII, cut to so many characters."""
    return _NOT_PRINTED.sub("", header)[:most]
