"""“Say it in words”: a query read aloud, in the order in which the database thinks."""

from collections.abc import Mapping, Sequence

from literacy.labs.sql import clauses
from literacy.labs.sql.clauses import Source, Words, by_depth, split
from literacy.labs.sql.phrases import Names, listed, phrase
from literacy.labs.sql.schema import TEXT_COLUMNS
from literacy.labs.sql.tokens import Kind, as_written, tokens

_TIMELY = ("_at", "_on", "day", "date", "time", "month", "year")
# Longer or deeper than this, a sentence helps nobody.
_MOST_WORDS, _MOST_DEPTH = 250, 8


def say(sql: str) -> str:
    """The query as a sentence; nothing where it has more in it than one sentence can hold."""
    words = [token for token in tokens(sql) if token.key != ";"]
    if len(words) > _MOST_WORDS or any(depth > _MOST_DEPTH for depth, _word in by_depth(words)):
        return ""
    said = [_sentence(each) for each in clauses.selects(words)]
    return " Then, below it: ".join(said) if all(said) else ""


def _sentence(words: Words) -> str:
    parts = clauses.clauses(words)
    tables = clauses.sources(parts.get(clauses.FROM, ())) if parts else None
    if not parts or not tables:
        return ""
    names = {source.alias.lower(): source.table for source in tables}
    said = [_from(tables, names)]
    if clauses.WHERE in parts:
        said.append(f"only those where {phrase(parts[clauses.WHERE], names)}")
    if clauses.GROUP in parts:
        shown = split(parts[clauses.SELECT])
        groups = [phrase(_meant(each, shown), names) for each in split(parts[clauses.GROUP])]
        said.append(f"for each {listed(groups)}")
    if clauses.HAVING in parts:
        said.append(f"if {phrase(parts[clauses.HAVING], names)}")
    return f"{', '.join(said)}: {_shown(parts[clauses.SELECT], names)}{_end(parts, names)}."


def _from(tables: Sequence[Source], names: Names) -> str:
    first, *others = tables
    return " ".join([f"In the list of {first.table}", *(_joined(each, names) for each in others)])


def _joined(source: Source, names: Names) -> str:
    if not source.on:
        return f"with every row of {source.table} beside every row"
    link = f"matched with {source.table} {_by(source.on, names)}"
    return f"{link}, keeping rows without a partner" if source.keeps_all else link


def _by(condition: Words, names: Names) -> str:
    """`c.contact_id = o.contact_id` is “by contact_id”."""
    signs = [token.key for token in condition if token.kind is Kind.SIGN]
    if signs == [".", "=", "."] and condition[2].text.lower() == condition[-1].text.lower():
        return f"by {condition[-1].text}"
    return f"where {phrase(condition, names)}"


def _shown(words: Words, names: Names) -> str:
    different = words[0].key == "DISTINCT"
    columns = split(words[1:] if different else words)
    said = [_column(each, names) for each in columns]
    return f"show me {'each different ' if different else ''}{listed(said)}"


def _column(words: Words, names: Names) -> str:
    if words[-1].key == "*" and (len(words) == 1 or words[-2].key == "."):
        return "everything"
    return phrase(_without_alias(words), names)


def _without_alias(words: Words) -> Words:
    """`SUM(total) AS money` and `SUM(total) money` are both called by what they are."""
    if words[-1].key == "END":
        return words
    if len(words) > 2 and words[-2].key == "AS":
        return words[:-2]
    named = words[-1].kind in (Kind.WORD, Kind.NAME) and len(words) > 1
    if named and (words[-2].key == ")" or words[-2].kind is not Kind.SIGN):
        return words[:-1]
    return words


def _end(parts: Mapping[str, Words], names: Names) -> str:
    shown = split(parts[clauses.SELECT])
    ordered = [_order(each, shown, names) for each in split(parts.get(clauses.ORDER, ()))]
    order = f", {', then '.join(ordered)}" if ordered else ""
    limit = parts.get(clauses.LIMIT)
    if limit is None:
        return order
    count = as_written(limit)
    return f"{order}; only the first {'row' if count == '1' else f'{count} rows'}"


def _order(words: Words, shown: Sequence[Words], names: Names) -> str:
    down = words[-1].key == "DESC"
    what = _meant(words[:-1] if words[-1].key in ("ASC", "DESC") else words, shown)
    said = phrase(what, names).removeprefix("the ")
    last = what[-1].text.lower()
    if last.endswith(_TIMELY):
        return f"{'newest' if down else 'oldest'} {said} first"
    if last in TEXT_COLUMNS:
        return f"{said} from {'Z to A' if down else 'A to Z'}"
    return f"{'largest' if down else 'smallest'} {said} first"


def _meant(words: Words, shown: Sequence[Words]) -> Words:
    """`ORDER BY 2` means the second column that is shown."""
    if len(words) == 1 and words[0].kind is Kind.NUMBER and words[0].text.isdecimal():
        at = int(words[0].text) - 1
        if at < len(shown):
            return _without_alias(shown[at][shown[at][0].key == "DISTINCT" :])
    return words


def counts_rows(sql: str) -> bool:
    """True where a star counts sign-ups, mails or matched rows: none of these is a person."""
    words = [token.key for token in tokens(sql)]
    stars = any(words[at : at + 4] == ["COUNT", "(", "*", ")"] for at in range(len(words)))
    return stars and bool({"JOIN", "CONTACTS", "SENDS"} & set(words))
