"""Several dozen payloads in every place of the glossary do nothing in a real browser."""

from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import quote

import pytest
from playwright.sync_api import expect

from literacy.content.catalogue import Catalogue
from literacy.glossary.company.models import CompanyNote
from literacy.glossary.studio.models import TermComment, TermRevision
from literacy.glossary.studio.wording import Wording, as_json, of_term, with_text
from literacy.outbox.actions import new_edition
from literacy.outbox.models import GLOSSARY
from tests import make
from tests.accounts.test_hostile_text import PAYLOADS
from tests.browser.conftest import Live

pytestmark = pytest.mark.browser

OpenPage = Callable[..., Any]
LESSON = "why-caching"
FIELDS = (
    "expands", "say", "definition", "why", "it_hears", "example", "ask_it", "source_title",
)  # fmt: skip
IN_MARKDOWN = ("{}", "[x]({})", "[[cookie|{}]]", "**{}**", "`{}`", "<{}>", "![x]({})")

# What the site itself never has on these pages, so that any of it came out of a payload.
NODES = """() => [...document.querySelectorAll("*")].filter((each) =>
  ["iframe", "object", "embed", "base", "marquee", "math", "audio", "video", "animate", "template",
   "style", "img"].includes(each.localName) ||
  (each.localName === "script" && !each.getAttribute("src")?.startsWith("/static/")) ||
  (each.localName === "link" && !each.getAttribute("href").startsWith("/")) ||
  (each.localName === "meta" && each.httpEquiv) ||
  (each.localName !== "glossary-card" && each.hasAttribute("style")) ||
  [...each.attributes].some((own) => /^on|^srcdoc$/.test(own.name) ||
    (/^(xlink:)?href$|^src$|action$|^data$/.test(own.name) &&
      /^\\s*(j\\s*a\\s*v\\s*a\\s*s\\s*c|data:|vbscript)/i.test(own.value)))
).map((each) => each.outerHTML.slice(0, 200))"""
RAN = "() => window.__ran ?? []"
WATCH = """for (const name of ["alert", "confirm", "prompt"])
  window[name] = (...said) => { (window.__ran ??= []).push(name); };
document.addEventListener("securitypolicyviolation", (event) =>
  (window.__ran ??= []).push(event.violatedDirective));"""


@pytest.fixture
def slugs(live: Live, people: make.People) -> tuple[str, ...]:
    """Terms that the lesson links, each with eight payloads in its fields and in its note."""
    course = live.app.extensions["literacy"].shelf.catalogue
    size = len(FIELDS)
    groups = [tuple(PAYLOADS[at : at + size]) for at in range(0, len(PAYLOADS), size)]
    slugs = tuple(linked(course))[: len(groups)]
    assert len(slugs) == len(groups) >= 6
    with live.database.transaction() as saving:
        new_edition(saving, GLOSSARY)
        for slug, payloads in zip(slugs, groups, strict=True):
            before = of_term(course.terms[slug])
            hostile = with_payloads(before, payloads)
            for number, state, wording in (
                (1, "published", hostile),
                (2, "draft", with_payloads(before, payloads[::-1])),
            ):
                row = TermRevision(
                    slug=slug, number=number, state=state, fields=as_json(wording),
                    why=payloads[0], person_id=people.ivan.id, at=make.NOW, based_on=number - 1,
                )  # fmt: skip
                saving.add(row)
                saving.flush()
            comment = "\n".join(payloads)[:1000]
            saving.add(
                TermComment(
                    revision_id=row.id, field="why", text=comment,
                    person_id=people.ivan.id, at=make.NOW,
                )
            )  # fmt: skip
            saving.add(
                CompanyNote(
                    about="term", ref=slug, number=1, at=make.NOW, person_id=people.ivan.id,
                    text="\n\n".join(in_markdown(payloads)),
                )
            )  # fmt: skip
        saving.add(
            CompanyNote(
                about="lesson", ref=LESSON, number=1, at=make.NOW, person_id=people.ivan.id,
                text="\n\n".join(in_markdown(PAYLOADS)),
            )
        )  # fmt: skip
    return slugs


def linked(course: Catalogue) -> Iterator[str]:
    yield from course.lessons[LESSON].terms
    yield from (slug for slug in course.terms if slug not in course.lessons[LESSON].terms)


def with_payloads(wording: Wording, payloads: tuple[str, ...]) -> Wording:
    typed = dict(zip(FIELDS, in_markdown(payloads), strict=False))
    return with_text(wording, {**typed, "also": payloads[0].replace(",", "")})


def in_markdown(payloads: tuple[str, ...] | list[str]) -> list[str]:
    """Each as it is, and in the next of the ways to write Markdown."""
    ways = (IN_MARKDOWN[number % len(IN_MARKDOWN)] for number in range(len(payloads)))
    return [f"{each} {way.format(each)}" for each, way in zip(payloads, ways, strict=False)]


def watched(page: Any) -> list[str]:
    """What went wrong: dialogs, and requests that leave the site."""
    page.add_init_script(WATCH)
    seen: list[str] = []
    page.on("dialog", lambda dialog: (seen.append(dialog.message), dialog.dismiss()))
    page.on("request", lambda sent: "evil" in sent.url.partition("?")[0] and seen.append(sent.url))
    return seen


def check(page: Any, seen: list[str], where: str) -> None:
    assert page.evaluate(NODES) == [], where
    assert page.evaluate(RAN) == [], where
    assert seen == [], where


def test_the_check_itself_sees_what_is_live(page_as: OpenPage) -> None:
    page = page_as(None)
    page.set_content("<p>x<img src=x onerror=alert(1)><a href='java\tscript:alert(1)'>x</a>")

    assert len(page.evaluate(NODES)) == 2


def test_terms_cards_and_searches(
    page_as: OpenPage, people: make.People, slugs: tuple[str, ...]
) -> None:
    page = page_as(people.maya)
    seen = watched(page)
    shown = 0
    for slug in slugs:
        for path in (f"/glossary/{slug}", f"/glossary/{slug}/card"):
            page.goto(path)
            shown += "alert(1)" in page.inner_text("body")
            check(page, seen, path)
    assert shown >= 2 * len(slugs) - 2
    for payload in PAYLOADS[:: len(PAYLOADS) // 8]:
        for path in (f"/search?q={quote(payload)}", f"/glossary/?q={quote(payload)}"):
            page.goto(path)
            check(page, seen, path)
    page.goto("/glossary/")
    check(page, seen, "list")
    page.goto("/search?q=alert")
    assert "alert(1)" in page.inner_text("main")
    check(page, seen, "search")


def test_cards_beside_their_words_and_what_is_found_while_one_types(
    page_as: OpenPage, people: make.People, slugs: tuple[str, ...]
) -> None:
    page = page_as(people.maya)
    seen = watched(page)
    page.goto(f"/lessons/{LESSON}")
    check(page, seen, "lesson")
    opened = 0
    for slug in slugs:
        word = page.locator(f"main a[href='/glossary/{slug}']").first
        if word.count() and word.is_visible():
            word.hover()
            expect(page.locator("glossary-card")).to_contain_text("Full entry")
            check(page, seen, slug)
            opened += 1
            page.keyboard.press("Escape")
    assert opened > 1

    field = page.get_by_role("combobox").first
    field.fill("alert script")
    page.get_by_role("option").first.wait_for()
    check(page, seen, "options")


def test_previews_differences_histories_and_notes(
    page_as: OpenPage, people: make.People, slugs: tuple[str, ...]
) -> None:
    page = page_as(people.ivan)
    seen = watched(page)
    for slug in slugs:
        for path in (
            f"/author/terms/{slug}",
            f"/author/terms/{slug}/review",
            f"/author/terms/{slug}/history",
            f"/author/notes/term/{slug}",
        ):
            page.goto(path)
            assert "alert(1)" in page.content()
            check(page, seen, path)
    page.goto(f"/author/terms/{slugs[0]}")
    for payload in PAYLOADS[:8]:
        page.get_by_label("Example").fill(payload)
        expect(page.locator(".preview")).to_contain_text(payload[:6].strip("<").split()[0])
        check(page, seen, payload)
    for path in ("/author/", "/author/notes", "/author/health", "/author/jargon"):
        page.goto(path)
        check(page, seen, path)
