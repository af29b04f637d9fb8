"""What SQLite refuses, in words that say what to change."""

import re
from collections.abc import Callable, Iterable, Sequence
from difflib import get_close_matches

from literacy.labs.sql.limits import FUNCTIONS, GAP_CHARACTERS, QUERY_CHARACTERS, TABLES
from literacy.labs.sql.room import Refusal
from literacy.labs.sql.schema import COLUMNS, tables_with
from literacy.labs.sql.tokens import Kind, Token, tokens

NOTHING = "There is nothing to run yet. Write a query first."
TOO_LONG = Refusal(f"Keep the query to {QUERY_CHARACTERS:,} characters.")
GAP_TOO_LONG = f"Keep each gap to {GAP_CHARACTERS} characters."
_BEGINNINGS = ("SELECT", "WITH", "VALUES", "EXPLAIN")
_WORDS = (
    *("SELECT", "DISTINCT", "FROM", "WHERE", "GROUP", "BY", "HAVING", "ORDER", "LIMIT", "JOIN"),
    *("LEFT", "ON", "AND", "OR", "NOT", "IN", "IS", "NULL", "LIKE", "BETWEEN", "DESC", "ASC"),
)
_CURLY = {"‘": "'", "’": "'", "‚": "'", "“": "'", "”": "'", "„": "'", "´": "'"}


def refused_at_once(sql: str) -> Refusal | None:
    """What can be told without asking the database; the room would refuse or misread it, too."""
    if len(sql) > QUERY_CHARACTERS:
        return TOO_LONG
    if "\0" in sql or any("\ud800" <= letter <= "\udfff" for letter in sql):
        return Refusal("The query holds a character that is not text. Type it afresh.")
    words = tokens(sql)
    if not words:
        return Refusal(NOTHING)
    if words[0].key not in _BEGINNINGS:
        return Refusal(_not_a_question(words[0]))
    return _misread_quotes(words)


def _not_a_question(first: Token) -> str:
    near = get_close_matches(first.text.upper(), ["SELECT", "WITH"], 1, 0.7)
    if near and first.kind is Kind.WORD:
        return f"A query begins with {near[0]}. You wrote “{_short(first.text)}”."
    return (
        "A query begins with SELECT. This database is for reading: nothing in it can be changed."
    )


def _misread_quotes(words: Sequence[Token]) -> Refusal | None:
    """SQLite takes “DE” in double quotes for text when no column is called DE; others refuse."""
    known = _known_names() | {
        after.text.lower()
        for before, after in zip(words, words[1:], strict=False)
        if before.key in ("AS", ")") or before.kind in (Kind.WORD, Kind.NAME, Kind.NUMBER)
    }
    for before, token in zip((None, *words), words, strict=False):
        defines = before is not None and before.key == "AS"
        if token.kind is Kind.NAME and token.text.lower() not in known and not defines:
            return Refusal(_name_in_quotes(token))
    return None


def _name_in_quotes(token: Token) -> str:
    near = _nearest(token.text, COLUMNS)
    if near:
        return f"{_line(token)}There is no column “{_short(token.text)}”. Did you mean “{near}”?"
    return (
        f"{_line(token)}Text stands in single quotes: '{_short(token.text)}'. "
        "Double quotes are for the names of columns."
    )


def _known_names() -> set[str]:
    return {*COLUMNS, *TABLES}


def in_words(refusal: Refusal, sql: str) -> str:
    """A sentence for the person who typed the query; a refusal of ours is one already."""
    words = tokens(sql)
    for pattern, explain in _EXPLAINED:
        found = pattern.fullmatch(refusal.words)
        if found:
            return explain(found[1] if pattern.groups else "", words)
    return refusal.words


def _no_column(name: str, words: Sequence[Token]) -> str:
    column = name.rpartition(".")[2]
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
    return f"{said} The tables are {', '.join(TABLES[:-1])} and {TABLES[-1]}."


def _function(name: str, _words: Sequence[Token]) -> str:
    near = _nearest(name, FUNCTIONS)
    if near and near != name.lower():
        return f"There is no function {_short(name.upper())}. Did you mean {near.upper()}?"
    return (
        f"The function {_short(name.upper())} is not open in this lab. "
        "COUNT, SUM, AVG, MIN, MAX and ROUND are."
    )


def _near(text: str, words: Sequence[Token]) -> str:
    token = next((each for each in words if each.text == text), None)
    where = _line(token)
    before = words[words.index(token) - 1] if token is not None and token != words[0] else None
    typo = _mistyped(token, before)
    if typo:
        return f"{where}{typo}"
    after = f" after “{_short(before.text)}”" if before is not None else ""
    return (
        f"{where}The database did not expect “{_short(text)}”{after}. "
        "Look for a missing comma, quote or word before it."
    )


def _mistyped(token: Token | None, before: Token | None) -> str:
    """The complaint often comes one word after the slip: `FORM contacts` fails at contacts."""
    for each in (before, token):
        if each is None or each.kind is not Kind.WORD or each.key in _WORDS:
            continue
        near = _nearest(each.text, [word.lower() for word in _WORDS], 0.74)
        if near and each.text.lower() not in _known_names():
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
    if token is not None and token.text in _CURLY:
        return f"{_line(token)}Use straight quotes: ' and not {token.text}."
    if token is not None and token.text in "'\"":
        return f"{_line(token)}A quote was opened here and not closed."
    return f"{_line(token)}“{_short(text)}” means nothing in SQL."


def _ambiguous(name: str, words: Sequence[Token]) -> str:
    homes = [table for table in tables_with(name) if any(w.text.lower() == table for w in words)]
    example = f"{homes[0]}.{name}" if homes else f"table.{name}"
    return f"More than one of your tables has “{_short(name)}”. Say which: {example}."


def _always(sentence: str) -> Callable[[str, Sequence[Token]], str]:
    return lambda _text, _words: sentence


_READ_ONLY = "This database is for reading: nothing in it can be changed, and no setting of it."
_TOO_BIG = "This builds more than the lab can hold. Ask for less, or add a condition."

_EXPLAINED: Sequence[tuple[re.Pattern[str], Callable[[str, Sequence[Token]], str]]] = tuple(
    (re.compile(pattern, re.DOTALL), explain)
    for pattern, explain in (
        (r"no such column: (.*)", _no_column),
        (r"no such table: (.*)", _no_table),
        (r"no such function: (.*)", _function),
        (r"not authorized to use function: (.*)", _function),
        (r"near \"(.*)\": syntax error", _near),
        (r"incomplete input", _unfinished),
        (r"unrecognized token: \"(.*)\"", _strange),
        (r"ambiguous column name: (?:.*\.)?(.*)", _ambiguous),
        (
            r"interrupted",
            _always(
                "This was stopped after half a second. Is a JOIN without its ON pairing every "
                "row with every row?"
            ),
        ),
        (r"nothing to run", _always(NOTHING)),
        (r"out of memory|string or blob too big|.*too large.*", _always(_TOO_BIG)),
        (
            r"You can only execute one statement at a time\.",
            _always("One query at a time: take away what follows the semicolon."),
        ),
        (
            r"misuse of aggregate.*",
            _always(
                "COUNT, SUM and their like can't stand in WHERE, which looks at one row at a "
                "time. Put the condition after HAVING."
            ),
        ),
        (r"wrong number of arguments to function (.*)\(\)", _wrong_arguments := None),
        (
            r"variable number must be .*|too many SQL variables|.*binding.*",
            _always(
                "A program puts a value where ? or : stands. Here, type the value itself."
            ),
        ),
        (
            r"too many columns.*|at most 64 tables in a join",
            _always("A result can have up to 64 columns. Name those you need."),
        ),
        (
            r"too many terms in compound SELECT",
            _always("Up to 5 queries can be joined by UNION."),
        ),
        (
            r"SELECTs to the left and right of .* do not have the same number of result columns",
            _always("The queries around UNION must show the same number of columns."),
        ),
        (
            r".*(?:parser stack overflow|Expression tree is too large).*",
            _always("This is nested too deeply. Take out some brackets."),
        ),
        (
            r"LIKE or GLOB pattern too complex",
            _always("A pattern for LIKE can have up to 100 characters."),
        ),
        (r"a GROUP BY clause is required before HAVING", _always(
            "HAVING needs a GROUP BY before it. To choose rows, use WHERE."
        )),
        (r"(?:no tables specified)", _always("Say which table to read: FROM and its name.")),
        (
            r"(?:\d\w+ )?(?:ORDER|GROUP) BY term .*",
            _always("A number in ORDER BY or GROUP BY counts the columns you show."),
        ),
        (
            r"(?:sub-select|row value).* (?:columns|misused).*|.*columns - expected 1",
            _always("A query in brackets must show one column here."),
        ),
        (r"access to .* is prohibited|.*not authorized|authorization denied|.*vtable.*",
         _always(_READ_ONLY)),
        (r"integer overflow", _always("The sum is larger than the database can count.")),
    )
    if explain is not None
)


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
