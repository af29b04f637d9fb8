"""What a lesson points at: terms, facts, lessons, sources and headings; each must exist."""

import re
from collections.abc import Iterator
from urllib.parse import urldefrag

from literacy.content.catalogue import GRACE
from literacy.content.files import Kind
from literacy.content.markup import slug_of
from literacy.content.problems import Problem, Severity
from literacy.content.schema import FactEntry
from literacy.content.sentences import did_you_mean
from literacy.content.written import Draft, Manuscript, Written

MOST_NEW_TERMS = 8
MOST_NEW_BEFORE_CHECK = 3

_INSIDE = re.compile(r"^/(?P<area>lessons|glossary|quizzes|labs)/(?P<slug>[a-z0-9-]+)")


def problems(lesson: Manuscript, draft: Draft) -> Iterator[Problem]:
    """Every reference of a lesson that leads nowhere, or that its front matter forgot."""
    yield from _terms(lesson, draft)
    yield from _new_terms(lesson, draft)
    yield from _facts(lesson, draft)
    yield from _links(lesson, draft)
    yield from _requires(lesson, draft)
    yield from _unmarked(lesson, draft)


def overdue(fact: Written[FactEntry], draft: Draft) -> Severity | None:
    """A fact past its months warns; thirty days later it stops what uses it."""
    due = fact.value.overdue_on
    if draft.today < due:
        return None
    return Severity.ERROR if draft.today > due + GRACE else Severity.WARNING


def _terms(lesson: Manuscript, draft: Draft) -> Iterator[Problem]:
    marked: set[str] = set()
    for line, token in lesson.inline():
        if token.type != "term_ref":
            continue
        slug = token.meta["slug"]
        if slug not in draft.terms:
            if Kind.TERMS not in draft.unread:
                yield lesson.error(line, _unknown_term(slug, draft))
        elif slug in marked:
            yield lesson.warning(line, f"[[{slug}]] is marked again; the first mark is enough.")
        marked.add(slug)
    for number, slug in enumerate(lesson.front.value.terms):
        if slug not in draft.terms:
            if Kind.TERMS not in draft.unread:
                yield lesson.front.error(_unknown_term(slug, draft), "terms", number)
        elif slug not in marked:
            yield lesson.front.error(
                f"The term “{slug}” is never marked in the text; write [[{slug}]] where it is "
                "explained, or take it off the list.",
                "terms",
                number,
            )


def _unknown_term(slug: str, draft: Draft) -> str:
    for name, known in draft.names.items():
        if slug_of(name) == slug:
            return f"The glossary has “{name}” under another name; write [[{known}|{name}]]."
    return f"There is no term “{slug}” in the glossary.{did_you_mean(slug, draft.terms)}"


def _new_terms(lesson: Manuscript, draft: Draft) -> Iterator[Problem]:
    terms = lesson.front.value.terms
    if len(terms) > MOST_NEW_TERMS:
        yield lesson.front.error(
            f"The lesson introduces {len(terms)} terms; {MOST_NEW_TERMS} are as many as stick.",
            "terms",
        )
    checks = [block.line for block in lesson.named("check")]
    earlier = _introduced_before(lesson, draft)
    new = [
        token.meta["slug"]
        for line, token in lesson.inline()
        if token.type == "term_ref" and checks and line < checks[0]
    ]
    fresh = dict.fromkeys(slug for slug in new if slug in terms and slug not in earlier)
    if len(fresh) > MOST_NEW_BEFORE_CHECK:
        yield lesson.warning(
            checks[0],
            f"{len(fresh)} new terms come before this first check; "
            f"aim for {MOST_NEW_BEFORE_CHECK}.",
        )


def _introduced_before(lesson: Manuscript, draft: Draft) -> frozenset[str]:
    place = draft.order.get(lesson.slug, 0)
    return frozenset(
        slug
        for other in draft.lessons.values()
        if draft.order.get(other.slug, 0) < place
        for slug in other.front.value.terms
    )


def _facts(lesson: Manuscript, draft: Draft) -> Iterator[Problem]:
    listed = lesson.front.value.facts
    for number, fact in enumerate(listed):
        yield from _fact(lesson, lesson.front.line("facts", number), fact, draft)
    for line, token in lesson.inline():
        if token.type == "fact_ref" and (fact := token.meta["id"]) not in listed:
            if fact in draft.facts:
                yield lesson.error(line, f"Add “{fact}” to the facts at the top of the file.")
            yield from _fact(lesson, line, fact, draft)


def _fact(lesson: Manuscript, line: int, fact: str, draft: Draft) -> Iterator[Problem]:
    if fact not in draft.facts:
        if Kind.FACTS not in draft.unread:
            yield lesson.error(line, f"There is no fact “{fact}”.{did_you_mean(fact, draft.facts)}")
    elif (severity := overdue(draft.facts[fact], draft)) is Severity.ERROR:
        due = draft.facts[fact].value.overdue_on
        yield Problem(
            lesson.front.path,
            line,
            f"The fact “{fact}” should have been checked again by {due}; check it, then date it.",
            severity,
            dated=True,
        )


def _links(lesson: Manuscript, draft: Draft) -> Iterator[Problem]:
    sources = {urldefrag(source.url)[0] for source in lesson.front.value.sources if source.url}
    for line, token in lesson.inline():
        if token.type != "link_open":
            continue
        target = str(token.attrs.get("href", ""))
        if target.startswith(("http://", "https://")):
            if urldefrag(target)[0] not in sources:
                yield lesson.error(
                    line, f"Add {target} to the sources at the top, or drop the link."
                )
        elif target.startswith("#"):
            if target[1:] not in lesson.anchors:
                yield lesson.error(
                    line, f"No heading here has the anchor {target}.{_near(target, lesson)}"
                )
        else:
            yield from _inside(lesson, line, target, draft)


def _near(target: str, lesson: Manuscript) -> str:
    return did_you_mean(target[1:], lesson.anchors)


def _inside(lesson: Manuscript, line: int, target: str, draft: Draft) -> Iterator[Problem]:
    found = _INSIDE.match(target)
    if found is None:
        if not target.startswith(("/", "mailto:")):
            yield lesson.error(
                line, f"The link “{target}” leads nowhere; start it with / or https://."
            )
        return
    known = {"lessons": draft.order, "quizzes": draft.order, "glossary": draft.terms}
    if found["area"] == "glossary" and Kind.TERMS in draft.unread:
        return
    places = known.get(found["area"])
    if places is not None and found["slug"] not in places:
        yield lesson.error(
            line, f"The link “{target}” leads nowhere.{did_you_mean(found['slug'], places)}"
        )


def _requires(lesson: Manuscript, draft: Draft) -> Iterator[Problem]:
    for number, slug in enumerate(lesson.front.value.requires):
        if slug == lesson.slug:
            yield lesson.front.error("A lesson can't require itself.", "requires", number)
        elif slug not in draft.order:
            yield lesson.front.error(
                f"There is no lesson “{slug}” in course.yml.{did_you_mean(slug, draft.order)}",
                "requires",
                number,
            )


def _unmarked(lesson: Manuscript, draft: Draft) -> Iterator[Problem]:
    """Terms that link only where marked, used here before the lesson that teaches them.

    All others are linked by the page itself. Only names of two words or with a capital inside are
    looked for: a `form` or a `path` may be the everyday word.
    """
    place = draft.order.get(lesson.slug, 0)
    marked = {token.meta["slug"] for _line, token in lesson.inline() if token.type == "term_ref"}
    text = [(passage.line, passage.text) for passage in lesson.speech]
    for slug, term in draft.terms.items():
        if term.value.link == "auto" or slug in marked or not _is_distinct(term.value.term):
            continue
        taught = [draft.order[each] for each in term.value.lessons if each in draft.order]
        if taught and min(taught) > place:
            name = re.compile(rf"(?<!\w){re.escape(term.value.term)}(?!\w)")
            for line in (line for line, words in text if name.search(words)):
                yield lesson.error(
                    line, f"“{term.value.term}” is taught later; mark it here: [[{slug}]]."
                )
                break


def _is_distinct(name: str) -> bool:
    return " " in name or any(letter.isupper() for letter in name[1:])
