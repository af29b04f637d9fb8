"""`literacy serve`: set up what is missing, then serve until told to stop."""

import os
import shutil
from typing import Any

import click

from literacy.accounts import queries as account_queries
from literacy.accounts.actions import doors
from literacy.app import create_app
from literacy.cli import SettingsLater
from literacy.lib.clock import utc_now
from literacy.lib.db import Database
from literacy.migrations.cli import bring_up_to_date
from literacy.outbox.jobs import Courier, Post, mailer_of
from literacy.settings import Settings, WrongSetting
from literacy.teams.actions import note_switch
from literacy.web.logs import set_up_logs
from literacy.web.server import run

_LEAST_FREE_BYTES = 200 * 1024 * 1024


@click.command()
@click.option("--host", help="Address to listen on (HOST, LITERACY_HOST).")
@click.option("--port", type=click.IntRange(1, 65535), help="Port (PORT, LITERACY_PORT).")
@click.option("--watch", is_flag=True, help="Show changed lessons on the next load.")
@click.pass_obj
def serve(settings: SettingsLater, host: str | None, port: int | None, watch: bool) -> None:
    """Run the site. Sets up the database, and prints the link that makes the first admin."""
    chosen = settings.get(watch=watch, **listening(host, port))
    set_up_logs(chosen.log)
    start(chosen)


def listening(host: str | None, port: int | None) -> dict[str, Any]:
    """Where to listen: the option, else HOST and PORT, else the setting."""
    host = host or os.environ.get("HOST")
    given_port = port or os.environ.get("PORT")
    if given_port and not str(given_port).isdigit():
        raise WrongSetting(f"PORT is “{given_port}”; it must be a number such as 8000.")
    return {
        **({"host": host} if host else {}),
        **({"port": int(given_port)} if given_port else {}),
    }


def start(settings: Settings) -> None:
    """Check the ground, bring the tables up to date, say where the site is, and serve."""
    check_ground(settings)
    database = Database(settings.database_url)
    click.echo(bring_up_to_date(database, settings.data))
    app = create_app(settings, database=database)
    with database.transaction() as saving:
        note_switch(saving, is_on=settings.help_signal == "on", now=utc_now())
    click.echo(f"Literacy is at {settings.origin}  (Ctrl-C stops it)")
    _offer_set_up(database, settings)
    with Courier(Post(settings, database, mailer_of(settings), utc_now)):
        run(app, settings)
    database.dispose()


def check_ground(settings: Settings) -> None:
    """Refuse to start where nothing could be saved."""
    if not os.access(settings.data, os.W_OK):
        raise WrongSetting(f"LITERACY_DATA is {settings.data}, which cannot be written to.")
    if shutil.disk_usage(settings.data).free < _LEAST_FREE_BYTES:
        raise WrongSetting(f"Less than 200 MB are free in {settings.data}. Make room first.")


def _offer_set_up(database: Database, settings: Settings) -> None:
    with database.transaction() as saving:
        if account_queries.somebody_exists(saving):
            return
        token = doors.offer_set_up(saving, now=utc_now())
    click.echo(
        f"\nMake the first administrator here (works once, for 24 hours):\n"
        f"  {settings.origin}/setup/{token}\n"
    )
