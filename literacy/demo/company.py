"""Fernhill & Co.: 24 people who never existed, and what each of them did in the course."""

from dataclasses import dataclass, field

from literacy.accounts.permissions import Role

NAME = "Fernhill & Co."
PASSWORD = "demo-literacy-demo"  # noqa: S105

WHY, RULES, PRICE, PERSONAL = (
    "why-caching",
    "cache-rules",
    "stale-price",
    "cdn-and-personalisation",
)
MODULE = "06-caching"
MIX_UP, MIX_UP_LESSON = "it-can-recall-copies", WHY
"""What three people of Campaigns mix up, and the lesson whose quiz asks them about it."""


@dataclass(frozen=True, slots=True)
class Study:
    """What somebody did in one lesson, `days` ago.

    `read` is the share of the text, `goals` how many of its lab's goals were reached (None for
    all), `tries` the number of questions missed in each attempt at the quiz, one attempt a day.
    With `unfinished`, one more attempt is open with so many questions answered.
    """

    lesson: str
    days: float
    read: float = 1.0
    goals: int | None = None
    tries: tuple[int, ...] = ()
    unfinished: int | None = None
    device: str = "computer"


@dataclass(frozen=True, slots=True)
class Awarded:
    """The certificate of the module, made `days` ago, and what became of it so long ago."""

    to: str
    days: float
    renewed: float | None = None
    withdrawn: float | None = None


@dataclass(frozen=True, slots=True)
class Keepsake:
    """A place kept at the `passage`th paragraph, `days` ago; None is one that was edited away.

    Then `section` and `quote` say where it stood.
    """

    by: str
    lesson: str
    passage: int | None
    days: float
    text: str
    section: str = ""
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Colleague:
    """Without `signs_in` the invitation still waits to be accepted.

    `reviews` are the days ago on which a review was done, the longest ago first.
    """

    name: str
    job: str
    role: Role = Role.LEARNER
    team: str = ""
    leads: tuple[str, ...] = ()
    joined: float = 60
    signs_in: bool = True
    studies: tuple[Study, ...] = ()
    reviews: tuple[float, ...] = ()

    @property
    def email(self) -> str:
        """The four doors have short addresses; the others their first and last name."""
        first, last = self.name.lower().replace("-", "").split()
        return (
            f"{first}@example.com"
            if self.name in DOORS
            else f"{_plain(first)}.{_plain(last)}@fernhill.example"
        )


@dataclass(frozen=True, slots=True)
class DueDate:
    """What was asked `days` ago, of a team, somebody in it or, without a team, of everybody.

    It is due in `due` days, or `joiner_days` after joining where there is no day; without a path
    the demo's module is asked. Some was `taken_back` so many days ago.
    """

    team: str
    by: str
    due: int | None
    days: float
    why: str
    path: str = ""
    person: str = ""
    joiner_days: int = 30
    taken_back: float | None = None


@dataclass(frozen=True, slots=True)
class Word:
    """A manager's nudge, sent `days` ago."""

    to: str
    by: str
    team: str
    days: float
    words: str


@dataclass(frozen=True, slots=True)
class Wish:
    """A word somebody asked IT for, and who else wants it."""

    word: str
    by: str
    days: float
    context: str
    too: tuple[str, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Stuck:
    """A call for help, `days` ago; with `answered` the helper closed it so many days ago."""

    by: str
    of: str
    days: float
    lesson: str = ""
    note: str = ""
    answered: float | None = None


DOORS = ("Maya Okafor", "Ivan Petrov", "Grace Lindqvist", "Rosa Marin")
CAMPAIGNS, BRAND, ADS = "Campaigns", "Brand and Content", "Analytics and Ads"
SALE = "Winter sale"
TEAMS = (CAMPAIGNS, BRAND, ADS, SALE)
PROJECT = {SALE: ("Hana Kobayashi", "Ruth Weiss", "Tomás Rey")}
"""People who are in one more team for a while."""


def _finished(days: float, *misses: int) -> tuple[Study, ...]:
    """All four lessons, the last one `days` ago; `misses` in the passing attempt of each."""
    lessons = (WHY, RULES, PRICE, PERSONAL)
    missed = (*misses, 0, 0, 0, 0)
    return tuple(
        Study(lesson, days + 3 * (3 - place), tries=(missed[place],))
        for place, lesson in enumerate(lessons)
    )


PEOPLE = (
    Colleague("Rosa Marin", "IT administrator", Role.ADMIN, joined=90),
    Colleague(
        "Ivan Petrov",
        "Web operations",
        Role.AUTHOR,
        joined=480,
        studies=_finished(430),
    ),
    Colleague("Mei Chen", "Developer", Role.AUTHOR, joined=470, studies=_finished(420, 1)),
    Colleague(
        "Grace Lindqvist",
        "Head of campaigns",
        Role.MANAGER,
        leads=(CAMPAIGNS, BRAND, SALE),
        joined=85,
        studies=(Study(WHY, 21, tries=(1,)), Study(RULES, 6, read=0.5, goals=0)),
    ),
    Colleague("Theo Marsh", "Head of performance", Role.MANAGER, leads=(ADS,), joined=70),
    # Campaigns: due in twelve days
    Colleague(
        "Maya Okafor",
        "Campaign manager",
        team=CAMPAIGNS,
        joined=24,
        studies=(
            Study(WHY, 3, tries=(3, 1)),
            Study(RULES, 0.18, read=0.38, goals=0, device="phone"),
        ),
        reviews=(2, 1),
    ),
    Colleague("Abdul Nasser", "Paid search", team=CAMPAIGNS, studies=_finished(9, 1, 0, 1)),
    Colleague(
        "Chloé Martin",
        "Content",
        team=CAMPAIGNS,
        studies=(Study(WHY, 12, tries=(0,)), Study(RULES, 2, tries=(3, 2))),
    ),
    Colleague("Jin-ae Park", "Email", team=CAMPAIGNS, studies=_finished(1, 0, 1)),
    Colleague("Lena Hoff", "Brand partnerships", team=CAMPAIGNS),
    Colleague(
        "Ruth Weiss",
        "Events",
        team=CAMPAIGNS,
        studies=(
            Study(WHY, 14, tries=(1,)),
            Study(RULES, 10, tries=(2, 0)),
            Study(PRICE, 4, tries=(1,)),
            Study(PERSONAL, 1.2, read=0.3, goals=0),
        ),
    ),
    Colleague(
        "Samir Patel",
        "Marketing analyst",
        team=CAMPAIGNS,
        studies=_finished(13),
        reviews=tuple(range(12, 0, -1)),
    ),
    Colleague("Tomás Rey", "Social media", team=CAMPAIGNS, joined=2),
    # Brand and Content: the date was two days ago
    Colleague("Astrid Lund", "Brand lead", team=BRAND, studies=_finished(7, 1)),
    Colleague(
        "Benedikt Vogel",
        "Copywriter",
        team=BRAND,
        studies=(Study(WHY, 11, tries=(0,)), Study(RULES, 5, tries=(1,))),
    ),
    Colleague("Camila Duarte", "Art director", team=BRAND, studies=_finished(4, 0, 0, 1)),
    Colleague("Femi Adeyemi", "Video", team=BRAND, joined=20, signs_in=False),
    Colleague(
        "Hana Kobayashi",
        "Editor",
        team=BRAND,
        studies=(
            Study(WHY, 16, tries=(0,)),
            Study(RULES, 12, tries=(0,)),
            Study(PRICE, 3, tries=(1,), goals=1),
            Study(PERSONAL, 2, tries=(1,)),
        ),
    ),
    Colleague(
        "Oliver Grant",
        "Designer",
        team=BRAND,
        studies=(Study(WHY, 16, tries=(3,), goals=0), Study(RULES, 4, read=0.2, goals=0)),
    ),
    # Analytics and Ads: no date
    Colleague("Iris Novak", "Web analyst", team=ADS, studies=_finished(20)),
    Colleague(
        "Kwame Boateng", "Ad operations", team=ADS, studies=(Study(WHY, 8, read=0.6, goals=0),)
    ),
    Colleague("Lucía Romero", "Display ads", team=ADS, joined=30),
    Colleague("Nadia Haddad", "Reporting", team=ADS, studies=(Study(WHY, 15, tries=(1,)),)),
    Colleague(
        "Piotr Zieliński",
        "Search ads",
        team=ADS,
        studies=(Study(WHY, 5, tries=(0,)), Study(RULES, 1, unfinished=2)),
    ),
)

DATES = (
    DueDate(CAMPAIGNS, "Grace Lindqvist", 12, 16, "The winter sale changes prices twice a day"),
    DueDate(BRAND, "Grace Lindqvist", -2, 24, "The new shop pages go live"),
    DueDate(
        CAMPAIGNS,
        "Grace Lindqvist",
        20,
        6,
        "You plan the spring shop with IT",
        path="how-a-page-reaches-you",
        person="Ruth Weiss",
    ),
    DueDate(
        BRAND,
        "Grace Lindqvist",
        None,
        30,
        "So that IT and marketing share their words",
        path="essentials",
        joiner_days=120,
    ),
    DueDate("", "Rosa Marin", 200, 9, "One plan for the year", path="course", taken_back=3),
)

STUCK = (
    Stuck(
        "Hana Kobayashi",
        "Grace Lindqvist",
        1.2,
        PERSONAL,
        "I don’t see how a page can be one copy and still greet people by name.",
    ),
    Stuck(
        "Tomás Rey",
        "Grace Lindqvist",
        0.3,
        "",
        "I have never opened a course like this. Where do I begin?",
    ),
    Stuck("Lena Hoff", "Maya Okafor", 0.5, WHY, "You have done this one. Ten minutes over coffee?"),
    Stuck("Chloé Martin", "Abdul Nasser", 2, RULES, "no-cache and no-store, again."),
    Stuck("Ruth Weiss", "Grace Lindqvist", 6, PRICE, "Which clock is midnight?", answered=5),
)

NUDGES = (
    Word(
        "Maya Okafor",
        "Grace Lindqvist",
        CAMPAIGNS,
        1,
        "The sale starts on the 4th. Shall we look at it together on Tuesday?",
    ),
    Word("Benedikt Vogel", "Grace Lindqvist", BRAND, 0.2, ""),
)

MONDAYS = ("Grace Lindqvist",)
"""Who asked for the letter about her teams."""

WISHES = (
    Wish(
        "feature freeze",
        "Maya Okafor",
        2,
        "IT said my banner misses the feature freeze.",
        ("Ruth Weiss", "Samir Patel"),
    ),
    Wish("load balancer", "Samir Patel", 5, "It was in the report after the slow evening."),
    Wish("webhook", "Hana Kobayashi", 9, "The form tool asks me for one.", ("Jin-ae Park",)),
)


CERTIFICATES = (
    Awarded("Ivan Petrov", 425),
    Awarded("Mei Chen", 410, renewed=30),
    Awarded("Abdul Nasser", 8),
    Awarded("Samir Patel", 10, withdrawn=2),
)

KEEPSAKES = (
    Keepsake("Maya Okafor", "why-caching", 3, 6, "Ask Mei how many copies our pages have."),
    Keepsake("Maya Okafor", "why-caching", 9, 6, ""),
    Keepsake("Maya Okafor", "cache-rules", 5, 4, "no-cache = keep it, but ask first."),
    Keepsake(
        "Maya Okafor",
        "cache-rules",
        None,
        30,
        "The old banner stayed for an hour: that was this.",
        "What a reload proves",
        "A reload in your own browser proves nothing about the copies of others.",
    ),
    Keepsake("Hana Kobayashi", "why-caching", 4, 12, "Good picture for my Monday slide."),
)


def _plain(text: str) -> str:
    return text.translate(str.maketrans("áéíóúńñ", "aeiounn"))
