"""Terms as a YAML file, in the shape of the course's own: read entry by entry, and written."""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from typing import Any

import yaml

from literacy.content.catalogue import Term
from literacy.content.strict_yaml import YamlRefused, read_yaml
from literacy.glossary.bulk.decoding import Text
from literacy.glossary.bulk.given import COLUMNS, Batch, Given, batch, given, unknown
from literacy.glossary.studio.wording import EMPTY, KEYS, LISTS, FieldValue, as_json, of_term
from literacy.lib.errors import Invalid

_SOURCE = {"title": "source_title", "part": "source_part", "url": "source_url"}
# Without these an entry keeps what it has; any other key that is missing is empty, as in the
# course's files.
_KEPT = frozenset({"module", "redirects", "reviewed", "review_by", "replaced_by"})
_WHOLE: Mapping[str, FieldValue] = {key: getattr(EMPTY, key) for key in KEYS if key not in _KEPT}
_STARTS = re.compile(r"^-(?:[ \t]|$)", re.MULTILINE)
_TERM = re.compile(r"^(?:- |  )(?:term|slug): *[\"']?(.{1,80}?)[\"']? *$", re.MULTILINE)


def read_entries(file: Text) -> Batch:
    """The entries of a YAML file; one that can't be read keeps none of the others out."""
    text = file.text.replace("\r\n", "\n")
    empty = "The file has no entry. Each begins with a dash, as in - term: Cache"
    return batch(_rows(text), file.remark, empty=empty)


def written_entries(terms: Iterable[Term]) -> Iterator[str]:
    """Terms as the entries that `read_entries` reads, one at a time."""
    for number, term in enumerate(terms):
        text = yaml.dump(
            [_entry(term)], Dumper=yaml.CSafeDumper, sort_keys=False, allow_unicode=True, width=100
        )
        yield f"\n{text}" if number else text


def _entry(term: Term) -> dict[str, Any]:
    fields = as_json(of_term(term))
    source = {key: fields.pop(name) for key, name in _SOURCE.items() if name in fields}
    entry = {"term": fields.pop("term", ""), "slug": term.slug, **fields, "status": term.status}
    return {**entry, "source": source} if source else entry


def _rows(text: str) -> Iterator[Given]:
    """Each entry is read alone, so that a slip in one is its own matter."""
    starts = [found.start() for found in _STARTS.finditer(text)]
    if not starts or not _is_empty(text[: starts[0]]):
        yield from _whole(text)
        return
    line = text.count("\n", 0, starts[0]) + 1
    for start, end in pairwise([*starts, len(text)]):
        entry = text[start:end]
        yield from _read(entry, line)
        line += entry.count("\n")


def _is_empty(head: str) -> bool:
    """Comments, and the dashes that may begin a YAML file."""
    lines = (line.strip() for line in head.splitlines())
    return all(not line or line == "---" or line.startswith("#") for line in lines)


def _whole(text: str) -> Iterator[Given]:
    try:
        document = read_yaml(text)
    except YamlRefused as wrong:
        raise Invalid(f"Line {wrong.line}: {wrong.sentence}") from None
    if not isinstance(document.value, list):
        raise Invalid("The file must be a list of entries, each of which begins with a dash.")
    for number, entry in enumerate(document.value):
        yield _given(document.line((number,)), entry)


def _read(text: str, line: int) -> Iterator[Given]:
    try:
        document = read_yaml(text, first_line=line)
    except YamlRefused as wrong:
        named = _TERM.search(text)
        at = f" (line {wrong.line})" if wrong.line != line else ""
        sentence = wrong.sentence.replace("The file is", "This entry is").replace("; split it", "")
        yield Given(line, {}, slug=named[1] if named else "", problems=(f"{sentence}{at}",))
        return
    yield from (_given(line, entry) for entry in document.value)


def _given(line: int, entry: Any) -> Given:
    if not isinstance(entry, dict):
        return Given(line, {}, problems=("An entry needs keys, as in - term: Cache",))
    flat = dict(_flat(entry))
    problems = [unknown("key", str(key)) for key in flat if key not in COLUMNS]
    texts: dict[str, FieldValue] = dict(_WHOLE)
    for key in flat.keys() & set(COLUMNS):
        value = _value(key, flat[key])
        if value is None:
            problems.append(_wrong(key))
        else:
            texts[key] = value
    return given(line, texts, problems=tuple(sorted(problems)))


def _flat(entry: Mapping[Any, Any]) -> Iterator[tuple[str, Any]]:
    """Its keys and values; those of `source` under the names that columns have."""
    for key, value in entry.items():
        if key == "source" and isinstance(value, dict):
            yield from ((_SOURCE.get(part, f"source.{part}"), held) for part, held in value.items())
        elif key != "source" or value is not None:
            yield str(key), value


def _value(key: str, value: Any) -> FieldValue | None:
    """The value as a text or a list of texts; None where it is neither."""
    if key in LISTS and isinstance(value, list):
        parts = [_text(part) for part in value]
        return None if None in parts else tuple(part for part in parts if part)
    return _text(value)


def _text(value: Any) -> str | None:
    if value is None:
        return ""
    if isinstance(value, bool) or not isinstance(value, str | int):
        return None
    return str(value)


def _wrong(key: str) -> str:
    if key in LISTS:
        return f"“{key}” must be a list of texts, as in [first, second]."
    return f"“{key}” must be text; put quotes around it."
