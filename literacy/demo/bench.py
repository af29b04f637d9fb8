"""`literacy bench`: data of the size the site promises to serve, for measuring."""

import click
from sqlalchemy import text

from literacy.accounts.queries import somebody_exists
from literacy.app import open_shelf
from literacy.cli import SettingsLater
from literacy.demo.bulk import settle
from literacy.demo.crowd import QUESTIONS, Crowd, Size
from literacy.lib.clock import utc_now
from literacy.lib.db import Database, in_words
from literacy.lib.errors import Conflict, Invalid
from literacy.migrations.cli import bring_up_to_date


@click.group(short_help="Make data of a large company, for measuring.")
def bench() -> None:
    """Make data of a large company, for measuring. Never use it on a site with people in it."""


@bench.command(short_help="Fill an empty database with a crowd.")
@click.option("--people", type=click.IntRange(1, 1_000_000), default=100_000, show_default=True)
@click.option("--teams", type=click.IntRange(1, 100_000), default=2_000, show_default=True)
@click.option(
    "--answers", type=click.IntRange(1, 100_000_000), default=10_000_000, show_default=True
)
@click.option("--seed", type=int, default=1, show_default=True, help="Same seed, same rows.")
@click.pass_obj
def data(later: SettingsLater, people: int, teams: int, answers: int, seed: int) -> None:
    """Fill an empty database with people, teams, attempts and answers.

    LITERACY_DATABASE_URL or LITERACY_DATA says which database; one that holds a person is refused.
    The full size takes some minutes and about four gigabytes.
    """
    size = Size(people, teams, answers)
    if not size.attempts:
        raise Invalid(
            f"{answers:,} answers are not {QUESTIONS} for each of {people:,} people. "
            "Ask for more answers or fewer people."
        )
    database = Database(later.get().database_url)
    with in_words(database):
        bring_up_to_date(database, later.get().data)
        with database.reading() as session:
            if somebody_exists(session):
                raise Conflict(
                    "This database holds people already. Name an empty one: set "
                    "LITERACY_DATA or LITERACY_DATABASE_URL to a place of its own."
                )
        crowd = Crowd(open_shelf(later.get()).catalogue, size, until=utc_now(), seed=seed)
        with click.progressbar(length=people, label="People") as bar:
            settle(database, crowd, each=bar.update)
        with database.engine.connect() as connection:
            connection.execute(text("ANALYZE"))
            connection.commit()
    database.dispose()
    click.echo(
        f"{people:,} people in {teams:,} teams, {size.attempts * people:,} attempts, "
        f"{size.attempts * people * QUESTIONS:,} answers."
    )
