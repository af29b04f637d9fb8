"""The containers of a lesson as HTML: story, key idea, myth, listing, figure and the others."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import PurePosixPath

from markdown_it.token import Token
from markupsafe import Markup

from literacy.content.catalogue import LabMission
from literacy.content.drawing import UnreadableDrawing, drawing
from literacy.content.markup import CALLS, words_of
from literacy.content.rules.figures import figure_key
from literacy.lessons.parts import CheckSlot, LabSlot, PredictSlot, TemplateText
from literacy.lessons.writing import Container, Piece, Writer, attributes, closing, joined, language
from literacy.lib.markdown import inline, plain
from literacy.lib.slugs import slugify

COUNTS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")

_CALL = re.compile(rf"[ \t]*([{CALLS}])[ \t]*$")
_YOU = Markup('<span class="dot-you" aria-hidden="true"></span>')
_SERVER = Markup('<span class="dot-server" aria-hidden="true"></span>')
_COPY = Markup(
    '<copy-text text="{}"><button class="button" type="button">{}</button>'
    ' <span class="small quiet" role="status"></span></copy-text>'
)


def questions_of(inner: Sequence[Token]) -> tuple[str, ...]:
    """The questions of an `ask-it` in plain words, without the quotation marks around them."""
    items = (inner[start : end + 1] for start, end in _items(inner))
    return tuple(_words(item).strip('“”" ') for item in items)


def template_text(inner: Sequence[Token]) -> str:
    """A template as it is copied: plain words, paragraphs and lists, without the file's wraps."""
    lines: list[str] = []
    # The number of the next item for each list around this place; 0 in a list of dots.
    lists: list[int] = []
    for position, token in enumerate(inner):
        if token.tag in {"ul", "ol"}:
            if token.nesting < 0:
                lists.pop()
            else:
                lines.extend([] if lists else [""])
                lists.append(int(token.attrs.get("start", 1)) if token.tag == "ol" else 0)
        elif token.type == "fence":
            lines.extend(["", token.content.rstrip()])
        elif token.type == "inline":
            mark = _mark(lists) if _starts_item(inner, position) else "  " * len(lists)
            lines.extend([mark + words_of(token)] if lists else ["", words_of(token)])
    return "\n".join(lines).strip() + "\n"


def _starts_item(inner: Sequence[Token], position: int) -> bool:
    return position > 1 and inner[position - 2].type == "list_item_open"


def _mark(lists: list[int]) -> str:
    """The sign in front of an item; counts the item."""
    indent = "  " * (len(lists) - 1)
    if lists[-1] == 0:
        return f"{indent}- "
    lists[-1] += 1
    return f"{indent}{lists[-1] - 1}. "


def _story(writer: Writer, token: Token, inner: Sequence[Token]) -> list[Piece]:
    opening = '<section class="story"{} aria-label="The situation">\n'
    return _wrapped(writer, token, inner, opening, "</section>\n")


def _key(writer: Writer, token: Token, inner: Sequence[Token]) -> list[Piece]:
    opening = '<aside class="note key"{}><p class="name">Key idea</p>\n'
    return _wrapped(writer, token, inner, opening, "</aside>\n")


def _ask_it(writer: Writer, token: Token, inner: Sequence[Token]) -> list[Piece]:
    questions = questions_of(inner)
    count = COUNTS[len(questions)] if len(questions) < len(COUNTS) else str(len(questions))
    label = f"Copy the {count} question{'s' * (len(questions) != 1)}"
    opening = Markup('<aside class="note ask-it"{}><p class="name">{}{} Ask IT</p>\n').format(
        attributes(token, "id"), _YOU, _SERVER
    )
    copy = _COPY.format("\n".join(questions), label) if questions else Markup("")
    return [opening, *writer.pieces(inner), copy, Markup("</aside>\n")]


def _myth(writer: Writer, token: Token, inner: Sequence[Token]) -> list[Piece]:
    claim = token.meta["keys"].get("claim", "")
    opening = Markup(
        '<aside class="note myth"{}><p class="name">Myth</p>\n'
        '<p class="claim"><span class="vh">Not so: </span><s>{}</s></p>\n'
    ).format(attributes(token, "id"), inline(claim))
    return [opening, *writer.pieces(inner), Markup("</aside>\n")]


def _it_view(writer: Writer, token: Token, inner: Sequence[Token]) -> list[Piece]:
    opening = Markup('<aside class="note it-view"{}><p class="name">{} What IT sees</p>\n').format(
        attributes(token, "id"), _SERVER
    )
    return [opening, *writer.pieces(inner), Markup("</aside>\n")]


def _deeper(writer: Writer, token: Token, inner: Sequence[Token]) -> list[Piece]:
    title = inline(token.meta["keys"].get("title", "More about this"))
    opening = Markup(
        '<details class="deeper"{}><summary><span>{}</span> <small>Optional</small></summary>'
        '<div class="stack">\n'
    ).format(attributes(token, "id"), title)
    return [opening, *writer.pieces(inner), Markup("</div></details>\n")]


def _steps(writer: Writer, token: Token, inner: Sequence[Token]) -> list[Piece]:
    """A worked example; with `fade`, its last steps wait until the learner has tried them."""
    title = token.meta["keys"].get("title", "")
    name = inline(title) if title else "Worked example"
    opening = Markup('<section class="steps note"{} aria-label="{}"><p class="name">{}</p>\n')
    faded = _faded(writer, inner, _whole_number(token.meta["keys"].get("fade", "0")))
    return [
        opening.format(attributes(token, "id"), plain(title) or name, name),
        *(faded or writer.pieces(inner)),
        Markup("</section>\n"),
    ]


def _faded(writer: Writer, inner: Sequence[Token], fade: int) -> list[Piece]:
    steps = _items(inner)
    if not 0 < fade < len(steps):
        return []
    split, end = steps[-fade][0], steps[-1][1] + 1
    count = f"last {COUNTS[fade]} steps" if 1 < fade < len(COUNTS) else "last step"
    between = Markup(
        '</ol>\n<details class="fade"><summary>Try the {} yourself first, then look</summary>'
        '<ol class="numbers" start="{}">\n'
    ).format(count, len(steps) - fade + 1)
    return [
        *writer.pieces(inner[:split]),
        between,
        *writer.pieces(inner[split:end]),
        Markup("</ol></details>\n"),
        *writer.pieces(inner[end + 1 :]),
    ]


def _check(_writer: Writer, token: Token, _inner: Sequence[Token]) -> list[Piece]:
    return [CheckSlot(token.meta["keys"].get("item", ""), str(token.attrs["id"]))]


def _predict(writer: Writer, token: Token, inner: Sequence[Token]) -> list[Piece]:
    """The choices are the last list; what stands before it is the question."""
    choices = _items(inner)
    start = choices[0][0] - 1 if choices else len(inner)
    writer.bets += 1
    return [
        PredictSlot(
            writer.bets,
            str(token.attrs["id"]),
            _lines_html(writer, inner[:start]),
            tuple(_lines_html(writer, inner[first:last]) for first, last in choices),
            _next_lab(writer),
        )
    ]


def _next_lab(writer: Writer) -> LabMission | None:
    """A bet stands before its lab, so it is about the first lab not yet written."""
    rest = writer.missions[writer.labs :]
    return rest[0] if rest else None


def _lab(writer: Writer, token: Token, inner: Sequence[Token]) -> list[Piece]:
    keys = token.meta["keys"]
    writer.labs += 1
    return [
        LabSlot(
            keys.get("name", ""),
            keys.get("mission", ""),
            str(token.attrs["id"]),
            _lines_html(writer, _between(inner, "lab_goal_open")),
            writer.html(_between(inner, "lab_fallback_open")),
        )
    ]


def _figure(writer: Writer, token: Token, _inner: Sequence[Token]) -> list[Piece]:
    keys = token.meta["keys"]
    writer.figure += 1
    writer.figures.append(keys.get("src", ""))
    return [
        Markup('<figure{}>{}<figcaption><b class="label">Figure {}</b>{}{}</figcaption></figure>\n')
        .format(
            attributes(token, "id"),
            _picture(writer, keys, str(token.attrs["id"])),
            writer.number(writer.figure),
            Markup(" ") + inline(keys["caption"]) if keys.get("caption") else "",
            _in_words(keys.get("long", "")),
        )
    ]  # fmt: skip


def _picture(writer: Writer, keys: Mapping[str, str], anchor: str) -> Markup:
    """The wide drawing and the narrow one; the style sheet shows the one that fits."""
    src, alt = keys.get("src", ""), keys.get("alt", "")
    name = PurePosixPath(src)
    narrow_src = str(name.with_name(f"{name.stem}-narrow{name.suffix}")) if name.name else ""
    wide = _drawn(writer, src, alt, anchor)
    narrow = _drawn(writer, narrow_src, alt, f"{anchor}-narrow")
    if wide is None:
        return Markup('<p class="note">{}</p>').format(alt)
    if narrow is None:
        return Markup(
            '<div class="scroll" tabindex="0" role="region" aria-label="Diagram: {}">{}</div>'
        ).format(alt, wide)
    return Markup('<div class="draw-wide">{}</div><div class="draw-narrow">{}</div>').format(
        wide, narrow
    )


def _drawn(writer: Writer, src: str, alt: str, prefix: str) -> Markup | None:
    source = writer.catalogue.figures.get(figure_key(writer.lesson.module, src))
    if not source:
        return None
    try:
        return drawing(source, label=alt, prefix=prefix)
    except UnreadableDrawing:
        # The loader has reported it; a reader is better served by the words for the picture.
        return None


def _in_words(long: str) -> Markup:
    link = Markup(' <a href="#{}">This picture in words</a>')
    return link.format(slugify(long)) if long else Markup("")


def _code(writer: Writer, token: Token, inner: Sequence[Token]) -> list[Piece]:
    fence = next((each for each in inner if each.type == "fence"), None)
    if fence is None:
        return writer.pieces(inner)
    writer.listing += 1
    title = token.meta["keys"].get("title", "")
    notes = [inner[start + 1 : end] for start, end in _items(inner)]
    return [
        Markup(
            '<figure class="listing"{}><figcaption><b class="label">Listing {}</b> {}</figcaption>'
            '<pre tabindex="0" role="group" aria-label="{}"><code{}>{}</code></pre>\n{}</figure>\n'
        ).format(
            attributes(token, "id"),
            writer.number(writer.listing),
            inline(title),
            plain(title) or "Code",
            language(fence),
            _lines(fence.content, [_words(note) for note in notes]),
            _notes(writer, notes),
        )
    ]


def _lines(content: str, notes: Sequence[str]) -> Markup:
    lines = content.rstrip("\n").split("\n")
    return Markup("\n").join(_line(line, notes) for line in lines)


def _line(line: str, notes: Sequence[str]) -> Markup:
    """A marked line says its note right after itself to those who hear the code."""
    found = _CALL.search(line)
    if found is None:
        return Markup("{}").format(line)
    code, gap = line[: found.start()], line[found.start() : found.start(1)]
    number = CALLS.index(found[1]) + 1
    note = notes[number - 1] if number <= len(notes) else ""
    return Markup(
        '<b class="k">{}</b><span class="pad">{}</span>'
        '<span class="call" aria-hidden="true">{}</span>'
        '<span class="vh"> (Note {}. {})</span>'
    ).format(code, gap, number, number, note)


def _notes(writer: Writer, notes: Sequence[Sequence[Token]]) -> Markup:
    """The notes for the eye; a screen reader has heard each after its line."""
    if not notes:
        return Markup("")
    items = joined(
        Markup('<li><span class="call">{}</span><div>{}</div></li>\n').format(
            number, writer.html(note)
        )
        for number, note in enumerate(notes, start=1)
    )
    # What can take the focus must stay known to those who hear the page.
    hidden = Markup("") if "<a " in items else Markup(' aria-hidden="true"')
    return Markup('<ol class="calls"{}>\n{}</ol>').format(hidden, items)


def _template(writer: Writer, token: Token, inner: Sequence[Token]) -> list[Piece]:
    keys = token.meta["keys"]
    title = keys.get("title", "Template")
    name = slugify(keys.get("name", "") or title)
    text = template_text(inner)
    writer.templates.append(TemplateText(name, plain(title), text))
    opening = Markup(
        '<figure class="template"{}><figcaption>{}</figcaption><div class="template-text stack">\n'
    ).format(attributes(token, "id"), inline(title))
    end = Markup(
        '</div><p class="row">{}<a href="/lessons/{}/templates/{}">Open as plain text</a></p>'
        "</figure>\n"
    ).format(_COPY.format(text, "Copy this text"), writer.lesson.slug, name)
    return [opening, *writer.pieces(list(_without_headings(inner))), end]


def _without_headings(inner: Sequence[Token]) -> Iterator[Token]:
    """A heading in a text to copy is no heading of the lesson."""
    for token in inner:
        if token.type in {"heading_open", "heading_close"}:
            kind = token.type.replace("heading", "paragraph")
            yield token.copy(type=kind, tag="p", attrs={**token.attrs, "class": "subhead"})
        else:
            yield token


def _wrapped(
    writer: Writer, token: Token, inner: Sequence[Token], opening: str, end: str
) -> list[Piece]:
    # Both are written in this module; only the id comes from the lesson.
    start = Markup(opening).format(attributes(token, "id"))  # noqa: S704
    return [start, *writer.pieces(inner), Markup(end)]  # noqa: S704


def _items(inner: Sequence[Token]) -> list[tuple[int, int]]:
    """Start and end of each item of the last list that is not inside anything else."""
    depth = 0
    items: list[tuple[int, int]] = []
    for position, token in enumerate(inner):
        if depth == 0 and token.type in {"ordered_list_open", "bullet_list_open"}:
            items = []
        if depth == 1 and token.type == "list_item_open":
            items.append((position, closing(inner, position)))
        depth += token.nesting
    return items


def _lines_html(writer: Writer, tokens: Sequence[Token]) -> Markup:
    """Paragraphs as lines, for a legend or a label, where no paragraph may stand."""
    inlines = (token for token in tokens if token.type == "inline")
    return Markup("<br>\n").join(writer.inline(token) for token in inlines)


def _between(inner: Sequence[Token], kind: str) -> Sequence[Token]:
    start = next((index for index, token in enumerate(inner) if token.type == kind), len(inner))
    return inner[start + 1 : closing(inner, start)]


def _words(tokens: Iterable[Token]) -> str:
    return " ".join(words_of(token) for token in tokens if token.type == "inline")


def _whole_number(text: str) -> int:
    return int(text) if text.isdecimal() else 0


CONTAINERS: Mapping[str, Container] = {
    "story": _story,
    "key": _key,
    "ask-it": _ask_it,
    "myth": _myth,
    "it-view": _it_view,
    "deeper": _deeper,
    "steps": _steps,
    "check": _check,
    "predict": _predict,
    "lab": _lab,
    "figure": _figure,
    "code": _code,
    "template": _template,
}
