"""What any lab writes into its record: a kind, and the facts that say something."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from enum import StrEnum
from typing import Any, ClassVar, Protocol


class Facts(Protocol):
    """A dataclass whose fields have a plain default each, which is not stored."""

    __dataclass_fields__: ClassVar[dict[str, Any]]


class Draft(Protocol):
    """An event that has not been recorded yet."""

    @property
    def kind(self) -> StrEnum: ...
    @property
    def facts(self) -> Facts: ...


@dataclass(frozen=True, slots=True)
class Entry:
    """An event as it was recorded; each lab reads its own kinds and facts from it."""

    at: datetime
    mission: str
    kind: str
    facts: Mapping[str, Any]


def stored(facts: Facts) -> dict[str, Any]:
    """The facts as they are kept: only those that say something."""
    named = {each.name: (getattr(facts, each.name), each.default) for each in fields(facts)}
    return {name: value for name, (value, default) in named.items() if value != default}
