"""Ways through the course that can be asked for as a whole: the essentials, a part, everything."""

from collections.abc import Mapping
from dataclasses import dataclass

from literacy.lib.slugs import slugify
from literacy.progress.outline import CourseOutline, LessonOutline, ModuleOutline
from literacy.progress.wording import figures

ESSENTIALS = "essentials"
WHOLE = "course"


@dataclass(frozen=True, slots=True)
class Path:
    """`essential` asks for the essential lessons of its modules only."""

    slug: str
    title: str
    modules: tuple[ModuleOutline, ...]
    essential: bool = False

    @property
    def lessons(self) -> tuple[LessonOutline, ...]:
        return tuple(
            lesson
            for module in self.modules
            for lesson in module.lessons
            if lesson.essential or not self.essential
        )

    @property
    def size(self) -> str:
        """24 lessons, 3 h 2 min"""
        hours, minutes = divmod(sum(lesson.minutes for lesson in self.lessons), 60)
        time = f"{hours} h {minutes} min" if hours else f"{minutes} min"
        return f"{figures(len(self.lessons), 'lesson')}, {time}"


def paths(course: CourseOutline) -> Mapping[str, Path]:
    """Every path by its slug; the parts are those of the course map."""
    found = [
        Path(ESSENTIALS, "The essentials", _with_essentials(course), essential=True),
        *_parts(course),
        Path(WHOLE, "The whole course", course.modules),
    ]
    return {path.slug: path for path in found if path.modules}


def _with_essentials(course: CourseOutline) -> tuple[ModuleOutline, ...]:
    return tuple(
        module for module in course.modules if any(lesson.essential for lesson in module.lessons)
    )


def _parts(course: CourseOutline) -> list[Path]:
    titles = dict.fromkeys(module.part for module in course.modules)
    return [
        Path(
            slugify(title),
            title,
            tuple(module for module in course.modules if module.part == title),
        )
        for title in titles
    ]
