"""The nine files of the sale page as they are sent, and where each of them is to be found."""

from functools import lru_cache

from literacy.labs.visit import plan
from literacy.labs.visit.record import Visit
from literacy.paths import bundled

# What the page waits for stands in its head, as on many a real page.
_HEAD = (
    '<!doctype html>\n<html lang="en-US">\n<head>\n<meta charset="utf-8">\n'
    "<title>Harbour &amp; Finch: the lamp sale</title>\n"
    '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
)
_TEXT = (
    "<p>Three lamps, made by hand in our own workshop, with shades of wool and feet of oak. "
    "Each is packed in paper that we use twice, and each comes with a second cable for the day on "
    "which the dog finds the first one. We mend every lamp we ever sold.</p>\n"
)
_SHORT_TEXT = "<p>Three lamps, made by hand.</p>\n"
_LAMPS = ((plan.ROWAN, "Rowan", "€39"), (plan.BIRCH, "Birch", "€45"), (plan.OAK, "Oak", "€52"))
_REFUSED = {True: "The other company is not available.\n", False: "The shop's program failed.\n"}


def address(visit: Visit, session: str, name: str) -> str:
    """Where the page finds a file: here, or at the other company's origin."""
    begun = visit.begun
    if name == plan.PAGE:
        return f"/labs/visit/page/{session}/{begun.visit}"
    if plan.SCRIPT_OF.get(name, name) in begun.others:
        return f"{begun.partner}/labs/visit/partner/{session}/{begun.visit}/{name}"
    return f"/labs/visit/asset/{session}/{begun.visit}/{name}"


def body(visit: Visit, session: str, name: str) -> bytes:
    """What a browser gets for this file of this visit."""
    if name == plan.PAGE:
        return _page(visit, session).encode()
    if name == plan.STYLE:
        return _style(visit, session).encode()
    return _bundled(name)


def refusal(visit: Visit, name: str) -> bytes:
    """What comes instead of a file when its server fails."""
    return _REFUSED[name in visit.begun.others].encode()


def policy(partner: str) -> str:
    """What the page may load, and that only the site's own pages may show it in a frame."""
    sites = f"'self' {partner}".strip()
    return (
        f"default-src 'none'; script-src {sites}; style-src {sites}; font-src {sites}; "
        f"img-src {sites}; frame-ancestors 'self'; base-uri 'none'; form-action 'none'"
    )


@lru_cache(maxsize=len(plan.FILES) + len(plan.PLAIN))
def _bundled(name: str) -> bytes:
    return (bundled("static") / "labs" / "visit" / name).read_bytes()


def _style(visit: Visit, session: str) -> str:
    """The sheet with the font's address; where the font is left out, nobody asks for it."""
    sheet = _bundled(plan.STYLE).decode()
    if plan.FONT in visit.change.without:
        return sheet.replace('"Price blocks", monospace', "monospace")
    return sheet.replace(f'url("{plan.FONT}")', f'url("{address(visit, session, plan.FONT)}")')


def _page(visit: Visit, session: str) -> str:
    is_later = plan.CHAT in visit.change.without
    return (
        f'{_HEAD}<link rel="stylesheet" href="{address(visit, session, plan.STYLE)}">\n'
        f"{'' if is_later else _script(visit, session, plan.CHAT)}"
        f"{_script(visit, session, plan.SCRIPT)}</head>\n<body>\n"
        "<h1>The lamp sale</h1>\n<p data-sale></p>\n"
        f"{_SHORT_TEXT if visit.change == plan.SHORTER else _TEXT}"
        f"{_lamps(visit, session)}<p data-chat-line></p>\n"
        f"{_chat_button(visit, session) if is_later else ''}"
        f"{_tag(visit, session)}</body>\n</html>\n"
    )


def _script(visit: Visit, session: str, name: str) -> str:
    """A script that the page waits for, or a sheet where scripts don't run."""
    plain = address(visit, session, plan.PLAIN[name].name)
    return (
        f'<script src="{address(visit, session, name)}"></script>\n'
        f'<noscript><link rel="stylesheet" href="{plain}"></noscript>\n'
    )


def _chat_button(visit: Visit, session: str) -> str:
    chat = address(visit, session, plan.CHAT)
    return f'<button type="button" data-chat="{chat}" hidden>Open the chat</button>\n'


def _lamps(visit: Visit, session: str) -> str:
    rows = [
        f"<li>{_picture(visit, session, name, lamp)}{price}</li>\n" for name, lamp, price in _LAMPS
    ]
    return "<ul>\n" + "".join(rows) + "</ul>\n"


def _picture(visit: Visit, session: str, name: str, lamp: str) -> str:
    if name in visit.change.without:
        return ""
    return f'<img src="{address(visit, session, name)}" alt="{lamp}" width="88" height="88"> '


def _tag(visit: Visit, session: str) -> str:
    if plan.TAG in visit.change.without:
        return ""
    return f'<img src="{address(visit, session, plan.TAG)}" alt="" width="1" height="1">\n'
