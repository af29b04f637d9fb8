"""Posted form fields, read safely: a name may be missing, repeated or somebody's invention."""

from literacy.questions.question import AnswerMissing, Fields


def first(fields: Fields, name: str) -> str:
    """The first value of a field without surrounding space, or nothing."""
    values = fields.get(name) or ("",)
    return values[0].strip()


def renamed(fields: Fields, prefix: str) -> Fields:
    """The fields of one question on a page of many, under the names that `read` expects.

    A form drawn with `prefix="c2"` posts `c2` and `c2-reason`; `read` knows them as `q` and
    `q-reason`.
    """
    return {
        "q" + name.removeprefix(prefix): values
        for name, values in fields.items()
        if name == prefix or name.startswith(f"{prefix}-")
    }


def typed(fields: Fields, name: str, *, at_most: int, ask: str) -> str:
    """What was typed into a field; raises AnswerMissing with `ask` when it is empty or endless."""
    text = first(fields, name)
    if not text or len(text) > at_most:
        raise AnswerMissing(ask)
    return text
