"""Days that have passed: reviews and facts that should have been looked at again."""

from collections.abc import Iterator

from literacy.content.problems import Problem, Severity
from literacy.content.rules.references import overdue
from literacy.content.schema import months_on
from literacy.content.written import Draft, Manuscript


def lesson_problems(lesson: Manuscript, draft: Draft) -> Iterator[Problem]:
    """A lesson's days: reviewed, then due, and not overdue."""
    front = lesson.front.value
    if front.reviewed > draft.today:
        yield lesson.front.error("“reviewed” lies in the future.", "reviewed")
    if front.review_by <= front.reviewed:
        yield lesson.front.error("“review_by” must come after “reviewed”.", "review_by")
    elif front.review_by > months_on(front.reviewed, 24):
        yield lesson.front.error("“review_by” is more than 24 months away.", "review_by")
    if front.review_by < draft.today:
        yield _passed(lesson.front.path, lesson.front.line("review_by"), front.owner)


def term_problems(draft: Draft) -> Iterator[Problem]:
    """The days of glossary entries; one with facts is looked at twice a year."""
    for term in draft.terms.values():
        entry = term.value
        if entry.reviewed > draft.today:
            yield term.error(f"“{entry.slug}” was reviewed in the future.", "reviewed")
        if not entry.reviewed < entry.review_by <= months_on(entry.reviewed, 24):
            yield term.error(
                f"“{entry.slug}” needs a review_by after, and within 24 months of, “reviewed”.",
                "review_by",
            )
        elif entry.facts and entry.review_by > months_on(entry.reviewed, 6):
            yield term.warning(
                f"“{entry.slug}” uses facts that age; review it within 6 months.", "review_by"
            )
        if entry.review_by < draft.today:
            yield _passed(term.path, term.line("review_by"), entry.owner)


def fact_problems(draft: Draft) -> Iterator[Problem]:
    """Facts whose months have run out. The lessons that use one are stopped, not the registry."""
    for fact in draft.facts.values():
        if overdue(fact, draft):
            yield Problem(
                fact.path,
                fact.line("as_of"),
                f"The fact “{fact.value.id}” was due for a check on {fact.value.overdue_on}.",
                Severity.WARNING,
                dated=True,
            )


def _passed(path: str, line: int, owner: str) -> Problem:
    return Problem(
        path, line, f"The review day has passed; {owner} should read it.", Severity.WARNING, True
    )
