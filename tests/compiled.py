"""What every test's site would make anew, and always the same: templates, addresses, style sheets.

A test has a site of its own. Compiling its templates and its addresses and reading its static files
is nine tenths of what making and first using it costs, so it is done once a run.
"""

from collections.abc import Callable
from functools import cache
from typing import Any

from flask import Flask
from jinja2 import BytecodeCache
from jinja2.bccache import Bucket
from werkzeug.routing import Rule

from literacy import app as site


def once_a_run() -> None:
    """Keep compiled templates, compiled addresses and static files from here on."""
    Flask.jinja_options = {**Flask.jinja_options, "bytecode_cache": _Templates()}
    site.StaticFiles = cache(site.StaticFiles)  # type: ignore[misc,assignment]
    Rule.compile = _remembered(Rule.compile)  # type: ignore[method-assign]


class _Templates(BytecodeCache):
    """Compiled templates in memory, by name and by a sum of their text (Jinja's own key)."""

    def __init__(self) -> None:
        self._kept: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in self._kept:
            bucket.bytecode_from_string(self._kept[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._kept[bucket.key] = bucket.bytecode_to_string()


def _remembered(compile_rule: Callable[[Rule], None]) -> Callable[[Rule], None]:
    """What a rule compiles to is a function of what is in its address alone."""
    kept: dict[tuple[object, ...], tuple[Any, ...]] = {}

    def compile_once(rule: Rule) -> None:
        defaults = tuple(sorted((rule.defaults or {}).items()))
        key = (rule.rule, rule.subdomain, rule.host, defaults, rule.strict_slashes, rule.is_leaf)
        if key not in kept:
            compile_rule(rule)
            builders = (rule._build.__func__, rule._build_unknown.__func__)
            kept[key] = (rule._parts, rule._trace, rule._converters, set(rule.arguments), *builders)
            return
        rule._parts, rule._trace, rule._converters, arguments, build, build_unknown = kept[key]
        rule.arguments |= arguments
        rule._build = build.__get__(rule, None)
        rule._build_unknown = build_unknown.__get__(rule, None)

    return compile_once
