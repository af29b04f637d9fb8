"""Pages that look the same to many readers, kept so that few are made."""

from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping
from threading import Lock

from markupsafe import escape

from literacy.web.access import viewer
from literacy.web.notices import notice_waits
from literacy.web.places import AnyReader, filled, for_any_reader, parted
from literacy.web.security import form_token

KEPT = 256


class SharedPages:
    """The newest pages by what they depend on; the one asked for longest ago makes room."""

    def __init__(self, kept: int = KEPT) -> None:
        self._kept = kept
        self._lock = Lock()
        self._pages: OrderedDict[Hashable, tuple[bytes | str, ...]] = OrderedDict()

    def page(self, key: Hashable, make: Callable[[], str], own: Mapping[str, str]) -> bytes:
        """The page of this key for the viewer; `own` is HTML for the places that `make` leaves.

        The role and the theme are part of the key already. A page that carries a notice is made
        for its reader alone.
        """
        who = viewer()
        words = {"name": escape(who.name), "initials": escape(who.initials), **own}
        words["form_token"] = form_token()
        if notice_waits():
            return filled(parted(make()), words)
        whole = (key, who.role, who.theme)
        parts = self._held(whole) or self._made(whole, make, AnyReader(who.role, who.theme))
        return filled(parts, words)

    def _held(self, key: Hashable) -> tuple[bytes | str, ...] | None:
        with self._lock:
            held = self._pages.get(key)
            if held is not None:
                self._pages.move_to_end(key)
            return held

    def _made(
        self, key: Hashable, make: Callable[[], str], reader: AnyReader
    ) -> tuple[bytes | str, ...]:
        with for_any_reader(reader):
            parts = parted(make())
        with self._lock:
            self._pages[key] = parts
            if len(self._pages) > self._kept:
                self._pages.popitem(last=False)
        return parts
