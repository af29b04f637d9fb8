"""The shop's contacts: believable people, and the faults that grow in every list of people."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from literacy.labs.sql.chance import Chance

TEST_DOMAIN = "@test.harbourfinch.example"
GERMANY = ("DE", "Germany", "GER", "Deutschland", "49")
_FIRST_DAY, _DAYS = date(2025, 11, 1), 365
_DOMAINS = ("post.example", "mail.example", "web.example", "inbox.example", "office.example")
_SOURCES = (*("web",) * 5, *("shop",) * 3, "event", "partner", "import", "import")
# Until so many people are in the list, nobody comes twice.
_DOUBLES_AFTER = 1_000

_FIRST_NAMES = (
    *("Amina", "Ana", "Anders", "Anna", "Aoife", "Arjun", "Ayşe", "Beatriz", "Chidi", "Chloé"),
    *("Dagny", "Daniel", "Dario", "Elena", "Emeka", "Emma", "Fatima", "Felix", "Freya", "Giulia"),
    *("Hana", "Hassan", "Hugo", "Ifeoma", "Ivana", "Jakub", "Joana", "Jonas", "Kaito", "Karim"),
    *("Katarzyna", "Kemal", "Lars", "Lea", "Lin", "Luca", "Maja", "Malik", "Marco", "Maria"),
    *("Mateo", "Mila", "Minh", "Nadia", "Nia", "Noah", "Olga", "Omar", "Paulo", "Petra"),
    *("Rania", "Ravi", "Rosa", "Sara", "Sean", "Sofia", "Stefan", "Tariq", "Tuuli", "Uma"),
    *("Viktor", "Wanjiru", "Xin", "Yara", "Yusuf", "Zeynep", "Zoë"),
)
_LAST_NAMES = (
    *("Adeyemi", "Almeida", "Andersen", "Bauer", "Bianchi", "Bogdan", "Brennan", "Castro"),
    *("Chen", "Costa", "Demir", "Dubois", "Eriksen", "Farah", "Ferreira", "Fischer", "Garcia"),
    *("Gruber", "Haddad", "Hansen", "Hoffmann", "Huber", "Ito", "Jansen", "Kaya", "Keller"),
    *("Khan", "Kowalska", "Kovač", "Laurent", "Lindqvist", "Lopes", "Mäkinen", "Marino", "Meyer"),
    *("Moreau", "Mwangi", "Nguyen", "Novak", "Nowak", "Nunes", "Okafor", "Oliveira", "Papadaki"),
    *("Patel", "Pereira", "Petrov", "Ricci", "Rossi", "Santos", "Schmid", "Schneider", "Silva"),
    *("Singh", "Sousa", "Suzuki", "Tanaka", "Vasile", "Virtanen", "Wagner", "Weber", "Zhang"),
)
_GERMAN_CITIES = ("Berlin", "Bremen", "Dresden", "Hamburg", "Köln", "Leipzig", "München")
_CITIES: Mapping[str, tuple[str, ...]] = {
    "DE": _GERMAN_CITIES,
    "AT": ("Graz", "Innsbruck", "Linz", "Salzburg", "Wien"),
    "CH": ("Basel", "Bern", "Genève", "Luzern", "Zürich"),
    "FR": ("Bordeaux", "Lille", "Lyon", "Nantes", "Paris", "Toulouse"),
    "NL": ("Amsterdam", "Delft", "Groningen", "Utrecht"),
    "PL": ("Gdańsk", "Kraków", "Poznań", "Warszawa"),
    "PT": ("Braga", "Coimbra", "Lisboa", "Porto"),
    "GR": ("Athina", "Patra", "Thessaloniki"),
    "IE": ("Cork", "Dublin", "Galway"),
    "SE": ("Göteborg", "Malmö", "Uppsala"),
    "GH": ("Accra", "Kumasi"),
    "": ("Basel", "Graz", "Lyon", "Porto", *_GERMAN_CITIES[:3]),
}


@dataclass(frozen=True, slots=True)
class Contact:
    contact_id: int
    email: str
    first_name: str
    city: str | None
    country: str | None
    source: str
    signup_on: str
    mails_opened: int | None = None
    first_order_on: str | None = None

    @property
    def address(self) -> str:
        """The address however it was typed."""
        return self.email.strip().lower()

    @property
    def is_test(self) -> bool:
        return self.email.endswith(TEST_DOMAIN)

    def row(self) -> tuple[object, ...]:
        return (
            *(self.contact_id, self.email, self.first_name, self.city, self.country),
            *(self.source, self.signup_on, self.mails_opened, self.first_order_on),
        )


# Those whom the lessons name, with their country; the lab and the pictures in the text agree.
NAMED = {
    1041: ("kofi.mensah@mail.example", "Kofi", "Accra", "GH", "web"),
    1042: ("leila@post.example", "Leila", "Graz", "AT", "shop"),
    1043: ("mei.tan@web.example", "Mei", "Lyon", "FR", "web"),
    2217: ("Leila@post.example", "Leila", "Graz", "AT", "event"),
    2904: ("leila.haddad@atelier.example", "Leila", "Graz", "AT", "partner"),
}
_NAMED_DOUBLES = (2217,)


def contacts(
    chance: Chance,
    countries: Mapping[str, int],
    *,
    exact: int,
    typed: int,
    tests: int,
) -> tuple[Contact, ...]:
    """One contact for each country counted; of these so many repeat an address letter for letter,
    so many repeat it typed a little differently, and so many are tests."""
    spelled = [name for name, count in countries.items() for _each in range(count)]
    kinds = _kinds(chance, len(spelled), exact=exact, typed=typed, tests=tests)
    rest = _Countries(chance, spelled, tests)
    crowd = _Crowd(chance, rest)
    return _counted(
        chance, [crowd.next(number, kind) for number, kind in enumerate(kinds, start=1)]
    )


def _kinds(chance: Chance, total: int, *, exact: int, typed: int, tests: int) -> list[str]:
    """What each row is; the named ones are put where their number is."""
    named = [number for number in NAMED if number <= total]
    typed -= len([number for number in named if number in _NAMED_DOUBLES])
    special = ["exact"] * exact + ["typed"] * typed + ["test"] * tests
    later = total - _DOUBLES_AFTER - len(named) - len(special)
    kinds = ["person"] * _DOUBLES_AFTER + chance.shuffled(["person"] * later + special)
    for number in named:
        kinds.insert(number - 1, "named")
    return kinds


class _Countries:
    """The spellings that are still to be given out."""

    def __init__(self, chance: Chance, spelled: Sequence[str], tests: int) -> None:
        self._rest = chance.shuffled(spelled)
        self._left = Counter(spelled)
        self._left["DE"] -= tests
        self.tests_left = tests
        for contact_id, named in NAMED.items():
            self._left[named[3]] -= contact_id <= len(spelled)

    def for_test(self) -> tuple[int, str]:
        self.tests_left -= 1
        return self.tests_left + 1, "DE"

    def next(self) -> str:
        """The next one; those for tests and for people with a name are already set aside."""
        while True:
            spelled = self._rest.pop()
            if self._left[spelled] > 0:
                self._left[spelled] -= 1
                return spelled


class _Crowd:
    """Those who have signed up so far: nobody gets an address that is taken, unless they have it
    already."""

    def __init__(self, chance: Chance, rest: _Countries) -> None:
        self._chance = chance
        self._rest = rest
        self._by_country: dict[str, list[Contact]] = defaultdict(list)
        self._addresses = {each[0].lower() for each in NAMED.values()}

    def next(self, contact_id: int, kind: str) -> Contact:
        day = (_FIRST_DAY + timedelta(days=self._chance.below(_DAYS))).isoformat()
        if kind == "named":
            return Contact(contact_id, *NAMED[contact_id], day)
        if kind == "test":
            number, country = self._rest.for_test()
            email = f"test{number}{TEST_DOMAIN}"
            return Contact(contact_id, email, "Test", None, country, "web", day)
        spelled = self._rest.next()
        if kind == "person":
            return self._person(contact_id, spelled, day)
        once = self._chance.one_of(self._by_country[_code(spelled)])
        return _double(self._chance, contact_id, once, spelled, is_typed=kind == "typed")

    def _person(self, contact_id: int, spelled: str, day: str) -> Contact:
        first = self._chance.one_of(_FIRST_NAMES)
        email = _address(self._chance, first, self._addresses)
        city = self._chance.one_of(_CITIES[_code(spelled)])
        source = self._chance.one_of(_SOURCES)
        person = Contact(contact_id, email, first, city, spelled or None, source, day)
        self._by_country[_code(spelled)].append(person)
        return person


def _double(
    chance: Chance, contact_id: int, once: Contact, spelled: str, *, is_typed: bool
) -> Contact:
    """The same address once more, by another door and perhaps another tool."""
    email = once.email
    if is_typed:
        email = chance.one_of((email.capitalize(), f"{email} "))
    last = _FIRST_DAY + timedelta(days=_DAYS - 1)
    day = min(last, date.fromisoformat(once.signup_on) + timedelta(days=chance.between(9, 200)))
    return replace(
        once,
        contact_id=contact_id,
        email=email,
        country=spelled or None,
        source=chance.one_of(("event", "event", "partner", "shop", "web", "import")),
        signup_on=day.isoformat(),
    )


def _address(chance: Chance, first: str, taken: set[str]) -> str:
    """There are a hundred thousand of these, so a free one is soon found."""
    while True:
        number = chance.one_of(("", "", chance.between(2, 99)))
        last = chance.one_of(_LAST_NAMES)
        found = f"{_plain(first)}.{_plain(last)}{number}@{chance.one_of(_DOMAINS)}"
        if found not in taken:
            taken.add(found)
            return found


def _plain(name: str) -> str:
    return name.lower().translate(str.maketrans("äáãçčéëıłñöóøşßü", "aaacceeilnooossu"))


def _code(country: str | None) -> str:
    return "DE" if country in GERMANY else country or ""


def _counted(chance: Chance, found: Sequence[Contact]) -> tuple[Contact, ...]:
    """Opened mails are counted by address; where a row was imported, nobody knows the number."""
    opened = {each.address: max(0, chance.between(-3, 7)) for each in found}
    unknown = {each.address for each in found if each.source == "import"}
    return tuple(
        replace(each, mails_opened=None if each.address in unknown else opened[each.address])
        for each in found
    )
