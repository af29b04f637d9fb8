"""The guide for authors names every container, key and kind, and its examples are right."""

import re
from pathlib import Path

import pytest
from pydantic import BaseModel

from literacy.content.rules.blocks import SHAPES
from literacy.content.rules.terms import MOST_WORDS
from literacy.content.schema import (
    BankFile,
    CourseFile,
    FactEntry,
    FrontMatter,
    ModuleEntry,
    PlannedEntry,
    TermEntry,
)
from literacy.content.sentences import validated
from literacy.content.strict_yaml import read_yaml
from literacy.questions.faults import faults
from literacy.questions.kinds.kind import Spec
from literacy.questions.kinds.registry import KINDS, parse

GUIDE = (Path(__file__).parents[2] / "docs" / "AUTHORING.md").read_text("utf-8")
EXAMPLES = re.findall(r"```yaml\n(.*?)```", GUIDE, re.DOTALL)
QUESTIONS = [text for text in EXAMPLES if "\n  type: " in text]


@pytest.mark.parametrize("name", SHAPES)
def test_every_container_has_a_row_with_its_keys(name: str) -> None:
    row = next((line for line in GUIDE.splitlines() if line.startswith(f"| `{name}` |")), "")
    keys = (*SHAPES[name].required, *SHAPES[name].optional)

    assert row
    assert [key for key in keys if f"`{key}`" not in row] == []


@pytest.mark.parametrize("name", [name for name, shape in SHAPES.items() if shape.most_words])
def test_every_limit_of_words_is_told(name: str) -> None:
    row = next(line for line in GUIDE.splitlines() if line.startswith(f"| `{name}` |"))

    assert f"{SHAPES[name].most_words} words" in row


@pytest.mark.parametrize("key", MOST_WORDS)
def test_every_limit_of_a_term_is_told(key: str) -> None:
    rows = [line for line in GUIDE.splitlines() if line.startswith(f"| `{key}` |")]

    assert any(f"{MOST_WORDS[key]} words" in row for row in rows)


@pytest.mark.parametrize(
    "model",
    [FrontMatter, TermEntry, FactEntry, CourseFile, ModuleEntry, PlannedEntry, BankFile, Spec],
)
def test_every_key_is_named(model: type[BaseModel]) -> None:
    assert [key for key in model.model_fields if not re.search(rf"\b{key}\b[`:]", GUIDE)] == []


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_question_is_named_with_its_keys(kind: str) -> None:
    example = next(text for text in QUESTIONS if f"type: {kind}\n" in text)
    spec = next(
        each for each in Spec.__subclasses__() if each.__name__ == f"{KINDS[kind].__name__}Spec"
    )

    assert f"\n`{kind}`: " in GUIDE
    assert [
        key for key in spec.model_fields if f"`{key}" not in GUIDE and f"{key}:" not in example
    ] == []


@pytest.mark.parametrize("text", QUESTIONS, ids=lambda text: text.split("\n")[0])
def test_the_example_of_a_question_passes_the_check(text: str) -> None:
    (data,) = read_yaml(text).value
    question = parse(data, lesson="cache-rules", line=1)

    assert list(faults(question)) == []


def test_the_example_of_a_lesson_s_top_is_right() -> None:
    example = next(text for text in EXAMPLES if text.startswith("slug: cache-rules"))

    assert validated(FrontMatter, read_yaml(example))[1] == []


def test_the_example_of_a_term_is_right() -> None:
    example = next(text for text in EXAMPLES if text.startswith("- term: Cache"))

    assert validated(list[TermEntry], read_yaml(example))[1] == []
