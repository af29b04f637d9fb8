"""`literacy demo`, the made-up company, and `literacy bench`, a crowd to measure with."""

import os
from pathlib import Path

import click

from literacy.accounts.queries import somebody_exists
from literacy.app import create_app, open_shelf
from literacy.cli import SettingsLater
from literacy.demo.actions import found_company
from literacy.demo.bulk import settle
from literacy.demo.company import DOORS, NAME, PASSWORD, PEOPLE
from literacy.demo.crowd import QUESTIONS, Crowd, Size
from literacy.lib.clock import utc_now
from literacy.lib.db import Database, in_words
from literacy.lib.errors import Conflict, Invalid
from literacy.migrations.cli import bring_up_to_date
from literacy.settings import Settings, WrongSetting, is_loopback
from literacy.web.cli import check_ground, listening
from literacy.web.logs import set_up_logs
from literacy.web.server import run


@click.command(short_help="Run the site as a made-up company.")
@click.option("--fresh", is_flag=True, help="Forget what was done and begin again.")
@click.option("--port", type=click.IntRange(1, 65535), help="Port (PORT, LITERACY_PORT).")
@click.pass_obj
def demo(later: SettingsLater, fresh: bool, port: int | None) -> None:
    """Run the site as a made-up company with 24 people, four teams and their histories.

    It listens on this machine only and keeps what you do in it; --fresh begins again.
    """
    settings = demo_settings(later, port)
    set_up_logs(settings.log)
    check_ground(settings)
    if fresh:
        forget(settings)
    database = Database(settings.database_url)
    bring_up_to_date(database, settings.data)
    shelf = open_shelf(settings)
    with database.transaction() as saving:
        if not somebody_exists(saving):
            found_company(saving, shelf.catalogue, now=utc_now())
    app = create_app(settings, database=database, shelf=shelf)
    click.echo(welcome(settings))
    run(app, settings)
    database.dispose()


def demo_settings(later: SettingsLater, port: int | None) -> Settings:
    """The settings of the demo; raises WrongSetting where others could reach it."""
    given = listening(None, port)
    host = given.get("host") or os.environ.get("LITERACY_HOST") or "127.0.0.1"
    if not is_loopback(host):
        raise WrongSetting(
            f"The demo has known passwords, so it runs on 127.0.0.1 only and not on {host}."
        )
    return later.get(
        **{**given, "host": host},
        data=Path(os.environ.get("LITERACY_DATA") or "var") / "demo",
        database_url="",
        origin="",
        content=None,
        overlay=None,
        proxies=0,
        company=NAME,
        mail="file",
        demo=True,
    )


def forget(settings: Settings) -> None:
    """Delete the demo's database, and nothing else."""
    for ending in ("", "-wal", "-shm"):
        (settings.data / f"literacy.db{ending}").unlink(missing_ok=True)


def welcome(settings: Settings) -> str:
    """Where it is, and who one can be."""
    by_name = {each.name: each for each in PEOPLE}
    doors = [by_name[name] for name in DOORS]
    accounts = "\n".join(f"  {each.email:20} {each.role.value}" for each in doors)
    return (
        f"{NAME} is at {settings.origin}  (Ctrl-C stops it)\n\n"
        f"Nobody in it is real. Sign in with the password {PASSWORD} as\n{accounts}\n"
    )


@click.group(short_help="Make data of a large company, for measuring.")
def bench() -> None:
    """Make data of a large company, for measuring. Never use it on a site with people in it."""


@bench.command(short_help="Fill an empty database with a crowd.")
@click.option(
    "--people", type=click.IntRange(1, 1_000_000), default=100_000, help="How many learners."
)
@click.option(
    "--teams", type=click.IntRange(1, 100_000), default=2_000, help="How many teams they are in."
)
@click.option(
    "--answers",
    type=click.IntRange(1, 100_000_000),
    default=10_000_000,
    help="Answers in quizzes, five to an attempt.",
)
@click.option("--seed", type=int, default=1, help="Same seed, same rows.")
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
    database.dispose()
    click.echo(
        f"{people:,} people in {teams:,} teams, {size.attempts * people:,} attempts, "
        f"{size.attempts * people * QUESTIONS:,} answers."
    )
