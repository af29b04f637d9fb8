"""An index of the whole course, in the store of the test."""

import pytest
from sqlalchemy.orm import Session

from literacy.content.shelf import Shelf
from literacy.search.actions import Cut, build, cut
from literacy.search.passages import OF_COURSE, Kind, Passage, digest, passages
from tests import make


@pytest.fixture(scope="session")
def cuts(shelf: Shelf) -> dict[Kind, tuple[Cut, ...]]:
    return {kind: cut(passages(shelf.catalogue, kind)) for kind in OF_COURSE}


@pytest.fixture
def editions(db: Session, shelf: Shelf, cuts: dict[Kind, tuple[Cut, ...]]) -> dict[Kind, str]:
    """The digests of the course, which is indexed."""
    digests = {kind: digest(shelf.catalogue, kind) for kind in OF_COURSE}
    for kind, made in cuts.items():
        build(db, kind, digests[kind], made, now=make.NOW)
    return digests


def passage(ref: str, title: str, text: str = "", **given: str) -> Passage:
    return Passage(ref, title, text, **given)
