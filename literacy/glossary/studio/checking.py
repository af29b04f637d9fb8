"""What keeps a wording from being published, by field: the rules that `literacy check` has."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType

from pydantic import ValidationError

from literacy.content.catalogue import Catalogue
from literacy.content.problems import Problem
from literacy.content.rules.terms import Defined, Known, entry_problems, known_in_course, marked_in
from literacy.content.schema import TermEntry
from literacy.content.sentences import findings
from literacy.content.strict_yaml import Document
from literacy.content.written import Written
from literacy.glossary.studio.wording import KEYS, LABELS, Wording, entry_of

NONE_COMING: Mapping[str, Defined] = MappingProxyType({})
# Stands for the slug of a term that has none so far.
NEW = "new-term"

# Keys of an entry in a file that are several fields, or none, of the form.
_FIELD = {"source": "source_title", "title": "source_title", "url": "source_url", "slug": "term"}
_LONGEST: Mapping[str, int] = {
    **dict.fromkeys(KEYS, 400),
    **dict.fromkeys(("definition", "why", "it_hears", "example", "ask_it"), 600),
    **dict.fromkeys(("term", "expands", "say", "owner"), 80),
}


@dataclass(frozen=True, slots=True)
class Remark:
    """One finding about a field; a remark that `stops` keeps the term from being published."""

    field: str
    sentence: str
    stops: bool


@dataclass(frozen=True, slots=True)
class Coming:
    """A term that is no term yet: somebody has an open draft of it."""

    slug: str
    wording: Wording

    @property
    def term(self) -> str:
        return self.wording.term

    @property
    def expands(self) -> str:
        return self.wording.expands

    @property
    def also(self) -> tuple[str, ...]:
        return self.wording.also

    @property
    def definition(self) -> str:
        return self.wording.definition


def remarks(
    slug: str,
    wording: Wording,
    course: Catalogue,
    *,
    today: date,
    coming: Mapping[str, Defined] = NONE_COMING,
) -> tuple[Remark, ...]:
    """Everything the rules find in the wording, in the order of its fields.

    `coming` are terms with an open draft: naming one is fine, and its link waits for it. So two
    new terms can name each other, and neither has to be published first.
    """
    known = with_coming(known_in_course(course), coming)
    return (*judged(slug, wording, known, today=today), *_waiting(wording, coming))


def with_coming(known: Known, coming: Mapping[str, Defined]) -> Known:
    """What is known, with the terms that are on their way; their names are nobody's yet."""
    return replace(known, terms={**coming, **known.terms}) if coming else known


def named_in(wording: Wording) -> frozenset[str]:
    """The terms it can't do without: related ones, those it links, the one that replaced it."""
    texts = (wording.definition, wording.why, wording.it_hears, wording.example)
    return marked_in(*texts).union(wording.related, {wording.replaced_by} - {""})


def _waiting(wording: Wording, coming: Mapping[str, Defined]) -> Iterator[Remark]:
    for slug, term in coming.items():
        field = "related" if slug in wording.related else _marking(wording, slug)
        if field:
            sentence = f"“{term.term}” isn’t published yet: its link appears once it is."
            yield Remark(field, sentence, False)


def _marking(wording: Wording, slug: str) -> str:
    """The field that marks the term, if one does."""
    keys: Collection[str] = ("definition", "why", "it_hears", "example")
    return next((key for key in keys if slug in marked_in(getattr(wording, key))), "")


def judged(slug: str, wording: Wording, known: Known, *, today: date) -> tuple[Remark, ...]:
    """The same for somebody who judges many entries against one course."""
    entry = entry_of(slug or NEW, wording, today=today)
    document = _document(entry)
    refused = tuple(_refused(entry, document))
    wrong = {remark.field for remark in refused}
    written = Written(_constructed(entry), "", document)
    found = (_remark(problem, document) for problem in entry_problems(written, known))
    kept = (remark for remark in found if remark.field not in wrong)
    every = _in_order([*too_long(wording), *refused, *kept])
    return tuple(_named(remark, slug or NEW, wording.term) for remark in every)


def _named(remark: Remark, slug: str, term: str) -> Remark:
    """The remark with the term's name where the rules of files say its slug."""
    sentence = remark.sentence.replace(f"“{slug}”", f"“{term}”" if term else "The entry")
    return replace(remark, sentence=sentence)


def stopping(found: Iterable[Remark]) -> tuple[Remark, ...]:
    return tuple(remark for remark in found if remark.stops)


def too_long(wording: Wording) -> Iterator[Remark]:
    """Fields that are longer than the form and the store take."""
    for key in KEYS:
        value = getattr(wording, key)
        longest = max(map(len, value), default=0) if isinstance(value, tuple) else len(value)
        if longest > _LONGEST[key]:
            sentence = f"“{LABELS[key]}” is longer than {_LONGEST[key]} characters."
            yield Remark(key, sentence, True)


def _document(entry: Mapping[str, object]) -> Document:
    """The entry as a file of one line for each key, so that a line leads back to its field."""
    lines: dict[tuple[str | int, ...], int] = {(): 0}
    lines.update({(key,): number for number, key in enumerate(entry, start=1)})
    return Document(dict(entry), lines)


def _refused(entry: Mapping[str, object], document: Document) -> Iterator[Remark]:
    try:
        TermEntry.model_validate(entry)
    except ValidationError as wrong:
        for finding in findings(wrong, TermEntry, document):
            key = _key_at(finding.line, document)
            yield Remark(_FIELD.get(key, key), _spoken(finding.sentence, key), True)


def _constructed(entry: Mapping[str, object]) -> TermEntry:
    """The entry for the rules of prose; whatever of its shape is wrong was said already."""
    return TermEntry.model_construct(**{**entry, "source": None})  # type: ignore[arg-type]


def _remark(problem: Problem, document: Document) -> Remark:
    key = _key_at(problem.line, document)
    return Remark(_FIELD.get(key, key), _spoken(problem.sentence, key), problem.is_error)


def _key_at(line: int, document: Document) -> str:
    return next((str(path[0]) for path, at in document.lines.items() if path and at == line), "")


def _spoken(sentence: str, key: str) -> str:
    """The sentence with the label of the form instead of the key of the file."""
    label = f"“{LABELS.get(_FIELD.get(key, key), key)}”"
    if "is “”;" in sentence:
        return f"{label} has no value."
    return sentence.replace(f"“{key}”", label)


def _in_order(found: list[Remark]) -> tuple[Remark, ...]:
    place = {key: number for number, key in enumerate(KEYS)}
    once = dict.fromkeys(found)
    return tuple(sorted(once, key=lambda each: (not each.stops, place.get(each.field, -1))))
