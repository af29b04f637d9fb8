"""Lesson pages as they look to everybody who left the same traces, kept so that few are made."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock

from markupsafe import Markup

KEPT = 256


class Sheets:
    """The newest sheets by what they depend on; the one asked for longest ago makes room."""

    def __init__(self, kept: int = KEPT) -> None:
        self._kept = kept
        self._lock = Lock()
        self._sheets: OrderedDict[Hashable, str] = OrderedDict()

    def sheet(self, key: Hashable, make: Callable[[], str]) -> str:
        """The sheet of this key; made now if nobody asked for it lately."""
        with self._lock:
            held = self._sheets.get(key)
            if held is not None:
                self._sheets.move_to_end(key)
                return held
        made = make()
        with self._lock:
            self._sheets[key] = made
            if len(self._sheets) > self._kept:
                self._sheets.popitem(last=False)
        return made


def filled(sheet: str, places: dict[str, str]) -> Markup:
    """The sheet with what is one reader's alone put in; both come from our own templates."""
    for place, html in places.items():
        sheet = sheet.replace(place, html)
    return Markup(sheet)  # noqa: S704
