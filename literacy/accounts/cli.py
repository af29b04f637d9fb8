"""`literacy users`: people, their roles and the ways in, from the command line."""

import click

from literacy.accounts import queries
from literacy.accounts.actions import doors, people
from literacy.accounts.addresses import is_address, kept_form
from literacy.accounts.people import Filter, State
from literacy.accounts.permissions import Role
from literacy.cli import SettingsLater
from literacy.lib.clock import utc_now
from literacy.lib.db import store_at
from literacy.lib.errors import Invalid
from literacy.lib.lines import one_line

_ROLES = click.Choice([role.value for role in Role])
_STATES = click.Choice([state.value for state in State])


@click.group()
def users() -> None:
    """List, invite, change and sign out people.

    Everything done here is written to the audit log. Mail leaves while the site runs, or with
    `literacy jobs run`.
    """


@users.command("list", short_help="List people by name.")
@click.option("--team", default="", metavar="SLUG", help="Only this team.")
@click.option("--role", type=_ROLES, help="Only this role.")
@click.option("--state", type=_STATES, help="Only those who came, were invited or are closed.")
@click.pass_obj
def list_(settings: SettingsLater, team: str, role: str | None, state: str | None) -> None:
    """List people by name: address, name, role, state and teams."""
    wanted = Filter(
        team=team, role=Role(role) if role else None, state=State(state) if state else None
    )
    with store_at(settings.get().database_url) as database, database.reading() as session:
        lines = queries.everybody(session, wanted)
    for line in lines:
        teams = ", ".join(line.teams)
        click.echo(f"{line.email:<32} {line.name:<24} {line.role:<8} {line.state:<8} {teams}")
    click.echo(f"{len(lines)} {'person' if len(lines) == 1 else 'people'}")


@users.command(short_help="Make an account and mail its link.")
@click.argument("email")
@click.option("--name", required=True, help="The person's name.")
@click.option("--role", type=_ROLES, default="learner", show_default=True, help="What they may do.")
@click.option("--team", multiple=True, metavar="SLUG", help="A team to join; repeat for more.")
@click.option("--manages", multiple=True, metavar="SLUG", help="A team to lead; repeat for more.")
@click.pass_obj
def invite(
    settings: SettingsLater,
    *,
    email: str,
    name: str,
    role: str,
    team: tuple[str, ...],
    manages: tuple[str, ...],
) -> None:
    """Make an account for EMAIL and mail its owner a link, good for seven days."""
    email, name = _address(email), one_line(name)[:120]
    if not name:
        raise Invalid("The name is empty.")
    with store_at(settings.get().database_url) as database, database.transaction() as saving:
        _person, token = people.invite(
            saving,
            email=email,
            name=name,
            role=Role(role),
            teams=queries.team_ids(saving, team),
            manages=queries.team_ids(saving, manages),
            by=None,
            key=settings.get().secret_key,
            now=utc_now(),
        )
    click.echo(f"Invited {name} <{email}> as {role}. The mail is on its way; this is its link:")
    click.echo(f"  {settings.get().origin}/invite/{token}")


@users.command(short_help="Close an account at once.")
@click.argument("email")
@click.pass_obj
def deactivate(settings: SettingsLater, email: str) -> None:
    """Close the account of EMAIL at once; what was learned stays."""
    with store_at(settings.get().database_url) as database, database.transaction() as saving:
        person = queries.person_called(saving, _address(email))
        was_open = person.deactivated_at is None
        people.deactivate(saving, person.id, by=None, now=utc_now())
    click.echo(f"{'Closed' if was_open else 'Already closed:'} the account of {person.name}.")


@users.command(short_help="Open a closed account again.")
@click.argument("email")
@click.pass_obj
def reactivate(settings: SettingsLater, email: str) -> None:
    """Open the closed account of EMAIL again, with the role, teams and password it had."""
    with store_at(settings.get().database_url) as database, database.transaction() as saving:
        person = queries.person_called(saving, _address(email))
        was_closed = person.deactivated_at is not None
        people.reactivate(saving, person.id, by=None, now=utc_now())
    click.echo(f"{'Opened' if was_closed else 'Already open:'} the account of {person.name}.")


@users.command(short_help="Give a role.")
@click.argument("email")
@click.argument("role", type=_ROLES)
@click.pass_obj
def role(settings: SettingsLater, email: str, role: str) -> None:
    """Give EMAIL the ROLE learner, author, manager or admin, from the next request on."""
    with store_at(settings.get().database_url) as database, database.transaction() as saving:
        person = queries.person_called(saving, _address(email))
        before = person.role
        people.change_role(saving, person.id, Role(role), by=None, now=utc_now())
    changed = f"{person.name}: {before} → {role}"
    click.echo(changed if before != role else f"{person.name} is {role} already.")


@users.command("reset-link", short_help="Print a link that sets a new password.")
@click.argument("email")
@click.pass_obj
def reset_link(settings: SettingsLater, email: str) -> None:
    """Print a link with which EMAIL sets a new password; it works once, for an hour.

    Hand it over by a way you trust. Every older link of this person dies.
    """
    with store_at(settings.get().database_url) as database, database.transaction() as saving:
        person = queries.person_called(saving, _address(email))
        token = people.reset_link(saving, person, by=None, now=utc_now())
    click.echo(f"{settings.get().origin}/password/reset/{token}")


@users.group()
def sessions() -> None:
    """Sign people out."""


@sessions.command()
@click.argument("email")
@click.pass_obj
def end(settings: SettingsLater, email: str) -> None:
    """Sign EMAIL out of every browser."""
    with store_at(settings.get().database_url) as database, database.transaction() as saving:
        person = queries.person_called(saving, _address(email))
        count = doors.end_sessions(saving, person.id, by=None, now=utc_now())
    click.echo(f"Ended {count} {'session' if count == 1 else 'sessions'} of {person.name}.")


def _address(typed: str) -> str:
    email = kept_form(typed)
    if not is_address(email):
        raise Invalid(f"“{typed}” is not an email address.")
    return email
