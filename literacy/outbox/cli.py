"""`literacy jobs`: what should run every few minutes."""

import sys

import click

from literacy.cli import SettingsLater
from literacy.lib.clock import utc_now
from literacy.lib.db import Database, store_at
from literacy.outbox import queries
from literacy.outbox.actions import forget_old
from literacy.outbox.jobs import Chore, Outcome, Post, Tidying, deliver, mailer_of

_WORTH_A_BAR = 20


def jobs_command(*tidyings: Tidying, chores: tuple[Chore, ...] = ()) -> click.Group:
    """`literacy jobs`: `tidyings` and `chores` are what the features above want done regularly."""

    @click.group()
    def jobs() -> None:
        """Send the mail that waits, and tidy up."""

    @jobs.command(short_help="Send what waits, tidy up, and stop.")
    @click.pass_obj
    def run(settings: SettingsLater) -> None:
        """Send every mail that is due, once, write reminders, delete what ran out, and stop.

        The site sends by itself while `literacy serve` runs. Run this every few minutes from cron
        where another server runs the site, and after the mail server was down. It is safe to run
        as often as you like, also twice at the same time.
        """
        with store_at(settings.get().database_url) as database:
            post = Post(settings.get(), database, mailer_of(settings.get()), utc_now)
            outcome = _delivered(post)
            for chore in chores:
                chore(settings.get(), database, now=utc_now())
            outcome = outcome.and_then(_delivered(post))
            _tidy(database, tidyings)
        _say(outcome)

    return jobs


def _delivered(post: Post) -> Outcome:
    with post.database.reading() as session:
        waiting = queries.count_due(session, now=post.clock())
    if waiting < _WORTH_A_BAR:
        return deliver(post)
    with click.progressbar(length=waiting, label="Sending") as bar:
        return deliver(post, each=lambda: bar.update(1))


def _tidy(database: Database, tidyings: tuple[Tidying, ...]) -> None:
    for tidy in (forget_old, *tidyings):
        with database.transaction() as saving:
            tidy(saving, now=utc_now())


def _say(outcome: Outcome) -> None:
    click.echo(f"Sent {outcome.sent}, not sent {outcome.failed}.")
    if outcome.failed:
        click.echo("What was not sent is tried again later. Reasons:", err=True)
        for problem in sorted(set(outcome.problems)):
            click.echo(f"  {problem}", err=True)
        sys.exit(1)
