"""What a judge says: the goals one by one, and what comes next."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Goal:
    text: str
    reached: bool


@dataclass(frozen=True, slots=True)
class Verdict:
    """`next` says in one or two sentences what is still missing, or what has been shown."""

    goals: tuple[Goal, ...]
    next: str

    @property
    def done(self) -> bool:
        return all(goal.reached for goal in self.goals)
