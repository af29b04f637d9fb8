"""Email addresses as they are typed and as they are kept."""

import re

LONGEST = 254
# The dot-atom of RFC 5322 and a domain with a dot: what mail servers of companies really use.
_ADDRESS = re.compile(
    r"[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
    r"@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]"
)


def kept_form(typed: str) -> str:
    """The address as it is stored and compared: without spaces around it, in lower case."""
    return typed.strip().lower()


def is_address(kept: str) -> bool:
    return len(kept) <= LONGEST and _ADDRESS.fullmatch(kept) is not None
