"""What a mission is: a question, a start, a reference, near answers and two hints."""

from dataclasses import dataclass

GAP = "___"


@dataclass(frozen=True, slots=True)
class Near:
    """A wrong query many people write, and the sentence that helps whoever gets its result."""

    sql: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Mission:
    """`start` has a gap wherever it says `___`, `gaps` are their widths in characters; the result
    of any of `references` is right."""

    title: str
    question: str
    tables: tuple[str, ...]
    hints: tuple[str, str]
    why: str
    definitions: tuple[tuple[str, str], ...] = ()
    start: str = ""
    gaps: tuple[int, ...] = ()
    references: tuple[str, ...] = ()
    is_ordered: bool = False
    near: tuple[Near, ...] = ()
