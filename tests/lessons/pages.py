"""Lessons, terms and courses as small as a test needs them."""

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from literacy.content.catalogue import Catalogue, Fact, LabMission, Lesson, Module, Term
from literacy.glossary.linking import Linker
from literacy.lessons.parts import CheckSlot, Html, LabSlot, Part, PredictSlot
from literacy.lessons.rendering import RenderedLesson, render

TODAY = date(2026, 12, 1)
SAMPLE = Path(__file__).parent / "samples" / "cache-rules.md"
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><title>t</title>'
    "<desc>What it shows</desc>{}</svg>"
)


def body_of(path: Path) -> str:
    return path.read_text("utf-8").split("---\n", 2)[2]


def lesson(body: str, slug: str = "cache-rules", **given: object) -> Lesson:
    fields: dict[str, object] = {
        "id": slug,
        "slug": slug,
        "title": "How long is a copy good for?",
        "module": "06-caching",
        "order": 2,
        "minutes": 8,
        "essential": True,
        "promise": "",
        "requires": (),
        "objectives": (),
        "labs": (LabMission("cache", "second-load"),),
        "terms": (),
        "facts": (),
        "sources": (),
        "owner": "web-platform",
        "reviewed": TODAY,
        "review_by": TODAY,
        "body": body,
        "body_line": 1,
        "path": f"lessons/06-caching/{slug}.md",
        "digest": "",
        "headings": (),
        "words": 0,
        **given,
    }
    return Lesson(**fields)  # type: ignore[arg-type]


def term(name: str, *also: str, slug: str = "", **given: object) -> Term:
    fields: dict[str, object] = {
        "slug": slug or name.lower().replace(" ", "-"),
        "term": name,
        "also": also,
        **dict.fromkeys(
            ("module", "definition", "why", "it_hears", "example", "ask_it", "owner"), ""
        ),
        "status": "published",
        "reviewed": TODAY,
        "review_by": TODAY,
        **given,
    }
    return Term(**fields)  # type: ignore[arg-type]


def fact(name: str, **given: object) -> Fact:
    fields: dict[str, object] = {
        "id": name,
        "topic": "Caching",
        "wrong": "Nothing is kept.",
        "right": "It may be kept; `no-store` forbids it.",
        "source": "RFC 9111, 5.2.2.4",
        "basis": "P",
        "as_of": "2026-11",
        "overdue_on": date(2028, 11, 1),
        **given,
    }
    return Fact(**fields)  # type: ignore[arg-type]


TERMS = (
    term("Cache", "caching"),
    term("CDN", "delivery network"),
    term("Cache-Control"),
    term("Fresh"),
    term("ETag"),
    term("304 Not Modified"),
    term("Purge"),
)
FACTS = (
    fact("no-cache", url="https://www.rfc-editor.org/rfc/rfc9111"),
    fact("late", overdue_on=date(2026, 11, 30), as_of="2025"),
    fact("reload-keeps-fresh"),
)
FIGURES = {
    "06-caching/clock.svg": SVG.format('<circle class="you" cx="5" cy="5" r="2"/>'),
    "06-caching/clock-narrow.svg": SVG.format('<rect class="server" width="2" height="2"/>'),
    "06-caching/wide.svg": SVG.format('<path class="line" d="M0 0H9"/>'),
}


def course(
    *lessons: Lesson,
    facts: tuple[Fact, ...] = FACTS,
    figures: Mapping[str, str] = FIGURES,
) -> Catalogue:
    slugs = tuple(each.slug for each in lessons)
    module = Module("06-caching", "06", "Caching", "Caching", "", "", (), "", (), slugs)
    return Catalogue(
        title="The course",
        course_version="1",
        version="1",
        modules={module.slug: module},
        lessons={each.slug: each for each in lessons},
        banks={},
        facts={each.id: each for each in facts},
        terms={each.slug: each for each in TERMS},
        figures=figures,
    )


def rendered(body: str, *, today: date = TODAY) -> RenderedLesson:
    written = lesson(body)
    return render(written, course(written), Linker(TERMS), today=today)


def html_of(result: RenderedLesson) -> str:
    """The page as one text; a slot is shown with what its place was given."""
    return "".join(_shown(part) for part in result.parts)


def without_anchors(html: str) -> str:
    """Anchors made of a hash say nothing to a reader."""
    return re.sub(r"p-[0-9a-f]{8}", "p-1", html)


def _shown(part: Part) -> str:
    match part:
        case Html():
            return part.html
        case CheckSlot():
            return f"<p>[check {part.item_id}]</p>\n"
        case PredictSlot():
            choices = "".join(f"<li>{choice}</li>" for choice in part.choices)
            lab = f"{part.lab.lab}/{part.lab.mission}" if part.lab else "none"
            head = f"[predict {part.number}, lab {lab}]"
            return f"<p>{head} {part.question_html}</p><ul>{choices}</ul>\n"
        case LabSlot():
            head = f"[lab {part.lab}/{part.mission}]"
            return f"<p>{head} {part.goal_html}</p>{part.fallback_html}\n"
