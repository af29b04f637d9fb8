"""Standings worked out lately, each as true as the stamp of the facts it followed from."""

from collections import OrderedDict
from collections.abc import Mapping
from threading import Lock

from literacy.progress.mastery import Standing
from literacy.progress.outline import CourseOutline

Stamp = tuple[object, ...]

MOST = 1_000
"""People; a standing takes some ten kilobytes."""


class Remembered:
    """By person; the one asked for longest ago makes room. Another course begins anew."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._lock = Lock()
        self._course: CourseOutline | None = None
        self._kept: OrderedDict[int, tuple[Stamp, Standing]] = OrderedDict()

    def known(self, course: CourseOutline, stamps: Mapping[int, Stamp]) -> dict[int, Standing]:
        """The standings of those whose facts are what they were."""
        with self._lock:
            if course is not self._course:
                self._course = course
                self._kept.clear()
            found = {}
            for person, stamp in stamps.items():
                kept = self._kept.get(person)
                if kept is not None and kept[0] == stamp:
                    self._kept.move_to_end(person)
                    found[person] = kept[1]
            return found

    def keep(
        self, course: CourseOutline, stamps: Mapping[int, Stamp], standings: Mapping[int, Standing]
    ) -> None:
        with self._lock:
            if course is not self._course:
                return
            for person, standing in standings.items():
                self._kept[person] = (stamps[person], standing)
                self._kept.move_to_end(person)
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
