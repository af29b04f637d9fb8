"""`literacy summaries`: counts that are kept for speed."""

from collections.abc import Callable

import click

from literacy.cli import SettingsLater
from literacy.content.catalogue import Catalogue
from literacy.lib.clock import utc_now
from literacy.lib.db import store_at
from literacy.overview.jobs import count_teams
from literacy.overview.queries import counted_longest_ago
from literacy.progress.outline import course_outline
from literacy.settings import Settings


def summaries_command(open_course: Callable[[Settings], Catalogue]) -> click.Group:
    """`literacy summaries`; the course is opened when a command needs it."""

    @click.group()
    def summaries() -> None:
        """Look after the counts that the company's overview is made from."""

    @summaries.command(short_help="Count every team again.")
    @click.pass_obj
    def rebuild(later: SettingsLater) -> None:
        """Count every team again from what its people did.

        `literacy jobs run` does a part of this each time. Run it after a restore or a change of
        the course, when the overview should not wait.
        """
        now = utc_now()
        course = course_outline(open_course(later.get()), today=now.date())
        with store_at(later.get().database_url) as database:
            with database.reading() as session:
                teams = len(counted_longest_ago(session))
            with click.progressbar(length=teams, label="Teams") as bar:
                count_teams(database, course, now=now, most=None, each=bar.update)
        click.echo(f"Counted {'1 team' if teams == 1 else f'{teams:,} teams'} again.")

    return summaries
