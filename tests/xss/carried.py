"""Doors that text comes in or goes out by as a file: imports, mails and the feed."""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from xml.etree import ElementTree

from markupsafe import escape

from literacy.glossary.studio.actions.revisions import in_force
from literacy.glossary.studio.wording import KEYS
from literacy.glossary.uses import readable
from literacy.lib.mail import compose
from literacy.upkeep.actions import note_changes
from tests.xss.pages import Payloads, Shown, batches, in_markdown, page
from tests.xss.site import Site, with_payloads

_ATOM = "{http://www.w3.org/2005/Atom}"
_AT_ONCE = 50
"""Entries that the feed has."""


def imports(site: Site, payloads: Payloads) -> Iterator[Shown]:
    """Files whose name, header row and cells are payloads; and lists that are pasted."""
    for share in batches(payloads, 40):
        # A file of comma-separated lines, and the same as YAML.
        for name, raw in (
            (f"{share[0][:60]}.csv", _sheet(share, header=KEYS[:8])),
            (f"{share[-1][:60]}.csv", _sheet(share, header=("term", *share[:7]))),
            (f"{share[0][:60]}.yml", _entries(share)),
            (share[0][:60], share[0].encode("utf-8", "replace")),
        ):
            sent = {"file": (io.BytesIO(raw), name)}
            yield page("import of a file", site.ivan.post("/author/import", **sent), steady=False)
        for text in ("\n".join(share), "\n".join(f"{each}: {each}" for each in share)):
            yield page(
                "import of a list", site.ivan.post("/author/import", text=text), steady=False
            )
    yield page("import, refused", site.ivan.post("/author/import", text=""), steady=False)
    for payload in payloads:
        sent = {"file": (io.BytesIO(b"term,definition\n"), f"{payload[:70]}.csv")}
        yield page("import, refused", site.ivan.post("/author/import", **sent), steady=False)


def _sheet(share: Payloads, *, header: Sequence[str]) -> bytes:
    """Rows in which each cell is a payload; the spreadsheet's own quoting keeps them apart."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(header)
    writer.writerows([each] * len(header) for each in share)
    return out.getvalue().encode("utf-8", "replace")


def _entries(share: Payloads) -> bytes:
    """The same as YAML; a key that is a payload comes first."""
    lines = []
    for each in share:
        quoted = "'" + " ".join(each.split()).replace("'", "''") + "'"
        lines += [f"- term: {quoted}", f"  {quoted}: {quoted}", f"  definition: {quoted}"]
    kept = "".join(sign for sign in "\n".join(lines) if sign == "\n" or sign.isprintable())
    return kept.encode("utf-8", "replace")


def letters(site: Site, payloads: Payloads) -> Iterator[Shown]:
    """The HTML part of the mails about requests and about the health of the glossary."""
    for payload in payloads:
        word = " ".join(payload[:80].split())
        common = {
            "company": payload, "name": payload, "origin": "", "link": "/glossary/", "stop": "/s"
        }  # fmt: skip
        for status in ("answered", "declined", "merged"):
            values = {**common, "word": word, "reason": payload, "status": status}
            letter = compose("glossary/answered", to="maya@example.com", values=values)
            yield Shown(f"mail, {status}", letter.html)
        health = dict.fromkeys(("overdue", "unclear", "failing", "waiting", "late"), 3)
        values = {**common, **health, "sought": f"“{word}”"}
        yield Shown(
            "mail, digest", compose("upkeep/digest", to="i@example.com", values=values).html
        )


def feed(site: Site, payloads: Payloads) -> Iterator[Shown]:
    """New and changed terms for feed readers: XML first, and then what readers make of it."""
    health = site.ivan.get("/author/health").get_data(as_text=True)
    address = re.findall(r'href="(/feeds/[^"]+)"', health)[0]
    _note(site)
    for number, share in enumerate(batches(payloads, 2 * _AT_ONCE), start=1):
        site.later(hours=1)
        for at, pair in enumerate(batches(share, 2)):
            slug = f"news-{at}"
            entry = replace(
                with_payloads(site.entry(), slug, (pair[0],)), definition=in_markdown(pair)[-1]
            )
            site.put(slug, entry, state="published", number=number)
        _note(site)
        yield from _read(site.maya.client.get(address).get_data())


def _note(site: Site) -> None:
    with site.database.transaction() as saving:
        note_changes(saving, readable(in_force(saving, site.course)), now=site.at)


def _read(answer: bytes) -> Iterator[Shown]:
    """What a reader shows of each entry: HTML, where the feed says so, else text."""
    for entry in ElementTree.fromstring(answer).iter(f"{_ATOM}entry"):
        for told in entry:
            text = told.text or ""
            yield Shown("feed", text if told.get("type") == "html" else escape(text), whole=False)
