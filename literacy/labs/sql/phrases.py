"""An expression of SQL said in words: `country = 'DE'` is “country is “DE””."""

from collections.abc import Callable, Mapping, Sequence

from literacy.labs.sql.clauses import split
from literacy.labs.sql.tokens import Kind, Token, as_written

Names = Mapping[str, str]


class _TooMuch(Exception):
    """There is no short way to say this."""


_COMPARED = {
    "=": "is",
    "==": "is",
    "<>": "is not",
    "!=": "is not",
    "<": "is below",
    ">": "is above",
    "<=": "is at most",
    ">=": "is at least",
}
_SUMS = {"+": "plus", "-": "minus", "||": "followed by"}
_TIMES = {"*": "times", "/": "divided by", "%": "modulo"}
_ONE: Mapping[str, str] = {
    "SUM": "the sum of {}",
    "TOTAL": "the sum of {}",
    "AVG": "the average of {}",
    "MIN": "the smallest {}",
    "MAX": "the largest {}",
    "ROUND": "{}, rounded",
    "ABS": "{} without its sign",
    "LOWER": "{} in small letters",
    "UPPER": "{} in capitals",
    "LENGTH": "the length of {}",
    "TRIM": "{} without outer spaces",
    "LTRIM": "{} without spaces before it",
    "RTRIM": "{} without spaces after it",
    "DATE": "the day of {}",
    "TIME": "the time of day of {}",
    "DATETIME": "the time of {}",
}
_MORE: Mapping[tuple[str, int], str] = {
    ("ROUND", 2): "{0} rounded to {1} decimals",
    ("COALESCE", 2): "{0}, or {1} where that is empty",
    ("IFNULL", 2): "{0}, or {1} where that is empty",
    ("NULLIF", 2): "{0}, but empty where it is {1}",
    ("REPLACE", 3): "{0} with {1} turned into {2}",
    ("SUBSTR", 2): "{0} from character {1} on",
    ("SUBSTR", 3): "{2} characters of {0} from character {1} on",
    ("SUBSTRING", 3): "{2} characters of {0} from character {1} on",
    ("STRFTIME", 2): "{1} written as {0}",
    ("STRFTIME", 3): "{1}, moved by {2}, written as {0}",
    ("DATE", 2): "the day of {0}, moved by {1}",
    ("DATETIME", 2): "the time of {0}, moved by {1}",
    ("IIF", 3): "{1} where {0}, otherwise {2}",
}


def phrase(words: Sequence[Token], names: Names) -> str:
    """In words or, where they fail, as it is written; `names` is what short names stand for."""
    reader = _Reader(words, names)
    try:
        said = reader.either()
    except _TooMuch:
        return as_written(words)
    return said if reader.next is _END else as_written(words)


_END = Token(Kind.SIGN, "", "", 0, 0)


class _Reader:
    """Reads from the weakest binding to the strongest: OR, AND, NOT, comparing, sums, times."""

    def __init__(self, words: Sequence[Token], names: Names) -> None:
        self._words = [*words, _END]
        self._at = 0
        self._names = names

    @property
    def next(self) -> Token:
        return self._words[self._at]

    def _take(self) -> Token:
        token = self.next
        self._at += token is not _END
        return token

    def _took(self, *keys: str) -> bool:
        found = bool(self.next.key) and self.next.key in keys
        self._at += found
        return found

    def _expect(self, key: str) -> None:
        if not self._took(key):
            raise _TooMuch

    def either(self) -> str:
        """Brackets show what AND binds first: that is where readers go wrong."""
        parts = [self._both()]
        while self._took("OR"):
            parts.append(self._both())
        if len(parts) == 1:
            return parts[0][0]
        return " or ".join(f"({said})" if count > 1 else said for said, count in parts)

    def _both(self) -> tuple[str, int]:
        parts = [self._opposite()]
        while self._took("AND"):
            parts.append(self._opposite())
        return " and ".join(parts), len(parts)

    def _opposite(self) -> str:
        return f"not {self._opposite()}" if self._took("NOT") else self._comparison()

    def _comparison(self) -> str:
        left = self._sum()
        while True:
            if self.next.key in _COMPARED:
                left = self._compared(left, self._take().key)
            elif self._took("IS"):
                left = self._is(left)
            elif self.next.key in ("NOT", "LIKE", "IN", "BETWEEN"):
                left = self._tested(left, no=self._took("NOT"))
            else:
                return left

    def _compared(self, left: str, sign: str) -> str:
        if self._took("NULL"):
            return f"{left} equals NULL, which no row can (ask with IS NULL)"
        return f"{left} {_COMPARED[sign]} {self._sum()}"

    def _is(self, left: str) -> str:
        no = self._took("NOT")
        if self._took("NULL"):
            return f"{left} is {'not ' if no else ''}empty"
        return f"{left} is {'not ' if no else ''}{self._sum()}"

    def _tested(self, left: str, *, no: bool) -> str:
        if self._took("LIKE"):
            return _like(left, self._take(), no=no)
        word = "is not" if no else "is"
        if self._took("BETWEEN"):
            low = self._sum()
            self._expect("AND")
            return f"{left} {word} from {low} to {self._sum()}"
        self._expect("IN")
        return f"{left} {word} one of {_listed(self._arguments(), 'or')}"

    def _sum(self) -> str:
        return self._chain(_SUMS, lambda: self._chain(_TIMES, self._one))

    def _chain(self, signs: Mapping[str, str], read: Callable[[], str]) -> str:
        left = read()
        while self.next.key in signs:
            left = f"{left} {signs[self._take().key]} {read()}"
        return left

    def _one(self) -> str:
        token = self._take()
        if token.key == "-":
            return f"-{self._one()}"
        if token.key == "(":
            if self.next.key == "SELECT":
                raise _TooMuch
            inner = self.either()
            self._expect(")")
            return f"({inner})"
        return self._value(token)

    def _value(self, token: Token) -> str:
        match token.kind:
            case Kind.NUMBER:
                return token.text
            case Kind.TEXT:
                return f"“{token.text}”"
            case Kind.NAME:
                return self._column(token)
            case Kind.WORD if token.key == "NULL":
                return "NULL"
            case Kind.WORD if token.key in _NEVER_COLUMNS:
                raise _TooMuch
            case Kind.WORD:
                return self._call(token) if self.next.key == "(" else self._column(token)
            case _:
                raise _TooMuch

    def _column(self, token: Token) -> str:
        if not self._took("."):
            return token.text
        table = self._names.get(token.text.lower(), token.text)
        return f"{table}.{self._take().text}"

    def _call(self, token: Token) -> str:
        if token.key == "COUNT":
            return self._count()
        given = self._arguments()
        if len(given) == 1 and token.key in _ONE:
            return _ONE[token.key].format(given[0])
        form = _MORE.get((token.key, len(given)))
        if form is None:
            raise _TooMuch
        return form.format(*given)

    def _count(self) -> str:
        self._expect("(")
        if self._took("*"):
            self._expect(")")
            return "the number of rows"
        different = self._took("DISTINCT")
        inner = self.either()
        self._expect(")")
        if different:
            return f"the number of different values of {inner}"
        return f"the number of rows that have {inner}"

    def _arguments(self) -> list[str]:
        self._expect("(")
        inner: list[Token] = []
        depth = 1
        while depth:
            token = self._take()
            if token is _END or token.key == "SELECT":
                raise _TooMuch
            depth += (token.key == "(") - (token.key == ")")
            inner.append(token)
        return [phrase(part, self._names) for part in split(inner[:-1])]


_NEVER_COLUMNS = {"CASE", "CAST", "EXISTS", "SELECT", "DISTINCT", "FROM", "WHERE", "AND", "OR"}


def _like(left: str, pattern: Token, *, no: bool) -> str:
    if pattern.kind is not Kind.TEXT:
        raise _TooMuch
    text = pattern.text
    bare = text.strip("%")
    if "%" in bare or "_" in bare or not bare:
        return f"{left} {'does not look' if no else 'looks'} like “{text}”"
    yes_and_no = _VERBS[text.startswith("%"), text.endswith("%")]
    return f"{left} {yes_and_no[no]} “{bare}”"


_VERBS = {
    (True, True): ("contains", "does not contain"),
    (True, False): ("ends with", "does not end with"),
    (False, True): ("starts with", "does not start with"),
    (False, False): ("is", "is not"),
}


def _listed(parts: Sequence[str], word: str) -> str:
    *most, last = parts or [""]
    return f"{', '.join(most)} {word} {last}" if most else last


def listed(parts: Sequence[str]) -> str:
    """One, two and three."""
    return _listed(parts, "and")
