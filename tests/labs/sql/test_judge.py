"""Each mission: its reference passes, each near answer fails with its own sentence, no constant does."""

import pytest

from literacy.labs.sql import judge
from literacy.labs.sql.maker import HIDDEN, LEARNERS
from literacy.labs.sql.plan import LOOK, MISSIONS
from literacy.labs.sql.room import Refusal, Result

QUERIES = {name: mission for name, mission in MISSIONS.items() if name != LOOK}
REFERENCES = [(name, sql) for name, mission in QUERIES.items() for sql in mission.references]
NEAR = [(name, near) for name, mission in QUERIES.items() for near in mission.near]


def judged(run, name: str, sql: str) -> judge.Verdict:
    return judge.judge(name, sql, run(LEARNERS, sql), run)


def typed_in(result: Result) -> str:
    """The result as somebody would type it, value by value."""

    def literal(value: object) -> str:
        return "NULL" if value is None else repr(value)

    rows = [f"({', '.join(map(literal, row))})" for row in result.rows]
    return f"VALUES {', '.join(rows)}"


@pytest.mark.parametrize(("name", "sql"), REFERENCES)
def test_a_reference_reaches_the_goal(run, name, sql) -> None:
    assert judged(run, name, sql) == judge.Verdict(True, judge.REACHED)


@pytest.mark.parametrize(("name", "near"), NEAR, ids=[f"{name}: {x.sentence}" for name, x in NEAR])
def test_a_near_answer_fails_with_its_own_sentence(run, name, near) -> None:
    assert judged(run, name, near.sql) == judge.Verdict(False, near.sentence)


@pytest.mark.parametrize(("name", "sql"), REFERENCES)
def test_a_typed_in_constant_fails_on_the_other_database(run, name, sql) -> None:
    constant = typed_in(run(LEARNERS, sql))

    assert judged(run, name, constant) == judge.Verdict(False, judge.ONLY_HERE)


@pytest.mark.parametrize(("name", "sql"), REFERENCES)
def test_the_two_databases_answer_differently(run, name, sql) -> None:
    assert run(LEARNERS, sql).rows != run(HIDDEN, sql).rows


def test_a_query_that_is_stopped_on_the_other_database_does_not_pass(run) -> None:
    sql = MISSIONS["count-contacts"].references[0]

    verdict = judge.judge(
        "count-contacts", sql, run(LEARNERS, sql), lambda _name, _sql: Refusal("interrupted")
    )

    assert not verdict.reached


@pytest.mark.parametrize("name", QUERIES)
def test_hints_are_enough(run, name) -> None:
    """What the second hint writes out, or nearly, is all that the reference needs."""
    written = "".join(MISSIONS[name].hints).replace("`", "").lower()
    gaps = MISSIONS[name].start.count("___")

    assert gaps == len(MISSIONS[name].gaps)
    assert len(written) > 40


def test_numbers_between_decimals_agree_within_half_a_cent(run) -> None:
    sql = "SELECT channel, COUNT(*), COUNT(total_eur), AVG(total_eur) FROM orders GROUP BY channel"

    assert judged(run, "average-order", sql).reached


def test_other_ways_to_ask_are_as_good(run) -> None:
    ways = {
        "pick-a-country": (
            "WITH two AS (SELECT * FROM contacts WHERE country IN ('AT', 'CH')) SELECT COUNT("
            "DISTINCT email) FROM two WHERE mails_opened > 1 AND first_order_on IS NULL"
        ),
        "lost-rows": (
            "SELECT COUNT(*), SUM(total_eur) FROM orders WHERE contact_id IS NULL OR contact_id "
            "NOT IN (SELECT contact_id FROM contacts)"
        ),
        "five-countries": (
            "SELECT iif(country IN ('Germany', 'GER', 'Deutschland', '49'), 'DE', country) AS c, "
            "COUNT(*) FROM contacts GROUP BY c ORDER BY 2 DESC"
        ),
    }

    assert {name: judged(run, name, sql).reached for name, sql in ways.items()} == dict.fromkeys(
        ways, True
    )
