"""Doors of those who ask and seek: requests, the queue, answers, searches and wrong addresses."""

from collections.abc import Iterator
from urllib.parse import quote

from sqlalchemy import select

from literacy.glossary.models import TermRequest, TermRequestVote
from tests.xss.pages import Payloads, Shown, batches, page
from tests.xss.site import Site


def asking(site: Site, payloads: Payloads) -> Iterator[Shown]:
    """Asking for a word, the list of what is asked, and the queue of those who answer."""
    asker = site.maya
    for number, payload in enumerate(payloads):
        if number % 18 == 0:
            asker = site.somebody(f"Asker {number}")
        sent = {"word": payload[:80], "context": payload[:500], "place": f"/{payload}"[:200]}
        yield page("ask", asker.get("/glossary/request", query_string=sent), steady=False)
        yield page("asked", asker.post("/glossary/request", **sent, anyway="y"), steady=False)
        if number % 18 == 17:
            yield page("asked so far", asker.get("/glossary/request"), steady=False)
    yield page("queue", site.ivan.get("/author/"), steady=False)
    with site.database.reading() as session:
        waiting = session.scalars(select(TermRequest.id)).all()
    for request_id, payload in zip(waiting, payloads, strict=False):
        address = f"/author/requests/{request_id}"
        yield page("request", site.ivan.get(address), steady=False)
        answer = {"decision": "answered", "reason": payload[:500], "slug": payload[:80]}
        yield page(
            "request, refused", site.ivan.post(f"{address}/decision", **answer), steady=False
        )
    yield page("jargon", site.ivan.get("/author/jargon"), steady=False)
    yield page("health", site.ivan.get("/author/health"), steady=False)


def answered(site: Site, payloads: Payloads) -> Iterator[Shown]:
    """What IT says to those who asked, on the pages where they read it."""
    for number, share in enumerate(batches(payloads, 12)):
        asker = site.somebody(f"Reader {number}")
        person = site.newest_person()
        with site.database.transaction() as saving:
            for at, payload in enumerate(share):
                asked = TermRequest(
                    word=payload[:80], word_key=f"{number}-{at}", context=payload[:500],
                    place=payload[:200], status="declined", reason=payload[:500], at=site.at,
                    settled_at=site.at, settled_by=site.people.ivan.id, slug="",
                )  # fmt: skip
                saving.add(asked)
                saving.flush()
                saving.add(TermRequestVote(request_id=asked.id, person_id=person, at=site.at))
        yield page("answers", asker.get("/glossary/request"), steady=False)
        yield page("answers on top of the glossary", asker.get("/glossary/"), steady=False)


def searches(site: Site, payloads: Payloads) -> Iterator[Shown]:
    """Each payload as what is sought, where the hostile terms are in force."""
    for payload in payloads:
        words = {"q": payload}
        yield page("search", site.maya.get("/search", query_string=words), steady=False)
        options = site.maya.get("/search/found", query_string=words)
        yield page("search while typing", options, steady=False, whole=False)
        yield page("glossary", site.maya.get("/glossary/", query_string=words), steady=False)
    for word in ("alert", "script", "javascript", "img", "style", "href", "onerror", "xss"):
        yield page("search", site.maya.get(f"/search?q={word}"), steady=False)
    yield page("glossary A-Z", site.maya.get("/glossary/"), steady=False)


def wrong_addresses(site: Site, payloads: Payloads) -> Iterator[Shown]:
    for payload in payloads:
        name = quote(payload[:120].replace("/", "-"), safe="", errors="replace")
        for folder in ("glossary", "author/terms", "author/export"):
            yield page(f"no such {folder}", site.ivan.get(f"/{folder}/{name}"), steady=False)
