"""The counter where files are handed in: what becomes of them, and what is in force then."""

from dataclasses import asdict, dataclass

from literacy.accounts.models import Person
from literacy.content.catalogue import Catalogue
from literacy.glossary.bulk.files import read_file
from literacy.glossary.bulk.sheet import joined
from literacy.glossary.studio import queries
from literacy.glossary.studio.actions.importing import intake, take_in
from literacy.glossary.studio.actions.judging import Intake, Judged, Way, judge, settled
from literacy.glossary.studio.actions.revisions import in_force
from literacy.lib.db import Database
from literacy.lib.spreadsheets import csv_lines
from literacy.settings import Settings
from tests import make
from tests.glossary.studio.desk import wording

AT_ONCE, FOR_REVIEW = Way(at_once=True), Way(at_once=False)


@dataclass(frozen=True)
class Counter:
    """One person's files against the store."""

    database: Database
    base: Catalogue
    person: Person
    settings: Settings

    def look(
        self, text: str, *, way: Way = AT_ONCE, name: str = "t.csv"
    ) -> tuple[Intake, tuple[Judged, ...]]:
        batch = read_file(name, text.encode())
        with self.database.reading() as session:
            at = intake(session, batch.rows, base=self.base, way=way, today=make.NOW.date())
        return at, settled(tuple(judge(at)), at)

    def take(self, at: Intake, found: tuple[Judged, ...], by: Person | None = None) -> int:
        with self.database.transaction() as saving:
            return take_in(
                *(saving, make.viewer(by or self.person), found, at),
                base=self.base, settings=self.settings, why="Brought in from t.csv.", now=make.NOW,
            )  # fmt: skip

    def bring(self, text: str, *, way: Way = AT_ONCE, name: str = "t.csv") -> tuple[Judged, ...]:
        at, found = self.look(text, way=way, name=name)
        self.take(at, found)
        return found

    def one(self, text: str, *, way: Way = AT_ONCE, name: str = "t.csv") -> Judged:
        (found,) = self.bring(text, way=way, name=name)
        return found

    def course(self) -> Catalogue:
        with self.database.reading() as session:
            return in_force(session, self.base)

    def history(self, slug: str) -> queries.History:
        with self.database.reading() as session:
            found = queries.history(session, slug, self.base)
        assert found is not None
        return found


def row(**given: object) -> dict[str, str]:
    """A whole term that may go out, as the cells of a row."""
    fields = asdict(wording(**{key: value for key, value in given.items() if key != "slug"}))
    cells = {
        key: joined(value) if isinstance(value, tuple) else value for key, value in fields.items()
    }
    return {**({"slug": str(given["slug"])} if "slug" in given else {}), **cells}


def sheet(*rows: dict[str, str]) -> str:
    """Rows of the same columns as the text of a CSV file."""
    return "".join(csv_lines([tuple(rows[0]), *(tuple(each.values()) for each in rows)]))
