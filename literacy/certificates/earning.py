"""Which certificates a person has earned; the one function of progress decides."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from literacy.progress.mastery import ModuleState, Standing

COURSE = "course"


@dataclass(frozen=True, slots=True)
class Earned:
    """`of` is a module's slug or `course`; `how` says by what it was shown."""

    of: str
    number: str
    title: str
    outcome: str
    at: datetime
    how: str


def earned(standing: Standing, *, course_title: str) -> tuple[Earned, ...]:
    """Modules that are passed or tested out, and the course once all are and the final is passed.

    The course also asks for a brief in the quiz plan (3.5); it will count once briefs are here.
    """
    return (*_modules(standing), *_course(standing, course_title))


def _modules(standing: Standing) -> Iterator[Earned]:
    for module in standing.modules:
        if module.is_done and module.done_at:
            yield Earned(
                of=module.slug,
                number=module.outline.number,
                title=module.outline.title,
                outcome=module.outline.outcome,
                at=module.done_at,
                how=(
                    "Passed every lesson of the module"
                    if module.state is ModuleState.PASSED
                    else "Passed the exam of the module"
                ),
            )


def _course(standing: Standing, title: str) -> Iterator[Earned]:
    done = [module.done_at for module in standing.modules if module.is_done and module.done_at]
    final = standing.final_passed_at
    if final and done and len(done) == len(standing.modules):
        yield Earned(
            of=COURSE,
            number="",
            title=title,
            outcome="",
            at=max(final, *done),
            how="Passed every module and the final assessment",
        )
