"""The labs and their missions: what a lesson may embed, and what each mission asks for."""

from collections.abc import Mapping

from literacy.labs.link.plan import TITLES as LINK
from literacy.labs.sql.plan import MISSIONS as SQL
from literacy.labs.visit.plan import TITLES as VISIT

MISSIONS: Mapping[str, Mapping[str, str]] = {
    "cache": {
        "where-is-it": "Say which copy answered",
        "second-load": "Make the second load come from the copy",
        "deploy-day": "Change the price on time",
        "purge-the-edge": "Purge the edge",
        "hello-anna": "Greet Ben as Ben",
    },
    "sql": {name: mission.title for name, mission in SQL.items()},
    "visit": VISIT,
    "link": LINK,
    "cookie": {
        "the-badge": "Which cookie holds what",
        "four-badges-two-sites": "Four badges, two sites",
        "the-pixels-diary": "Read the pixel’s diary",
        "does-no-mean-no": "Does no mean no?",
    },
}
