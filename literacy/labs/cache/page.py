"""The files that the lab sends: a small page, filled up to a size that can be felt."""

from collections.abc import Mapping

from literacy.labs.cache import moves, plan
from literacy.labs.cache.record import Run, greeting

FULL_BYTES = 40 * 1024

_ETAGS: Mapping[str, str] = {
    plan.OLD_PRICE: "lamp-49",
    plan.NEW_PRICE: "lamp-39",
    plan.SALE: "autumn-sale",
    plan.HELLO_ANNA: "hello-anna",
    plan.HELLO_BEN: "hello-ben",
}
_TITLES: Mapping[str, str] = {
    plan.OLD_PRICE: "Rowan lamp",
    plan.NEW_PRICE: "Rowan lamp",
    plan.SALE: "Harbour &amp; Finch",
    plan.HELLO_ANNA: "Harbour &amp; Finch",
    plan.HELLO_BEN: "Harbour &amp; Finch",
}
_FILLING = "This line fills the file up to 40 KB, so that a download can be felt.\n"


def etag(answer: moves.Answer) -> str:
    """The fingerprint of this version."""
    return _ETAGS[answer.shown]


def body(answer: moves.Answer, *, session: str, sheet: str) -> bytes:
    """What a browser gets to show; `sheet` is the address of its style sheet."""
    if answer.file.startswith(greeting(answer.run.number)):
        return (_page(answer.shown, sheet, "") + _END).encode()
    return _filled(_page(answer.shown, sheet, _inner(answer.run, session)))


def _inner(run: Run, session: str) -> str:
    """The place of a greeting that loads by itself, where the page is built that way."""
    if run.rule != plan.APART:
        return ""
    file = moves.files(run)[1]
    address = f"/labs/cache/edge/{session}/{file.rule}/{file.name}"
    return f'<iframe src="{address}" title="The greeting"></iframe>\n'


def _page(shown: str, sheet: str, inner: str) -> str:
    title = _TITLES[shown]
    return (
        '<!doctype html>\n<html lang="en-US">\n<head>\n<meta charset="utf-8">\n'
        f"<title>{title}: {shown}</title>\n"
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n'
        f'<link rel="stylesheet" href="{sheet}">\n</head>\n<body>\n'
        f"<main>\n<h1>{title}</h1>\n<p data-shown>{shown}</p>\n{inner}</main>\n"
    )


_END = "</body>\n</html>\n"


def _filled(page: str) -> bytes:
    start, end = (page + "<!--\n").encode(), ("-->\n" + _END).encode()
    room = FULL_BYTES - len(start) - len(end)
    filling = (_FILLING * (room // len(_FILLING) + 1))[:room]
    return start + filling.encode() + end
