"""A lesson file taken apart: front matter, tokens, containers, headings and prose, with lines."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from markdown_it.token import Token

from literacy.content.catalogue import Heading
from literacy.content.files import SourceFile
from literacy.content.markup import (
    Passage,
    faults,
    old_anchors,
    paragraphs,
    parser,
    words_of,
)
from literacy.content.problems import Problem
from literacy.content.schema import FrontMatter
from literacy.content.sentences import validated
from literacy.content.strict_yaml import YamlRefused, read_yaml
from literacy.content.written import Block, Manuscript, Written

_FRONT = re.compile(r"---[ \t]*\n(?P<front>.*?)^---[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)

# CommonMark looks ahead from each bracket, so a wall of them takes minutes to read.
_MOST_BRACKETS = 1_500


def read_lesson(file: SourceFile) -> tuple[Manuscript | None, list[Problem]]:
    """The lesson, or what keeps it from being one; its markup may have faults all the same."""
    found = _FRONT.match(file.text)
    if found is None:
        return None, [Problem(file.path, 1, _no_front(file.text))]
    front, problems = _front(file, found["front"])
    body = file.text[found.end() :]
    body_line = file.text.count("\n", 0, found.end()) + 1
    if wall := _wall(body):
        return None, [*problems, Problem(file.path, body_line + wall[0], wall[1])]
    tokens = parser().parse(body)
    problems.extend(
        Problem(file.path, body_line + fault.line, _shortened(fault.sentence))
        for fault in faults(body, tokens)
    )
    if front is None:
        return None, problems
    return _manuscript(file, front, body, body_line, tokens), problems


def _shortened(sentence: str) -> str:
    """A fault quotes the line it is about, and a line may be as long as the file."""
    return sentence if len(sentence) <= 300 else f"{sentence[:299]}…"


def _no_front(text: str) -> str:
    if text.startswith("---"):
        return "The block between the --- lines is never closed; end it with a line of ---."
    return "A lesson starts with its title, promise and other keys between two lines of ---."


def _front(file: SourceFile, text: str) -> tuple[Written[FrontMatter] | None, list[Problem]]:
    try:
        document = read_yaml(text, first_line=2)
    except YamlRefused as refused:
        return None, [Problem(file.path, refused.line, refused.sentence)]
    value, findings = validated(FrontMatter, document)
    problems = [finding.at(file.path) for finding in findings]
    if value is None:
        return None, problems
    return Written(value, file.path, document, overlaid=file.overlaid), problems


def _wall(body: str) -> tuple[int, str] | None:
    """A paragraph that no person wrote, as its line (from 0) and a sentence."""
    line = 0
    for paragraph in re.split(r"(\n[ \t]*\n)", body):
        if sum(map(paragraph.count, "[]*_`<!")) > _MOST_BRACKETS:
            return line, "This paragraph holds more than 1,500 brackets and marks; shorten it."
        line += paragraph.count("\n")
    return None


def _manuscript(
    file: SourceFile,
    front: Written[FrontMatter],
    body: str,
    body_line: int,
    tokens: Sequence[Token],
) -> Manuscript:
    return Manuscript(
        front=front,
        body=body,
        body_line=body_line,
        digest=file.digest,
        tokens=tokens,
        blocks=tuple(_blocks(tokens, body_line)),
        headings=tuple(_headings(tokens)),
        passages=_lines_of_file(paragraphs(tokens), body_line),
        speech=_lines_of_file((*_titles(tokens), *paragraphs(_without_code(tokens))), body_line),
    )


def _blocks(tokens: Sequence[Token], body_line: int) -> Iterator[Block]:
    for start, token in enumerate(tokens):
        if not _opens(token):
            continue
        end = _end(tokens, start)
        yield Block(
            name=token.meta["name"],
            keys=token.meta["keys"],
            line=body_line + (token.map[0] if token.map else 0),
            source=token.content,
            inside=tokens[start + 1 : end],
            first=start == 0,
            last=end == len(tokens) - 1,
        )


def _opens(token: Token) -> bool:
    return token.type.startswith("container_") and token.nesting == 1


def _end(tokens: Sequence[Token], start: int) -> int:
    depth = 0
    for position in range(start, len(tokens)):
        if tokens[position].type.startswith("container_"):
            depth += tokens[position].nesting
        if depth == 0:
            return position
    return len(tokens) - 1


def _headings(tokens: Sequence[Token]) -> Iterator[Heading]:
    for opening, inline in pairwise(tokens):
        if opening.type == "heading_open":
            yield Heading(
                anchor=str(opening.attrs["id"]),
                title=words_of(inline),
                level=int(opening.tag[1]),
                former=old_anchors(opening),
            )


def _titles(tokens: Sequence[Token]) -> Iterator[Passage]:
    bare = _without_code(tokens)
    for opening, inline in pairwise(bare):
        if opening.type == "heading_open" and inline.map:
            yield Passage(inline.map[0], words_of(inline))


def _without_code(tokens: Sequence[Token]) -> list[Token]:
    bare = []
    for token in tokens:
        if token.type == "inline" and token.children:
            kept = [child for child in token.children if child.type != "code_inline"]
            bare.append(token.copy(children=kept))
        else:
            bare.append(token)
    return bare


def _lines_of_file(passages: Sequence[Passage], body_line: int) -> tuple[Passage, ...]:
    return tuple(replace(passage, line=passage.line + body_line) for passage in passages)
