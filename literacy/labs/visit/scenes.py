"""What a visit is like: which file is late, which fails, and which come from somebody else."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from literacy.labs.visit import plan

_TWO = (plan.CHAT, plan.TAG)
# No three alike in a row, over the end too.
_PATTERN = "ssosooso"


@dataclass(frozen=True, slots=True)
class Scene:
    """`others` are the files of the other company; `late` and `failing` name one file or none."""

    late: str = ""
    failing: str = ""
    others: tuple[str, ...] = _TWO

    @property
    def fault(self) -> str:
        """The file with which something is wrong."""
        return self.late or self.failing


_SCENES: Mapping[str, Sequence[Scene]] = {
    plan.HELD: tuple(Scene(late=name) for name in plan.WAITED_FOR),
    plan.WHOSE: (
        Scene(others=(plan.FONT, plan.TAG)),
        Scene(others=(plan.CHAT, plan.FONT, plan.TAG)),
        Scene(others=(plan.CHAT, plan.BIRCH, plan.TAG)),
        Scene(others=(plan.CHAT, plan.OAK, plan.FONT)),
        Scene(others=(plan.SCRIPT, plan.ROWAN, plan.TAG)),
    ),
    plan.SERVER: (
        Scene(failing=plan.CHAT),
        Scene(failing=plan.ROWAN),
        Scene(late=plan.CHAT),
        Scene(late=plan.STYLE),
        Scene(late=plan.TAG),
        Scene(late=plan.SCRIPT),
        Scene(failing=plan.OAK, others=(plan.OAK, plan.TAG)),
        Scene(failing=plan.SCRIPT),
    ),
    plan.SOONER: (Scene(late=plan.CHAT),),
}


def scene(mission: str, path: str, visits: int) -> Scene:
    """The next scene after so many visits: in the session's own order, none twice in a row."""
    scenes = _SCENES[mission]
    order = sorted(range(len(scenes)), key=lambda at: _digest(mission, path, at))
    shuffled = [scenes[at] for at in order]
    drawn = _mixed(shuffled) if mission == plan.SERVER else shuffled
    return drawn[visits % len(scenes)]


def _mixed(scenes: Sequence[Scene]) -> list[Scene]:
    """Both servers are at fault within any three visits, so no one answer is right three times."""
    first = scenes[0].fault in scenes[0].others
    same = [each for each in scenes if (each.fault in each.others) is first]
    others = [each for each in scenes if each not in same]
    return [(same if sign == "s" else others).pop(0) for sign in _PATTERN]


def _digest(mission: str, path: str, at: int) -> str:
    return hashlib.sha256(f"{mission} {path} {at}".encode()).hexdigest()
