"""The top of a lesson: its place in the course, its objectives and what it says about itself."""

import re
from collections.abc import Iterator

from literacy.content.files import SourceFile
from literacy.content.problems import Problem
from literacy.content.schema import PlannedEntry
from literacy.content.sentences import did_you_mean
from literacy.content.written import Draft, Manuscript

VAGUE_VERBS = frozenset({"know", "understand", "learn", "appreciate"})


def problems(lesson: Manuscript, draft: Draft) -> Iterator[Problem]:
    """Objectives that can't be seen, letters out of order, a place that course.yml doesn't have."""
    yield from _objectives(lesson)
    yield from _twice(lesson)
    if not lesson.front.value.promise.startswith("After this you can "):
        yield lesson.front.error("A promise starts with “After this you can”.", "promise")
    yield from _place(lesson, draft)


def file_problems(lesson: Manuscript, file: SourceFile) -> Iterator[Problem]:
    """A lesson stands in its module's folder, under its own name."""
    front = lesson.front.value
    if front.slug != file.stem:
        yield lesson.front.error(
            f"The slug is “{front.slug}”, but the file is called {file.name}.", "slug"
        )
    if front.module != file.folder:
        yield lesson.front.error(
            f"The module is “{front.module}”, but the file stands in {file.folder}.", "module"
        )


def _objectives(lesson: Manuscript) -> Iterator[Problem]:
    objectives = lesson.front.value.objectives
    for number, objective in enumerate(objectives):
        verb = re.match(r"\W*(\w*)", objective.text)
        if verb and verb[1].lower() in VAGUE_VERBS:
            yield lesson.front.error(
                f"Nobody can see “{verb[1].lower()}”; start the objective with what the learner "
                "does, such as choose, explain or predict.",
                "objectives", number, "text",
            )  # fmt: skip
        expected = chr(ord("a") + number)
        if objective.id != expected:
            yield lesson.front.error(
                f"The objectives are lettered in order; this one is “{expected}”.",
                "objectives", number, "id",
            )  # fmt: skip


def _twice(lesson: Manuscript) -> Iterator[Problem]:
    front = lesson.front.value
    for key, listed in (
        ("terms", front.terms),
        ("facts", front.facts),
        ("requires", front.requires),
        ("lab", list(front.lab)),
    ):
        for number, value in enumerate(listed):
            if value in listed[:number]:
                yield lesson.front.error(f"“{value}” is listed twice.", key)


def _place(lesson: Manuscript, draft: Draft) -> Iterator[Problem]:
    front = lesson.front.value
    modules = {module.slug: module for module in draft.course.value.modules}
    module = modules.get(front.module)
    if module is None:
        hint = did_you_mean(front.module, modules)
        yield lesson.front.error(
            f"There is no module “{front.module}” in course.yml.{hint}", "module"
        )
        return
    planned = {entry.slug: (order, entry) for order, entry in enumerate(module.lessons, 1)}
    if front.slug in planned:
        yield from _differs(lesson, *planned[front.slug])
    elif not lesson.front.overlaid:
        yield lesson.front.error(
            f"course.yml doesn't list “{front.slug}” in {front.module}."
            f"{did_you_mean(front.slug, planned)}",
            "slug",
        )


def _differs(lesson: Manuscript, order: int, entry: PlannedEntry) -> Iterator[Problem]:
    """The map and the lesson say the same, but for a company's own version of a lesson."""
    if lesson.front.overlaid:
        return
    front = lesson.front.value
    for key, here, there in (
        ("order", front.order, order),
        ("title", front.title, entry.title),
        ("minutes", front.minutes, entry.minutes),
        ("essential", front.essential, entry.essential),
        ("promise", front.promise, entry.promise),
    ):
        if here != there:
            said = str(there).lower() if isinstance(there, bool) else there
            yield lesson.front.warning(f"“{key}” differs from course.yml, which says: {said}", key)


def moved_problems(draft: Draft) -> Iterator[Problem]:
    """Old slugs that another lesson has, and ids that two lessons share."""
    slugs = {slug: slug for slug in draft.order} | {slug: slug for slug in draft.lessons}
    ids: dict[str, str] = {}
    for slug, lesson in draft.lessons.items():
        for number, old in enumerate(lesson.front.value.redirects):
            if old in slugs:
                yield lesson.front.error(
                    f"“{old}” leads to the lesson “{slugs[old]}” already.", "redirects", number
                )
            slugs.setdefault(old, slug)
        permanent = lesson.front.value.id or slug
        if permanent in ids:
            yield lesson.front.error(
                f"The lesson “{ids[permanent]}” has the id “{permanent}” already.", "id"
            )
        ids.setdefault(permanent, slug)
