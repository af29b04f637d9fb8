"""A query from typed text to what is shown: refused, run, put in words, judged."""

from collections.abc import Callable
from dataclasses import replace

from literacy.labs.sql import plan
from literacy.labs.sql.errors import NOTHING, in_words, refused_at_once
from literacy.labs.sql.judge import REACHED, Verdict, judge
from literacy.labs.sql.maker import LEARNERS
from literacy.labs.sql.room import Refusal, Result
from literacy.labs.sql.schema import Table
from literacy.labs.sql.state import Look, Outcome
from literacy.labs.sql.words import counts_rows, say

# Asks one of the two databases; a person has one query at a time.
Ask = Callable[[str, str], Result | Refusal]

ROWS_NOT_PEOPLE = "You counted rows, not people."
NEXT_REASONS = "The three numbers are right. Now tick what parts them."
WRONG_NUMBER = "A number of a row is made of digits, such as 5017."


def outcome(mission: str, sql: str, ask: Ask, *, has_reasons: bool = False) -> Outcome:
    """`has_reasons` is true for somebody who has ticked what parts the three reports."""
    refused = refused_at_once(sql)
    if refused:
        return Outcome(error=refused)
    given = ask(LEARNERS, sql)
    if isinstance(given, Refusal):
        return Outcome(error=in_words(given, sql))
    verdict = judge(mission, sql, given, ask)
    if mission == plan.REPORTS and verdict.reached and not has_reasons:
        verdict = Verdict(False, NEXT_REASONS)
    note = ROWS_NOT_PEOPLE if counts_rows(sql) and not verdict.reached else ""
    return Outcome(said=say(sql), note=note, result=given, verdict=verdict)


def has_right_numbers(asked: Outcome) -> bool:
    return asked.verdict is not None and asked.verdict.sentence in (NEXT_REASONS, REACHED)


def with_reasons(asked: Outcome, wrong: tuple[str, ...]) -> Outcome:
    """The numbers are right; `wrong` are the names of the reports ticked wrongly."""
    if not wrong:
        return replace(asked, verdict=Verdict(True, plan.ALL_TICKED))
    names = " and ".join(f"`{name}`" for name in wrong)
    return replace(asked, verdict=Verdict(False, f"Not yet for {names}. {plan.TICK_HINT}"))


def look(table: Table, number: str, ask: Ask) -> Look:
    """The first rows of a table, or its row with this number."""
    wanted = number.strip()
    if wanted and not (wanted.isascii() and wanted.isdigit() and len(wanted) <= 9):
        return Look(table, number, Outcome(error=WRONG_NUMBER))
    where = f"WHERE {table.key} = {wanted}" if wanted else "LIMIT 5"
    given = ask(LEARNERS, f"SELECT * FROM {table.name} {where}")  # noqa: S608 - digits only
    if isinstance(given, Refusal):
        return Look(table, number, Outcome(error=in_words(given, "")))
    if wanted and not given.rows:
        missing = f"`{table.name}` has no row with the number {wanted}."
        return Look(table, number, Outcome(error=missing))
    return Look(table, number, Outcome(result=given))


def found_by_keys(order: int, typed: dict[str, str], ask: Ask) -> Verdict:
    """The three answers about an order, capitals and outer spaces set aside."""
    given = ask(LEARNERS, plan.LOOK_ANSWER.format(order))
    if isinstance(given, Refusal):
        return Verdict(False, NOTHING)
    first_name, product = map(str, given.rows[0])
    column = typed["column"]
    if column != plan.LEADS_TO_BUYER:
        return Verdict(False, plan.WRONG_COLUMNS.get(column, plan.OTHER_COLUMN))
    wrong = [
        words
        for words, answer, right in (
            ("first name", typed["first_name"], first_name),
            ("product", typed["product"], product),
        )
        if answer.strip().lower() != right.lower()
    ]
    if wrong:
        return Verdict(False, f"The column is right. Look again for the {' and the '.join(wrong)}.")
    return Verdict(True, plan.FOLLOWED)
