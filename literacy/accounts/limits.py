"""How many failures are too many, counted so that an office behind one address can work."""

from dataclasses import dataclass
from datetime import timedelta
from ipaddress import IPv6Address, ip_address


@dataclass(frozen=True, slots=True)
class Limit:
    failures: int
    within: timedelta


ACCOUNT = Limit(10, timedelta(minutes=15))
ADDRESS = Limit(100, timedelta(minutes=15))
EVERYBODY = Limit(1000, timedelta(minutes=5))
RESET_MAILS = Limit(5, timedelta(days=1))
# The longest time a failure counts for; older ones are deleted.
REMEMBERED = timedelta(days=1)


def network(address: str) -> str:
    """What counts as one place: an IPv4 address, or the /64 that one IPv6 line is given."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return "unknown"
    if not isinstance(parsed, IPv6Address):
        return str(parsed)
    if parsed.ipv4_mapped:
        return str(parsed.ipv4_mapped)
    return ":".join(parsed.exploded.split(":")[:4])
