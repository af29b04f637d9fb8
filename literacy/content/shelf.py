"""Where the live course stands: swapped whole, so that a reader sees the old one or the new one."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

from literacy.content.catalogue import Catalogue
from literacy.content.files import fingerprint
from literacy.content.load import Loaded
from literacy.content.problems import BrokenContent, Problem

Fingerprint = tuple[tuple[str, int, int], ...]

SCAN_AFTER = 0.5
"""Seconds between two looks at the files."""

SETTLED_AFTER = 0.3
"""Seconds a file must have been left alone: an editor may still be writing it."""


@dataclass(frozen=True, slots=True)
class _Standing:
    catalogue: Catalogue
    problems: tuple[Problem, ...]


class Shelf:
    """The catalogue in force and what is wrong with the files as they are now."""

    def __init__(
        self,
        load: Callable[[], Loaded],
        root: Path,
        overlay: Path | None = None,
        *,
        now: Callable[[], float] = time.time,
    ) -> None:
        """`load` reads the folders anew; `now` are seconds of the clock that dates files.

        Raises BrokenContent if the course can't be served: there is no older one to keep.
        """
        self._load = load
        self._root = root
        self._overlay = overlay
        self._now = now
        self._lock = Lock()
        self._scanned = now()
        self._seen = self._look()
        loaded = load()
        if loaded.catalogue is None:
            raise BrokenContent(loaded.problems)
        self._standing = _Standing(loaded.catalogue, loaded.problems)

    @property
    def catalogue(self) -> Catalogue:
        return self._standing.catalogue

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What was found at the last reading, an edit that was refused included."""
        return self._standing.problems

    def reload_if_changed(self) -> bool:
        """Reads the folders again if a file changed and was then left alone; true if swapped.

        Cheap to call with every request: one caller at a time looks, at most twice a second, and
        nobody waits for the one who does.
        """
        if not self._lock.acquire(blocking=False):
            return False
        try:
            return self._is_due() and self._reloaded()
        finally:
            self._lock.release()

    def _is_due(self) -> bool:
        # A clock that was set back must not stop the looking.
        if 0 <= self._now() - self._scanned < SCAN_AFTER:
            return False
        self._scanned = self._now()
        return True

    def _reloaded(self) -> bool:
        before = self._look()
        if before == self._seen or not self._is_settled(before):
            return False
        loaded = self._load()
        if self._look() != before:
            return False
        self._seen = before
        self._standing = _Standing(loaded.catalogue or self.catalogue, loaded.problems)
        return loaded.catalogue is not None

    def _look(self) -> Fingerprint:
        return fingerprint(self._root, self._overlay)

    def _is_settled(self, files: Fingerprint) -> bool:
        changed = set(files) - set(self._seen)
        age = self._now() - max((stamp for _path, stamp, _size in changed), default=0) / 1e9
        # A file dated in the future never grows old; it is taken as it is.
        return age >= SETTLED_AFTER or age < 0
