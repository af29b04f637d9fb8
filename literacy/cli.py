"""`literacy`, a click group; each feature adds its commands."""

import importlib
import os
from dataclasses import replace
from typing import Any

import click

from literacy.settings import Settings, described, read_settings

# The command a person types, where it is written, and what it does; loaded when it is asked for.
_COMMANDS = {
    "serve": ("literacy.web.cli:serve", "Run the site."),
    "demo": ("literacy.demo.cli:demo", "Run the site as a made-up company."),
    "bench": ("literacy.demo.cli:bench", "Make data of a large company, for measuring."),
    "settings": ("literacy.cli:settings", "List every setting with its meaning and default."),
    "check": ("literacy.app:check", "Read the course and print every problem."),
    "db": ("literacy.migrations.cli:db", "Upgrade, back up and restore the database."),
    "users": ("literacy.accounts.cli:users", "List, invite and change people."),
    "glossary": ("literacy.app:glossary_commands", "Bring terms in and write them out."),
    "review": ("literacy.review.cli:review", "Look after the cards of the spaced review."),
    "summaries": ("literacy.app:summaries", "Count the teams again for the overview."),
    "roster": ("literacy.accounts.roster.cli:roster", "Bring people in from a file."),
    "reports": ("literacy.app:reports", "Write what managers see into files."),
    "jobs": ("literacy.app:jobs", "Send waiting mail and tidy up."),
}


class Commands(click.Group):
    """A group that imports a command when it is used, so that `--help` is quick."""

    def list_commands(self, context: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        if name not in _COMMANDS:
            return None
        module, attribute = _COMMANDS[name][0].split(":")
        command: click.Command = getattr(importlib.import_module(module), attribute)
        return command

    def format_commands(self, context: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of commands, without importing any."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, about) for name, (_place, about) in _COMMANDS.items()])


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="literacy", message="Literacy %(version)s")
@click.pass_context
def literacy(context: click.Context) -> None:
    """A course and quiz site that gives marketers the technical literacy to work with IT.

    Settings are environment variables; `literacy settings` lists them all.
    """
    # Settings are read when a command first needs them, so that --help never fails.
    context.obj = SettingsLater()


class SettingsLater:
    """Reads the settings on first use and keeps them."""

    def __init__(self) -> None:
        self._settings: Settings | None = None

    def get(self, **given: Any) -> Settings:
        if self._settings is None:
            self._settings = read_settings(**given)
        elif given:
            self._settings = replace(self._settings, **given)
        return self._settings


@click.command()
def settings() -> None:
    """List every setting with its meaning and default."""
    for name, default, meaning in described():
        held = " (set)" if name in os.environ else ""
        click.echo(f"{name}{held}\n    {meaning}\n    Default: {default or 'empty'}\n")
