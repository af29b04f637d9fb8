"""What a door gives, and how payloads are shared out among fields."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import cycle

from werkzeug.test import TestResponse

from tests.xss.rendering import CONTEXTS, INSIDE_TERMS
from tests.xss.site import Site

Payloads = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """A piece of HTML that a door gave; pages of one `kind` are built alike.

    `steady` pages have the same controls whatever their words are.
    """

    kind: str
    html: str
    steady: bool = True
    whole: bool = True


Door = Callable[[Site, Payloads], Iterator[Shown]]

_WAYS = {**CONTEXTS, **INSIDE_TERMS}


def page(kind: str, response: TestResponse, *, steady: bool = True, whole: bool = True) -> Shown:
    """An answer in HTML; the site may refuse what is typed, and never falls over it."""
    assert response.status_code < 500, f"{kind} answers {response.status_code}"
    return Shown(f"{kind} {response.status_code}", response.get_data(as_text=True), steady, whole)


def batches(payloads: Payloads, size: int) -> Iterator[Payloads]:
    yield from (payloads[at : at + size] for at in range(0, len(payloads), size))


def in_markdown(payloads: Payloads) -> Payloads:
    """Each as it is, and once more in the next of the places that Markdown has."""
    ways = cycle(_WAYS.values())
    return tuple(
        f"{each} {way.replace('{}', each)}" for each, way in zip(payloads, ways, strict=False)
    )
