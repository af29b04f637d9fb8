"""Files turned into checked values, each alone: the course map, facts, terms and banks."""

from collections.abc import Iterator
from typing import Any

from pydantic import ValidationError

from literacy.content.files import SourceFile
from literacy.content.problems import Problem
from literacy.content.schema import (
    BankFile,
    ConversationEntry,
    CourseFile,
    FactEntry,
    TermEntry,
)
from literacy.content.sentences import Model, findings, validated
from literacy.content.strict_yaml import Document, YamlRefused, read_yaml
from literacy.content.written import Written, WrittenBank
from literacy.questions.kinds.kind import Spec
from literacy.questions.kinds.registry import parse
from literacy.questions.question import Question

Found = list[Problem]


def read_course(file: SourceFile) -> tuple[Written[CourseFile] | None, Found]:
    """The course map, or why there is none."""
    return _whole(file, CourseFile)


def read_facts(file: SourceFile) -> tuple[list[Written[FactEntry]], Found]:
    """The rows that can be read, and what is wrong with the others."""
    return _rows(file, FactEntry)


def read_conversations(file: SourceFile) -> tuple[list[Written[ConversationEntry]], Found]:
    """The conversations that can be read, and what is wrong with the others."""
    return _rows(file, ConversationEntry)


def read_terms(file: SourceFile) -> tuple[list[Written[TermEntry]], Found]:
    """The entries that can be read, and what is wrong with the others."""
    return _rows(file, TermEntry)


def read_bank(file: SourceFile) -> tuple[WrittenBank | None, Found]:
    """The bank with the questions that can be read, and what is wrong with the others."""
    written, problems = _whole(file, BankFile)
    if written is None:
        return None, problems
    bank = WrittenBank(written, {}, {}, file.digest)
    items: dict[str, Question] = {}
    places: dict[str, int] = {}
    for place, data in enumerate(written.value.items):
        question, found = _question(bank, place, data)
        problems.extend(found)
        if question is None:
            continue
        if question.common.id in items:
            sentence = f"The id “{question.common.id}” is taken in this file."
            problems.append(written.error(sentence, "items", place, "id"))
            continue
        items[question.common.id] = question
        places[question.common.id] = place
    problems.extend(_misfiled(written, file))
    return WrittenBank(written, items, places, file.digest), problems


def _document(file: SourceFile) -> Document | Problem:
    try:
        return read_yaml(file.text)
    except YamlRefused as refused:
        return Problem(file.path, refused.line, refused.sentence)


def _whole(file: SourceFile, model: type[Model]) -> tuple[Written[Model] | None, Found]:
    document = _document(file)
    if isinstance(document, Problem):
        return None, [document]
    value, wrong = validated(model, document)
    found = [finding.at(file.path) for finding in wrong]
    if value is None:
        return None, found
    return Written(value, file.path, document, overlaid=file.overlaid), found


def _rows(file: SourceFile, model: type[Model]) -> tuple[list[Written[Model]], Found]:
    document = _document(file)
    if isinstance(document, Problem):
        return [], [document]
    if not isinstance(document.value, list):
        sentence = "This file is a list: start each entry with a dash."
        return [], [Problem(file.path, document.line(), sentence)]
    rows: list[Written[Model]] = []
    problems: Found = []
    for place, value in enumerate(document.value):
        row, found = _row(file, model, document, place, value)
        rows.extend(row)
        problems.extend(found)
    return rows, problems


def _row(
    file: SourceFile, model: Any, document: Document, place: int, value: Any
) -> tuple[list[Written[Any]], Found]:
    try:
        checked = model.model_validate(value)
    except ValidationError as wrong:
        found = findings(wrong, model, document, (place,))
        return [], [finding.at(file.path) for finding in found]
    return [Written(checked, file.path, document, (place,), file.overlaid)], []


def _question(
    bank: WrittenBank, place: int, data: dict[Any, Any]
) -> tuple[Question | None, list[Problem]]:
    file = bank.file
    try:
        return parse(data, lesson=bank.lesson, line=file.line("items", place)), []
    except ValidationError as wrong:
        model = _model_of(wrong.title)
        found = findings(wrong, model, file.document, ("items", place))
        return None, [finding.at(file.path) for finding in found]


def _model_of(title: str) -> Any:
    """The model that refused a question, for the keys it knows."""
    return next((spec for spec in Spec.__subclasses__() if spec.__name__ == title), Spec)


def _misfiled(bank: Written[BankFile], file: SourceFile) -> Iterator[Problem]:
    if bank.value.lesson != file.stem:
        yield bank.error(
            f"The lesson is “{bank.value.lesson}”, but the file is called {file.name}.", "lesson"
        )
