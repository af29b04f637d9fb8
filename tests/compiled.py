"""What every test's site would compile anew, and always to the same: templates and addresses.

A test has a site of its own. Compiling its templates and the builders of its addresses is nine
tenths of what making and first using it costs, so it is done once a run.
"""

from collections.abc import Callable
from typing import Any

from flask import Flask
from jinja2 import BytecodeCache
from jinja2.bccache import Bucket
from werkzeug.routing import Rule


def once_a_run() -> None:
    """Keep compiled templates and builders from here on."""
    Flask.jinja_options = {**Flask.jinja_options, "bytecode_cache": _Templates()}
    Rule._compile_builder = _remembered(Rule._compile_builder)  # type: ignore[method-assign]


class _Templates(BytecodeCache):
    """Compiled templates in memory, by name and by a sum of their text (Jinja's own key)."""

    def __init__(self) -> None:
        self._kept: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in self._kept:
            bucket.bytecode_from_string(self._kept[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._kept[bucket.key] = bucket.bytecode_to_string()


def _remembered(compile_builder: Callable[..., Any]) -> Callable[..., Any]:
    """A rule's builder is a function of what is in its address alone: it gets the rule as `self`."""
    kept: dict[tuple[object, ...], Any] = {}

    def builder(rule: Rule, append_unknown: bool = True) -> Any:
        defaults = tuple(sorted((rule.defaults or {}).items()))
        key = (rule.rule, tuple(rule._trace), defaults, append_unknown)
        if key not in kept:
            kept[key] = compile_builder(rule, append_unknown)
        return kept[key]

    return builder
