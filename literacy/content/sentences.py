"""What a schema finds wrong, said as one sentence per finding to the person who wrote the file."""

from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from typing import Any, TypeVar, get_args, get_origin

from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from literacy.content.problems import Finding
from literacy.content.strict_yaml import Document, KeyPath

Model = TypeVar("Model")

_SLUG = "lower-case words joined by hyphens, such as cache-rules"
_PATTERNS = {
    r"^[a-z0-9]+(?:-[a-z0-9]+)*$": _SLUG,
    r"^[a-z0-9]+(-[a-z0-9]+)*$": _SLUG,
    r"^[0-9]{2}-[a-z0-9]+(?:-[a-z0-9]+)*$": "a number and words, as in 06-caching",
    r"^[a-z0-9-]*#\S+$": "a heading, such as #fresh-or-not or other-lesson#fresh-or-not",
    r"^[a-z]$": "one small letter, such as a",
    r"^\d+(\.\d+)?\s?%$": "a percentage, such as 5%",
    r"^[a-z0-9]+([-_][a-z0-9]+)*$": "lower-case words joined by hyphens, such as wait-and-see",
    r"^[PMSK](, [PMSK])*$": "P, M, S or K, or several with commas",
}
_KINDS = {
    **dict.fromkeys(("bool_type", "bool_parsing"), "must be true or false, without quotes"),
    **dict.fromkeys(
        ("int_type", "int_parsing", "int_from_float"), "must be a whole number, without quotes"
    ),
    "float_type": "must be a number, without quotes",
    **dict.fromkeys(("list_type", "tuple_type"), "must be a list, as in [first, second]"),
    **dict.fromkeys(
        ("dict_type", "model_type", "model_attributes_type"), "must be a block of keys and values"
    ),
    "string_too_short": "has no value",
}


def validated(model: type[Model] | Any, document: Document) -> tuple[Model | None, list[Finding]]:
    """The document as the model, or everything that keeps it from being one."""
    try:
        return TypeAdapter(model).validate_python(document.value), []
    except ValidationError as wrong:
        return None, findings(wrong, model, document)


def findings(
    wrong: ValidationError, model: Any, document: Document, at: KeyPath = ()
) -> list[Finding]:
    """One finding for each place; `at` is where the checked value stands in the document."""
    places: dict[KeyPath, list[ErrorDetails]] = {}
    for error in wrong.errors(include_url=False):
        places.setdefault(_place(document, at, error), []).append(error)
    return [
        Finding(_line(document, (*at, *path), errors[0]), _said(model, path, errors))
        for path, errors in places.items()
    ]


def did_you_mean(given: str, known: Iterable[str]) -> str:
    """` Did you mean “x”?`, or nothing if no known word is near."""
    near = get_close_matches(given, list(known), n=1, cutoff=0.6)
    return f" Did you mean “{near[0]}”?" if near else ""


def listed(words: Iterable[str]) -> str:
    """`a, b and c`."""
    *most, last = words
    return f"{', '.join(most)} and {last}" if most else last


def _place(document: Document, at: KeyPath, error: ErrorDetails) -> KeyPath:
    """The path as the author wrote it: pydantic puts the branches of a union in between."""
    path: KeyPath = ()
    for part in error["loc"]:
        if (*at, *path, part) in document.lines:
            path = (*path, part)
    return (*path, error["loc"][-1]) if error["type"] == "missing" else path


def _line(document: Document, path: KeyPath, error: ErrorDetails) -> int:
    return document.line(path[:-1] if error["type"] == "missing" else path)


def _said(model: Any, path: KeyPath, errors: list[ErrorDetails]) -> str:
    kinds = {error["type"] for error in errors}
    if "float_type" in kinds and kinds & {"int_type", "int_from_float"}:
        share = ", or a percentage such as 5%" if "string_pattern_mismatch" in kinds else ""
        return f"{_name(path)} must be a number, without quotes{share}."
    return _sentence(model, path, errors[0])


def _sentence(model: Any, path: KeyPath, error: ErrorDetails) -> str:
    name, value, kind = _name(path), error["input"], error["type"]
    if kind == "missing":
        return f"The key “{path[-1]}” is missing."
    if kind == "extra_forbidden":
        known = tuple(_keys(model, path[:-1]))
        return f"There is no key “{path[-1]}” here.{did_you_mean(str(path[-1]), known)}"
    if kind == "string_type":
        return _not_text(name, value)
    if kind == "literal_error":
        return _not_one_of(name, value, error["ctx"]["expected"])
    if kind == "string_pattern_mismatch":
        shape = _PATTERNS.get(error["ctx"]["pattern"], f"like {error['ctx']['pattern']}")
        return f"{name} is “{value}”; it must be {shape}."
    return f"{name} {_KINDS.get(kind) or _limit(error)}."


def _name(path: KeyPath) -> str:
    """What the author calls the place: the last key, and which entry of a list."""
    if not path:
        return "The file"
    if isinstance(path[-1], int):
        key = next((part for part in reversed(path) if isinstance(part, str)), None)
        number = f"Number {path[-1] + 1}"
        return f"{number} of “{key}”" if key else f"{number} in the list"
    return f"“{path[-1]}”"


def _not_text(name: str, value: Any) -> str:
    if value is None:
        return f"{name} has no value."
    if isinstance(value, dict):
        return (
            f"{name} must be text; put quotes around a value that has a colon or a bracket in it."
        )
    if isinstance(value, list):
        return f"{name} must be text, not a list."
    shown = str(value).lower() if isinstance(value, bool) else value
    return f'{name} must be text; put quotes around it: "{shown}".'


def _not_one_of(name: str, value: Any, expected: str) -> str:
    known = [word.strip("'") for word in expected.replace(" or ", ", ").split(", ")]
    hint = did_you_mean(str(value), known)
    return f"{name} is “{value}”; it must be one of {', '.join(known)}.{hint}"


def _limit(error: ErrorDetails) -> str:
    context: Mapping[str, Any] = error.get("ctx", {})
    match error["type"]:
        case "greater_than_equal":
            return f"must be {context['ge']} or more"
        case "less_than_equal":
            return f"must be {context['le']} or less"
        case "string_too_long":
            return f"is longer than {context['max_length']} characters"
        case "too_short":
            return f"is empty; give it at least {context['min_length']}"
        case _:
            return error["msg"].removeprefix("Value error, ").rstrip(".")


def _keys(model: Any, path: KeyPath) -> Iterator[str]:
    """The keys that may stand at a path of the model."""
    for part in path:
        model = _inner(model) if isinstance(part, int) else _field(model, part)
    if _is_model(model):
        yield from (each.alias or name for name, each in model.model_fields.items())


def _field(model: Any, key: str) -> Any:
    if get_origin(model) is dict:
        return get_args(model)[1]
    for each in (model, *get_args(model)):
        if _is_model(each) and key in each.model_fields:
            return each.model_fields[key].annotation
    return None


def _inner(model: Any) -> Any:
    return next(iter(get_args(model)), None)


def _is_model(model: Any) -> bool:
    return isinstance(model, type) and issubclass(model, BaseModel)
