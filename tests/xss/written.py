"""Doors of those who write: terms, drafts, differences, reviews and notes."""

import re
from collections.abc import Iterator

from literacy.glossary.studio.wording import KEYS, text_of
from tests.xss.pages import Payloads, Shown, batches, in_markdown, page
from tests.xss.site import FIELDS, TEXTS, Site, with_payloads

_VERSION = r'name="based_on"[^>]* value="(\d+)"'


def terms(site: Site, payloads: Payloads) -> Iterator[Shown]:
    """Words in force on a term's page and card, beside a note of the company."""
    for number, share in enumerate(batches(payloads, len(FIELDS))):
        slug = f"hostile-{number}"
        words = in_markdown(share)
        site.put(slug, with_payloads(site.entry(), slug, words), state="published", number=1)
        yield from note(site, "term", slug, share)
        yield page("term", site.maya.get(f"/glossary/{slug}"))
        yield page("card", site.maya.get(f"/glossary/{slug}/card"))


def studio(site: Site, payloads: Payloads) -> Iterator[Shown]:
    """The editor with its preview, a draft and its differences, reviews and histories."""
    for number, share in enumerate(batches(payloads, len(FIELDS))):
        slug = f"hostile-{number}"
        typed = with_payloads(site.entry(), slug, in_markdown(share[::-1]))
        fields: dict[str, object] = {key: text_of(typed, key) for key in KEYS}
        given = {**fields, "based_on": 1, "slug": slug, "reason": share[0][:300]}
        editor, ivan = f"/author/terms/{slug}", site.ivan
        yield page("typing", ivan.post("/author/terms/typing", **given), whole=False, steady=False)
        yield page("preview", ivan.post(editor, **given, then="preview"))
        saved = ivan.post(editor, **given, then="save")
        yield page("saved", saved)
        for at, text in enumerate(share):
            field = ("", *TEXTS)[at % 6]
            ivan.post(f"{editor}/comments", number=2, field=field, text=text)
        # What was refused, for its length, is offered again by a form more.
        yield page("draft", ivan.get(editor), steady=saved.status_code == 303)
        yield page("review", ivan.get(f"{editor}/review"), steady=False)
        yield page("history", ivan.get(f"{editor}/history"), steady=False)
        site.put(slug, typed, state="in-review", number=3)
        first = f"/glossary/{slug}/first-reading"
        yield page("first reading", site.maya.get(first))
        own = " ".join([*share, "so much in my own words as I read it"])[:1000]
        yield page("restated", site.maya.post(f"{first}/restatement", number=3, text=own))
        yield page("stopped", site.maya.post(f"{first}/stop", number=9, reason=share[0][:500]))
        yield page("restatement", ivan.get(f"{editor}/review"), steady=False)
    yield page("studio", site.ivan.get("/author/"), steady=False)


def previews(site: Site, payloads: Payloads) -> Iterator[Shown]:
    """Each payload in one field after the other of a term that nobody has saved."""
    for share in batches(payloads, len(FIELDS)):
        typed = with_payloads(site.entry(), "new", share)
        fields: dict[str, object] = {key: text_of(typed, key) for key in KEYS}
        given = {**fields, "based_on": 0, "slug": "", "source_url": f"https://{share[0]}"[:400]}
        posted = site.ivan.post("/author/terms/new", **given, then="preview")
        yield page("preview of a new term", posted)
        yield page("new term, kept", site.ivan.get("/author/terms/new"))


def notes(site: Site, payloads: Payloads) -> Iterator[Shown]:
    """A company's note on a lesson, in its editor and in the lesson."""
    for share in batches(payloads, 12):
        yield from note(site, "lesson", "why-caching", share)
        yield page("lesson", site.maya.get("/lessons/why-caching"), steady=False)
    yield page("notes", site.ivan.get("/author/notes"), steady=False)


def note(site: Site, about: str, slug: str, share: Payloads) -> Iterator[Shown]:
    address = f"/author/notes/{about}/{slug}"
    text = "\n\n".join(in_markdown(share))[:1900]
    # Based on no version: the first is written, and later ones come back beside what is held.
    posted = site.ivan.post(address, text=text, based_on="0")
    if posted.status_code == 422:
        yield page("note, both versions", posted, steady=False)
        held = re.findall(_VERSION, posted.get_data(as_text=True))[0]
        posted = site.ivan.post(address, text=text, based_on=held)
    assert posted.status_code == 303, "the note is kept, or nothing was tried"
    yield page("note", site.ivan.get(address), steady=False)
