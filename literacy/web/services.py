"""What the outside world lends the features: store, course, clock, chance; tests set their own."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import cast

from flask import current_app

from literacy.content.catalogue import Catalogue
from literacy.content.shelf import Shelf
from literacy.lib.clock import Clock, utc_now
from literacy.lib.db import Database
from literacy.settings import Settings


def _draw_seed() -> int:
    return random.SystemRandom().getrandbits(31)


def _as_in_files(course: Catalogue, _edition: int) -> Catalogue:
    return course


@dataclass(frozen=True, slots=True)
class Services:
    settings: Settings
    database: Database
    shelf: Shelf
    clock: Clock = utc_now
    overlay: Callable[[Catalogue, int], Catalogue] = _as_in_files
    draw_seed: Callable[[], int] = field(default=_draw_seed)


def services() -> Services:
    return cast(Services, current_app.extensions["literacy"])
