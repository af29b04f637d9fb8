"""The heading that teaches what a question asks."""

from dataclasses import dataclass

from literacy.content.catalogue import Catalogue
from literacy.questions.question import Question


@dataclass(frozen=True, slots=True)
class Reread:
    """A heading that teaches what was missed."""

    title: str
    path: str


def reread(catalogue: Catalogue, question: Question) -> Reread | None:
    """The heading a question points to; None when its lesson is not written."""
    named, _, anchor = question.common.see.partition("#")
    slug = named or question.common.lesson
    lesson = catalogue.lessons.get(catalogue.moved_lessons.get(slug, slug))
    if lesson is None:
        return None
    for heading in lesson.headings:
        if anchor in (heading.anchor, *heading.former):
            return Reread(heading.title, f"/lessons/{lesson.slug}#{heading.anchor}")
    return Reread(lesson.title, f"/lessons/{lesson.slug}")
