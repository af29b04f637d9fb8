"""The four missions as they are set, the nine files of the sale page, and what may be changed."""

from collections.abc import Mapping
from dataclasses import dataclass

HELD, WHOSE, SERVER, SOONER = (
    "what-held-it-up",
    "whose-files",
    "whose-server",
    "forty-percent-sooner",
)

TITLES: Mapping[str, str] = {
    HELD: "Find what held the page up",
    WHOSE: "Mark whose files they are",
    SERVER: "Name whose server it was",
    SOONER: "Make the visit end 40% sooner",
}

GOALS: Mapping[str, str] = {
    HELD: "Visit the page and name the file that held it up.",
    WHOSE: "Mark each file that came from another company’s server.",
    SERVER: (
        "Something is wrong with each visit. Three times in a row, "
        "name whose server it was: your own or another company’s."
    ),
    SOONER: "Change one thing so that the visit ends at least 40% sooner than your first one.",
}


@dataclass(frozen=True, slots=True)
class File:
    """A file of the sale page; `name` ends its address."""

    name: str
    what: str
    type: str

    @property
    def is_text(self) -> bool:
        return self.type.startswith("text/")


PAGE, STYLE, SCRIPT, FONT, CHAT, TAG = (
    "sale.html",
    "shop.css",
    "shop.js",
    "price.woff",
    "chat.js",
    "tag.gif",
)
ROWAN, BIRCH, OAK = "rowan.svg", "birch.svg", "oak.svg"

FILES: Mapping[str, File] = {
    file.name: file
    for file in (
        File(PAGE, "the page itself", "text/html"),
        File(STYLE, "the looks", "text/css"),
        File(SCRIPT, "a script", "text/javascript"),
        File(CHAT, "a script for the chat window", "text/javascript"),
        File(FONT, "a font for the prices", "font/woff"),
        File(ROWAN, "a picture", "image/svg+xml"),
        File(BIRCH, "a picture", "image/svg+xml"),
        File(OAK, "a picture", "image/svg+xml"),
        File(TAG, "a tag that counts visits", "image/gif"),
    )
}

# A browser that runs no scripts doesn't ask for them. The page offers it these instead, so that
# every visit has nine files; the record keeps them under the names of the scripts.
PLAIN: Mapping[str, File] = {
    SCRIPT: File("sale.css", "in place of a script", "text/css"),
    CHAT: File("chat.css", "in place of a script", "text/css"),
}
SCRIPT_OF: Mapping[str, str] = {file.name: script for script, file in PLAIN.items()}

# The words of the page wait for these; pictures, font and tag come when they come.
WAITED_FOR = (STYLE, SCRIPT, CHAT)

OWN, OTHER = "own", "other"

# How much of the first visit's time may be left.
SHARE_LEFT = 0.6


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that the learner may change; `without` are the files no longer asked for."""

    id: str
    label: str
    without: frozenset[str] = frozenset()


AS_IT_IS = Change("none", "Leave everything as it is")
SHORTER = Change("short", "Make the text shorter")
LATER = Change(
    "later",
    "Stop waiting for the chat’s file: ask for it when somebody opens the chat",
    frozenset({CHAT}),
)

CHANGES: Mapping[str, Change] = {
    change.id: change
    for change in (
        AS_IT_IS,
        Change("no-picture", f"Leave out a picture, {OAK}", frozenset({OAK})),
        Change("no-font", f"Leave out the font, {FONT}", frozenset({FONT})),
        SHORTER,
        LATER,
        Change("no-tag", f"Leave out the tag, {TAG}", frozenset({TAG})),
    )
}
