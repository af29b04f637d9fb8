"""The course map: modules in parts, in order, each once, and no circle of prerequisites."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from literacy.content.problems import Problem
from literacy.content.schema import CourseFile
from literacy.content.sentences import did_you_mean
from literacy.content.written import Draft, Written


def problems(course: Written[CourseFile]) -> Iterator[Problem]:
    """What makes the map lead nowhere, twice to one place, or round in a circle."""
    yield from _modules(course)
    yield from _parts(course)
    yield from _lessons(course)
    yield from _requires(course)


def lesson_circles(draft: Draft) -> Iterator[Problem]:
    """Lessons that require each other, however long the way round."""
    edges = {slug: lesson.front.value.requires for slug, lesson in draft.lessons.items()}
    for slug, way in _circles(edges).items():
        yield draft.lessons[slug].front.error(
            f"The lessons require each other: {' → '.join(way)}.", "requires"
        )


def _modules(course: Written[CourseFile]) -> Iterator[Problem]:
    seen: set[str] = set()
    number = 0
    for position, module in enumerate(course.value.modules):
        if module.slug in seen:
            yield course.error(
                f"The module “{module.slug}” is listed twice.", "modules", position, "slug"
            )
        seen.add(module.slug)
        if module.number <= number:
            yield course.error(
                f"Module {module.number} comes after module {number}; numbers go up.",
                "modules", position, "number",
            )  # fmt: skip
        number = module.number
        if not module.slug.startswith(f"{module.number:02d}-"):
            yield course.error(
                f"The slug “{module.slug}” must start with {module.number:02d}-.",
                "modules", position, "slug",
            )  # fmt: skip


def _parts(course: Written[CourseFile]) -> Iterator[Problem]:
    modules = [module.slug for module in course.value.modules]
    placed = [slug for part in course.value.parts for slug in part.modules]
    for number, part in enumerate(course.value.parts):
        for position, slug in enumerate(part.modules):
            if slug not in modules:
                yield course.error(
                    f"There is no module “{slug}”.{did_you_mean(slug, modules)}",
                    "parts", number, "modules", position,
                )  # fmt: skip
    for slug, times in Counter(placed).items():
        if times > 1:
            yield course.error(
                f"The module “{slug}” stands in {times} parts; one is enough.", "parts"
            )
    for position, slug in enumerate(modules):
        if slug not in placed:
            yield course.error(f"The module “{slug}” is in no part.", "modules", position, "slug")


def _lessons(course: Written[CourseFile]) -> Iterator[Problem]:
    seen: set[str] = set()
    for position, module in enumerate(course.value.modules):
        for number, lesson in enumerate(module.lessons):
            if lesson.slug in seen:
                yield course.error(
                    f"The lesson “{lesson.slug}” is listed twice.",
                    "modules", position, "lessons", number, "slug",
                )  # fmt: skip
            seen.add(lesson.slug)


def _requires(course: Written[CourseFile]) -> Iterator[Problem]:
    modules = [module.slug for module in course.value.modules]
    for position, module in enumerate(course.value.modules):
        for slug in module.requires:
            if slug == module.slug:
                yield course.error(
                    "A module can't require itself.", "modules", position, "requires"
                )
            elif slug not in modules:
                yield course.error(
                    f"There is no module “{slug}”.{did_you_mean(slug, modules)}",
                    "modules", position, "requires",
                )  # fmt: skip
    edges = {module.slug: module.requires for module in course.value.modules}
    for slug, way in _circles(edges).items():
        yield course.error(
            f"The modules require each other: {' → '.join(way)}.",
            "modules", modules.index(slug), "requires",
        )  # fmt: skip


def _circles(edges: Mapping[str, Sequence[str]]) -> dict[str, tuple[str, ...]]:
    """One way round for each circle, under its first member."""
    found: dict[str, tuple[str, ...]] = {}
    in_circle: set[str] = set()
    for start in edges:
        if start not in in_circle and (way := _way_back(edges, start)):
            found[start] = way
            in_circle.update(way)
    return found


def _way_back(edges: Mapping[str, Sequence[str]], start: str) -> tuple[str, ...]:
    """The shortest way from a node to itself of two steps or more, or nothing."""
    seen = {start}
    ways: list[tuple[str, ...]] = [
        (start, after) for after in edges.get(start, ()) if after != start
    ]
    for way in ways:
        for after in edges.get(way[-1], ()):
            if after == start:
                return (*way, start)
            if after not in seen:
                seen.add(after)
                ways.append((*way, after))
    return ()
