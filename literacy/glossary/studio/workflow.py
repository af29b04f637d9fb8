"""The way of a term: which state may follow which, and whose approval publishing waits for."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from literacy.accounts.permissions import Permission, Role, may
from literacy.lib.errors import Conflict


class State(StrEnum):
    """What a revision made of the term; each is a fact that is never changed."""

    STARTER = "starter"
    DRAFT = "draft"
    IN_REVIEW = "in-review"
    PUBLISHED = "published"
    DROPPED = "dropped"
    RETIRED = "retired"


class Stage(StrEnum):
    """Where a term stands, derived from its revisions."""

    DRAFT = "draft"
    IN_REVIEW = "in-review"
    PUBLISHED = "published"
    REVISING = "revising"
    DROPPED = "dropped"
    RETIRED = "retired"


class Side(StrEnum):
    """Who reviews: a marketer who says it in own words, and IT that checks what they said."""

    MARKETING = "marketing"
    IT = "it"


LIVE = frozenset({State.STARTER, State.PUBLISHED, State.RETIRED})
OPEN = frozenset({State.DRAFT, State.IN_REVIEW})

_FOLLOWS: dict[State | None, frozenset[State]] = {
    None: frozenset({State.STARTER, State.DRAFT, State.PUBLISHED, State.RETIRED}),
    State.STARTER: frozenset({State.DRAFT, State.PUBLISHED, State.RETIRED}),
    State.DRAFT: frozenset({State.DRAFT, State.IN_REVIEW, State.DROPPED, State.PUBLISHED}),
    State.IN_REVIEW: frozenset({State.DRAFT, State.PUBLISHED, State.DROPPED}),
    State.PUBLISHED: frozenset({State.DRAFT, State.PUBLISHED, State.RETIRED}),
    State.DROPPED: frozenset({State.DRAFT, State.PUBLISHED, State.RETIRED}),
    State.RETIRED: frozenset({State.DRAFT, State.PUBLISHED}),
}
_REFUSALS = {
    State.IN_REVIEW: "Only a draft can be sent for review.",
    State.PUBLISHED: "Only what was reviewed can be published.",
    State.DROPPED: "There is no draft to drop.",
    State.RETIRED: "Only a published term without an open draft can be retired.",
}


@dataclass(frozen=True, slots=True)
class Approval:
    """One person's yes to one revision."""

    person_id: int | None
    side: Side
    checked_facts: bool = False


def check_move(before: State | None, after: State) -> None:
    """Raises Conflict with a sentence when `after` may not follow."""
    if after not in _FOLLOWS[before]:
        raise Conflict(_REFUSALS.get(after, "That can’t be done as the term stands now."))


def stage(states: Sequence[State]) -> Stage:
    """Where a term with these states, oldest first, stands."""
    live = next((state for state in reversed(states) if state in LIVE), None)
    newest = states[-1]
    if newest in OPEN:
        return Stage.REVISING if live not in (None, State.RETIRED) else Stage(newest)
    if live is None:
        return Stage.DROPPED
    return Stage.RETIRED if live is State.RETIRED else Stage.PUBLISHED


def side_of(role: Role) -> Side | None:
    """Which side reviews as; administrators look after the site and review nothing."""
    if may(role, Permission.WRITE):
        return Side.IT
    return None if may(role, Permission.ADMINISTER) else Side.MARKETING


def waits_for(approvals: Iterable[Approval], *, needed: int, has_facts: bool) -> tuple[str, ...]:
    """What publishing still waits for, a sentence each; empty when it may go out."""
    given = tuple(approvals)
    from_it = [each for each in given if each.side is Side.IT]
    # Where one approval is enough, it is the publisher's own.
    if needed < 2:
        return ()
    waiting = []
    if not any(each.side is Side.MARKETING for each in given):
        waiting.append("A marketer says the meaning in their own words.")
    if not from_it:
        waiting.append("Somebody in IT, not its writer, checks those words.")
    elif has_facts and not any(each.checked_facts for each in from_it):
        waiting.append("Somebody in IT, not its writer, checks the dated facts.")
    return tuple(waiting)
