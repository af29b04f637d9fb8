"""What Fernhill & Co. adds to the glossary: its notes, votes, and searches in vain."""

from dataclasses import dataclass

from literacy.glossary.company.notes import About


@dataclass(frozen=True, slots=True)
class OwnNote:
    """The versions of one note, the newest last; `days` ago the newest was written."""

    about: About
    slug: str
    by: str
    days: float
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Unclear:
    """Who finds a term not clear; the first says where they stopped."""

    slug: str
    by: tuple[str, ...]
    why: str = ""


NOTES = (
    OwnNote(
        About.TERM,
        "cdn",
        "Ivan Petrov",
        6,
        (
            "We use one, for pictures only.",
            (
                "Ours carries **pictures and style sheets**, not pages. Web operations can"
                " [[purge]] it on working days from 07:00 to 18:00. Ask in *#web-ops*"
                " and send the addresses."
            ),
        ),
    ),
    OwnNote(
        About.TERM,
        "staging",
        "Mei Chen",
        15,
        (
            (
                "Ours is reset **every Monday at 06:00**. What you typed there is gone then.\n\n"
                "- Sign in with your usual account\n- Mail from it goes to nobody"
            ),
        ),
    ),
    OwnNote(
        About.LESSON,
        "stale-price",
        "Ivan Petrov",
        3,
        (
            (
                "At Fernhill, prices change **at 06:00 and 14:00**. Between these hours a copy"
                " may be up to 10 minutes old. For a sale, tell web operations two working"
                " days before."
            ),
        ),
    ),
)

UNCLEAR = (
    Unclear("etag", ("Maya Okafor", "Ruth Weiss", "Oliver Grant"), "What is a fingerprint here?"),
    Unclear("vary", ("Chloé Martin", "Nadia Haddad"), "Which header, and who sends it?"),
    Unclear("soft-purge", ("Samir Patel",)),
)

MISSED = {"hydration": 7, "feature freeze": 5, "data layer": 4, "headless": 2, "sprint": 1}

UNOPENED_EVERY = 7
"""Of the terms in order, each so many-th was never opened."""
