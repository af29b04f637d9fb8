"""`literacy check`: every problem of the course as file, line and sentence."""

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

import click

from literacy.content.catalogue import Catalogue
from literacy.content.load import Loaded, load
from literacy.content.problems import Problem
from literacy.lib.clock import utc_now
from literacy.paths import course_root
from literacy.questions.banks import bank_measures

_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


def check_command(labs: Mapping[str, Collection[str]]) -> click.Command:
    """The command; `labs` are the missions of each lab, which the content itself can't know."""

    @click.command("check", short_help="Read the course and print every problem.")
    @click.argument("path", required=False, type=_FOLDER)
    @click.option("--overlay", type=_FOLDER, help="A folder laid over the course.")
    @click.option("--bank", "show_banks", is_flag=True, help="Print the measures of each bank.")
    @click.option("--warnings/--no-warnings", default=True, help="Show what may be mended later.")
    @click.pass_context
    def check(
        context: click.Context,
        path: Path | None,
        overlay: Path | None,
        show_banks: bool,
        warnings: bool,
    ) -> None:
        """Read the course in PATH and print every problem; exit with 1 if there is an error.

        PATH is a folder that holds `lessons` and `quizzes`; without it, the course that
        LITERACY_CONTENT names or the bundled one.
        """
        root, over = _folders(context, path, overlay)
        loaded = load(root, overlay=over, labs=labs, today=utc_now().date())
        _print(loaded, warnings=warnings)
        if show_banks and loaded.catalogue:
            click.echo("\n".join(_measures(loaded.catalogue)))
        if any(problem.is_error for problem in loaded.problems):
            context.exit(1)

    return check


def _folders(
    context: click.Context, path: Path | None, overlay: Path | None
) -> tuple[Path, Path | None]:
    """What was typed, or else what the settings say; a folder that was typed needs no settings."""
    if path is not None or context.obj is None:
        return path or course_root(), overlay
    settings = context.obj.get()
    return settings.content or course_root(), overlay or settings.overlay


def _print(loaded: Loaded, *, warnings: bool) -> None:
    for problem in loaded.problems:
        if problem.is_error or warnings:
            click.echo(_line(problem))
    click.echo(_summary(loaded))


def _line(problem: Problem) -> str:
    return str(problem) if problem.is_error else f"{problem} (warning)"


def _summary(loaded: Loaded) -> str:
    errors = sum(problem.is_error for problem in loaded.problems)
    warnings = len(loaded.problems) - errors
    found = f"{_count(errors, 'error')}, {_count(warnings, 'warning')}."
    if loaded.catalogue is None:
        return found
    course = loaded.catalogue
    questions = sum(len(bank.items) for bank in course.banks.values())
    return (
        f"{_count(len(course.lessons), 'lesson')}, {_count(questions, 'question')}, "
        f"{_count(len(course.terms), 'term')}, {_count(len(course.facts), 'fact')}: {found}"
    )


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _measures(course: Catalogue) -> Iterator[str]:
    """A line for each area; an area is ready with 6 questions of 3 kinds, 2 of them applied."""
    yield f"\n{'bank':<32} area items kinds applied ready  longest key"
    for slug, bank in course.banks.items():
        measures = bank_measures(bank.items.values(), areas=bank.areas)
        for name, area in measures.areas.items():
            ready = "yes" if area.ready else "no"
            yield (
                f"{slug:<32} {name:<4} {area.items:>5} {area.kinds:>5} {area.applied:>7} "
                f"{ready:>5}  {measures.key_longest:>10.0%}"
            )
