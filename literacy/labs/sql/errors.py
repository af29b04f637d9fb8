"""What SQLite refuses, in words that say what to change."""

import itertools
import re
from collections.abc import Callable, Iterable, Sequence
from difflib import get_close_matches

from literacy.labs.sql.limits import FUNCTIONS, QUERY_CHARACTERS
from literacy.labs.sql.room import Refusal
from literacy.labs.sql.schema import COLUMNS, TABLES, tables_with
from literacy.labs.sql.tokens import Kind, Token, tokens

NOTHING = "There is nothing to run yet. Write a query first."
TOO_LONG = f"Keep the query to {QUERY_CHARACTERS:,} characters."
_BEGINNINGS = ("SELECT", "WITH", "VALUES", "EXPLAIN")
_WORDS = (
    *("SELECT", "DISTINCT", "FROM", "WHERE", "GROUP", "BY", "HAVING", "ORDER", "LIMIT", "JOIN"),
    *("LEFT", "ON", "AND", "OR", "NOT", "IN", "IS", "NULL", "LIKE", "BETWEEN", "DESC", "ASC"),
)
_KNOWN = frozenset({*COLUMNS, *TABLES})
_CURLY = "‘’‚“”„´"


def refused_at_once(sql: str) -> str:
    """What can be told without asking the database, which would refuse or misread it, too."""
    if len(sql) > QUERY_CHARACTERS:
        return TOO_LONG
    if "\0" in sql or any("\ud800" <= letter <= "\udfff" for letter in sql):
        return "The query holds a character that is not text. Type it afresh."
    words = tokens(sql)
    if not words:
        return NOTHING
    curly = next((token for token in words if token.text in _CURLY), None)
    if curly is not None:
        return f"{_line(curly)}Use straight quotes: ' and not {curly.text}."
    if words[0].key not in _BEGINNINGS:
        return _not_a_question(words[0])
    return _misread_quotes(words)


def _not_a_question(first: Token) -> str:
    near = get_close_matches(first.text.upper(), ["SELECT", "WITH"], 1, 0.7)
    if near and first.kind is Kind.WORD:
        return f"A query begins with {near[0]}. You wrote “{_short(first.text)}”."
    return "A query begins with SELECT. This database is for reading: nothing in it can be changed."


def _misread_quotes(words: Sequence[Token]) -> str:
    """SQLite takes “DE” in double quotes for text when no column is called DE; others refuse."""
    named = {
        token.text.lower()
        for before, token in itertools.pairwise(words)
        if before.key in ("AS", ")") or (before.kind is not Kind.SIGN and before.key not in _WORDS)
    }
    for token in words:
        if token.kind is Kind.NAME and token.text.lower() not in named | _KNOWN:
            return _name_in_quotes(token)
    return ""


def _name_in_quotes(token: Token) -> str:
    near = _nearest(token.text, COLUMNS)
    if near:
        return f"{_line(token)}There is no column “{_short(token.text)}”. Did you mean “{near}”?"
    return (
        f"{_line(token)}Text stands in single quotes: '{_short(token.text)}'. "
        "Double quotes are for the names of columns."
    )


def in_words(refusal: Refusal, sql: str) -> str:
    """A sentence for the person who typed the query; SQLite's own words are never shown."""
    words = tokens(sql)
    for pattern, explain in _EXPLAINED:
        found = re.fullmatch(pattern, refusal.words, re.DOTALL)
        if found:
            return explain(found[1], words)
    said = (text for pattern, text in _SAID if re.fullmatch(pattern, refusal.words, re.DOTALL))
    return next(said, _OTHERWISE)


def _no_column(name: str, words: Sequence[Token]) -> str:
    table, _dot, column = name.rpartition(".")
    if table and tables_with(column):
        return f"“{_short(table)}” is not a table that holds “{_short(column)}” in this query."
    typed = _with_hyphen(column, words)
    near = _nearest(typed, COLUMNS)
    where = _line(_first(column, words))
    said = f"{where}There is no column “{_short(typed)}”"
    if near and near != column.lower():
        return f"{said}. Did you mean “{near}”?"
    homes = tables_with(column)
    if homes:
        return f"{said} in the tables you read. It belongs to {' and '.join(homes)}."
    if any(token.text == column and token.kind is Kind.WORD for token in words):
        return f"{said}. Text stands in single quotes: '{_short(column)}'."
    return f"{said}. The list of tables shows what there is."


def _with_hyphen(column: str, words: Sequence[Token]) -> str:
    """`e-mail` is read as e minus mail, and only “e” is complained about."""
    for first, sign, second in zip(words, words[1:], words[2:], strict=False):
        joined = f"{first.text}-{second.text}"
        touches = second.start - first.start == len(first.text) + 1
        if sign.key == "-" and touches and column in (first.text, second.text):
            return joined
    return column


def _no_table(name: str, words: Sequence[Token]) -> str:
    table = name.rpartition(".")[2]
    said = f"{_line(_first(table, words))}There is no table “{_short(table)}”."
    near = _nearest(table, TABLES)
    if near:
        return f"{said} Did you mean “{near}”?"
    *most, last = TABLES
    return f"{said} The tables are {', '.join(most)} and {last}."


def _function(name: str, _words: Sequence[Token]) -> str:
    near = _nearest(name, FUNCTIONS)
    if near and near != name.lower():
        return f"There is no function {_short(name.upper())}. Did you mean {near.upper()}?"
    return (
        f"The function {_short(name.upper())} is not open in this lab. "
        "COUNT, SUM, AVG, MIN, MAX and ROUND are."
    )


def _near(text: str, words: Sequence[Token]) -> str:
    token = next((each for each in words if each.raw == text), None)
    where = _line(token)
    open_before = sum((each.key == "(") - (each.key == ")") for each in _until(token, words))
    if open_before > 0 and token is not None and token.key in _WORDS:
        return f"{where}A bracket is still open before “{_short(text)}”. Close it with “)”."
    before = words[words.index(token) - 1] if token is not None and token != words[0] else None
    typo = _mistyped(token, before)
    if typo:
        return f"{where}{typo}"
    after = f" after “{_short(before.text)}”" if before is not None else ""
    return (
        f"{where}The database did not expect “{_short(text)}”{after}. "
        "Look for a missing comma, quote or word before it."
    )


def _until(token: Token | None, words: Sequence[Token]) -> Sequence[Token]:
    return words[: words.index(token)] if token is not None else ()


def _mistyped(token: Token | None, before: Token | None) -> str:
    """The complaint often comes one word after the slip: `FORM contacts` fails at contacts."""
    for each in (before, token):
        if each is None or each.kind is not Kind.WORD or each.key in _WORDS:
            continue
        near = _nearest(each.text, [word.lower() for word in _WORDS], 0.74)
        if near and each.text.lower() not in _KNOWN:
            return f"Is “{_short(each.text)}” a slip for {near.upper()}?"
    if token is not None and before is not None and before.key == ",":
        return f"There is a comma too many before “{_short(token.text)}”."
    return ""


def _unfinished(_text: str, words: Sequence[Token]) -> str:
    depth = sum((token.key == "(") - (token.key == ")") for token in words)
    if depth > 0:
        return "A bracket is still open. Close it with “)”."
    return f"The query stops too early. Something has to follow “{_short(words[-1].text)}”."


def _strange(text: str, words: Sequence[Token]) -> str:
    token = next((each for each in words if each.kind is Kind.STRANGE), None)
    if token is not None and token.text in "'\"":
        return f"{_line(token)}A quote was opened here and not closed."
    return f"{_line(token)}“{_short(text)}” means nothing in SQL."


def _ambiguous(name: str, words: Sequence[Token]) -> str:
    homes = [table for table in tables_with(name) if any(w.text.lower() == table for w in words)]
    example = f"{homes[0]}.{name}" if homes else f"table.{name}"
    return f"More than one of your tables has “{_short(name)}”. Say which: {example}."


def _term(text: str, _words: Sequence[Token]) -> str:
    return f"{_short(text.upper())} got too few or too many values in its brackets."


_READ_ONLY = "This database is for reading: nothing in it can be changed, and no setting of it."
_TOO_MANY_PAIRS = (
    "This was stopped after half a second. Does a JOIN without its ON pair every row with every "
    "row?"
)
_AGGREGATE = (
    "COUNT, SUM and their like can’t stand in WHERE, which looks at one row at a time. Put the "
    "condition after HAVING."
)
_SAID: Sequence[tuple[str, str]] = (
    (r"interrupted", _TOO_MANY_PAIRS),
    (r"nothing to run", NOTHING),
    (
        r"out of memory|string or blob too big|.*too large",
        "This builds more than the lab can hold. Ask for less, or add a condition.",
    ),
    (
        r"You can only execute one statement at a time\.",
        "One query at a time: take away what follows the semicolon.",
    ),
    (r"misuse of aggregate.*", _AGGREGATE),
    (
        r"variable number must be .*|too many SQL variables|.*binding.*",
        "A program puts a value where ? or : stands. Here, type the value itself.",
    ),
    (
        r"too many columns.*|at most 64 tables in a join",
        "A result can have up to 64 columns. Name those you need.",
    ),
    (r"too many terms in compound SELECT", "Up to 5 queries can stand around UNION."),
    (
        r"SELECTs to the left and right of .*",
        "The queries around UNION must show the same number of columns.",
    ),
    (
        r".*(?:parser stack overflow|Expression tree is too large).*",
        "This is nested too deeply. Take out some brackets.",
    ),
    (r"LIKE or GLOB pattern too complex", "A pattern for LIKE can have up to 100 characters."),
    (
        r"a GROUP BY clause is required before HAVING|HAVING clause on a non-aggregate query",
        "HAVING needs a GROUP BY before it. To choose rows, use WHERE.",
    ),
    (r"no tables specified", "Say which table to read: FROM and its name."),
    (
        r"\d+\w+ (?:ORDER|GROUP) BY term .*",
        "A number after ORDER BY or GROUP BY counts the columns you show.",
    ),
    (
        r"sub-select returns .*|row value misused",
        "A query in brackets must show one column here.",
    ),
    (
        r"access to .* is prohibited|.*not authorized|authorization denied|.*vtable.*",
        _READ_ONLY,
    ),
    (r"integer overflow", "The sum is larger than the database can count."),
    (r"datatype mismatch", "LIMIT needs a whole number."),
)
_EXPLAINED: Sequence[tuple[str, Callable[[str, Sequence[Token]], str]]] = (
    (r"no such column: (.*)", _no_column),
    (r"no such table: (.*)", _no_table),
    (r"no such function: (.*)", _function),
    (r"not authorized to use function: (.*)", _function),
    (r"wrong number of arguments to function (.*)\(\)", _term),
    (r"near \"(.*)\": syntax error", _near),
    (r"(incomplete input)", _unfinished),
    (r"unrecognized token: \"(.*?)\"?", _strange),
    (r"ambiguous column name: (?:.*\.)?(.*)", _ambiguous),
)
_OTHERWISE = "The database can’t run this. Start from a smaller query that works."


def _nearest(name: str, among: Iterable[str], likeness: float = 0.6) -> str:
    plain = name.lower().replace("-", "").replace(" ", "_")
    near = get_close_matches(plain, list(among), 1, likeness)
    return near[0] if near else ""


def _first(text: str, words: Sequence[Token]) -> Token | None:
    return next((each for each in words if each.text == text), None)


def _line(token: Token | None) -> str:
    """Where it happened, if the query has more than its first line."""
    return f"Line {token.line}: " if token is not None and token.line > 1 else ""


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:39]}…"
