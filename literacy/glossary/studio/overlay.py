"""Terms published in the browser, laid over the course's own files; swapped whole."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from threading import Lock
from types import MappingProxyType

from literacy.content.catalogue import Catalogue, Term
from literacy.glossary.studio.wording import Wording, term_of


@dataclass(frozen=True, slots=True)
class Published:
    """The wording in force of one term; `retired` ones keep their page and a pointer."""

    slug: str
    wording: Wording
    retired: bool = False


def overlaid(base: Catalogue, published: Iterable[Published], edition: int) -> Catalogue:
    """The course with these terms; each replaces the entry of the files that has its slug."""
    terms = {**base.terms, **{each.slug: _term(each, base) for each in published}}
    moved = {old: term.slug for term in terms.values() for old in term.redirects}
    return replace(
        base,
        version=f"{base.version}.{edition}",
        terms=MappingProxyType(terms),
        moved_terms=MappingProxyType({old: to for old, to in moved.items() if old not in terms}),
    )


def _term(each: Published, base: Catalogue) -> Term:
    status = "retired" if each.retired else "published"
    return term_of(each.slug, each.wording, status=status, module=module_of(each, base))


def module_of(each: Published, base: Catalogue) -> str:
    """The module its entry in the files stands in, or else that of the first lesson it names."""
    held = base.terms.get(each.slug)
    if held is not None:
        return held.module
    return next((_home(lesson, base) for lesson in each.wording.lessons[:1]), "")


def _home(lesson: str, base: Catalogue) -> str:
    homes: Mapping[str, str] = {
        planned.slug: module.slug for module in base.modules.values() for planned in module.planned
    }
    return homes.get(lesson, "")


@dataclass(frozen=True, slots=True)
class _Laid:
    base: Catalogue
    edition: int
    catalogue: Catalogue


class Overlay:
    """Keeps the newest edition; a publication anywhere is seen by the next request everywhere."""

    def __init__(self, read: Callable[[], Iterable[Published]]) -> None:
        """`read` fetches what is published now; it is called once for each new edition."""
        self._read = read
        self._lock = Lock()
        self._laid: _Laid | None = None

    def over(self, base: Catalogue, edition: int) -> Catalogue:
        """The course with what was published up to `edition`, or later; 0 is before the first."""
        if self._holds(base, edition) or (edition and self._lay(base, edition)):
            assert self._laid is not None
            return self._laid.catalogue
        return base

    def _holds(self, base: Catalogue, edition: int) -> bool:
        laid = self._laid
        return laid is not None and laid.base is base and laid.edition >= edition

    def _lay(self, base: Catalogue, edition: int) -> bool:
        with self._lock:
            if not self._holds(base, edition):
                self._laid = _Laid(base, edition, overlaid(base, self._read(), edition))
        return True
