"""`literacy review rebuild`: cards from answers, for when a rule or a card was wrong."""

import click

from literacy.cli import SettingsLater
from literacy.lib.db import Database, store_at
from literacy.review.actions import rebuild as rebuild_cards
from literacy.review.queries import people_with_recalls


@click.group()
def review() -> None:
    """Look after the cards of the spaced review."""


@review.command(short_help="Make all cards again from the answers.")
@click.pass_obj
def rebuild(settings: SettingsLater) -> None:
    """Make every card again from the answers it follows from, and say how many differed."""
    with store_at(settings.get().database_url) as database:
        with database.reading() as session:
            people = people_with_recalls(session)
        differed = sum(_rebuilt(database, person) for person in people)
    who = "1 person" if len(people) == 1 else f"{len(people)} people"
    click.echo(f"Made the cards of {who} again; {differed or 'none'} differed from their answers.")


def _rebuilt(database: Database, person: int) -> int:
    """One transaction for each person: nobody else waits."""
    with database.transaction() as saving:
        return rebuild_cards(saving, person)
