"""The way of a term: what may follow what, and whose approval it waits for."""

import pytest

from literacy.accounts.permissions import Role
from literacy.glossary.studio.workflow import (
    Approval,
    Side,
    Stage,
    State,
    check_move,
    side_of,
    stage,
    waits_for,
)
from literacy.lib.errors import Conflict

MAYA = Approval(1, Side.MARKETING)
OLGA = Approval(2, Side.IT)
OLGA_WITH_FACTS = Approval(2, Side.IT, checked_facts=True)


@pytest.mark.parametrize(
    ("states", "expected"),
    [
        ([State.DRAFT], Stage.DRAFT),
        ([State.DRAFT, State.IN_REVIEW], Stage.IN_REVIEW),
        ([State.DRAFT, State.IN_REVIEW, State.DRAFT], Stage.DRAFT),
        ([State.DRAFT, State.PUBLISHED], Stage.PUBLISHED),
        ([State.STARTER], Stage.PUBLISHED),
        ([State.STARTER, State.DRAFT], Stage.REVISING),
        ([State.STARTER, State.DRAFT, State.IN_REVIEW], Stage.REVISING),
        ([State.STARTER, State.DRAFT, State.DROPPED], Stage.PUBLISHED),
        ([State.DRAFT, State.DROPPED], Stage.DROPPED),
        ([State.PUBLISHED, State.RETIRED], Stage.RETIRED),
        ([State.PUBLISHED, State.RETIRED, State.DRAFT], Stage.DRAFT),
    ],
)
def test_where_a_term_stands_follows_from_its_revisions(
    states: list[State], expected: Stage
) -> None:
    assert stage(states) is expected


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (State.PUBLISHED, State.IN_REVIEW),
        (State.IN_REVIEW, State.IN_REVIEW),
        (State.IN_REVIEW, State.RETIRED),
        (State.DRAFT, State.RETIRED),
        (State.PUBLISHED, State.DROPPED),
        (State.RETIRED, State.RETIRED),
        (None, State.IN_REVIEW),
        (State.DRAFT, State.STARTER),
    ],
)
def test_a_step_that_does_not_follow_is_refused(before: State | None, after: State) -> None:
    with pytest.raises(Conflict):
        check_move(before, after)


@pytest.mark.parametrize(
    ("given", "has_facts", "waits"),
    [
        ((), False, 2),
        ((MAYA,), False, 1),
        ((OLGA,), False, 1),
        ((MAYA, OLGA), False, 0),
        ((MAYA, OLGA), True, 1),
        ((MAYA, OLGA_WITH_FACTS), True, 0),
    ],
)
def test_two_sides_approve_and_facts_are_checked(
    given: tuple[Approval, ...], has_facts: bool, waits: int
) -> None:
    assert len(waits_for(given, needed=2, has_facts=has_facts)) == waits


def test_where_one_approval_is_enough_nothing_is_waited_for() -> None:
    assert waits_for((), needed=1, has_facts=True) == ()


@pytest.mark.parametrize(
    ("role", "side"),
    [
        (Role.LEARNER, Side.MARKETING),
        (Role.MANAGER, Side.MARKETING),
        (Role.AUTHOR, Side.IT),
        (Role.ADMIN, None),
    ],
)
def test_each_role_reviews_on_one_side(role: Role, side: Side | None) -> None:
    assert side_of(role) is side
