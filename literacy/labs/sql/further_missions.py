"""Missions 6 to 10: join two lists, find what was lost, and make different counts agree."""

# ruff: noqa: S608 - queries written here, for learners to read
from collections.abc import Mapping

from literacy.labs.sql.mission import GAP, Mission, Near

REPORTS = "three-reports"

_TESTS = "c.email NOT LIKE '%@test.harbourfinch.example'"
_PAID = "FROM orders o JOIN contacts c ON c.contact_id = o.contact_id WHERE o.status = 'paid'"
_FEBRUARY = "= '2026-02'"
_BUYERS = "SELECT o.order_id, c.first_name, c.city, o.total_eur FROM orders o"
_LARGEST = "ORDER BY o.total_eur DESC LIMIT 10"


def _reports(finance: str, counted: str) -> str:
    return (
        f"SELECT 'shop', COUNT(*) FROM orders\n"
        f"WHERE strftime('%Y-%m', ordered_at) {_FEBRUARY}\n"
        "UNION ALL\n"
        f"SELECT 'finance', COUNT(*) FROM orders\n"
        f"WHERE {finance}\n"
        "UNION ALL\n"
        f"SELECT 'analytics', COUNT({counted}) FROM visits\n"
        f"WHERE strftime('%Y-%m', started_at) {_FEBRUARY};"
    )


def _germany(spellings: str) -> str:
    return (
        "SELECT CASE\n"
        f"  WHEN country IN ('DE', {spellings}) THEN 'DE'\n"
        "  ELSE country\n"
        "END, COUNT(*)\n"
        "FROM contacts\n"
        "GROUP BY 1;"
    )


_IN_ATHENS = f"strftime('%Y-%m', ordered_at, '+2 hours') {_FEBRUARY} AND status = 'paid'"
_IN_UTC = f"strftime('%Y-%m', ordered_at) {_FEBRUARY} AND status = 'paid'"

FURTHER: Mapping[str, Mission] = {
    "join-orders": Mission(
        title="Orders beside names",
        question=(
            "Show the ten largest orders that have a known buyer: number, first name, city, "
            "total. Largest first."
        ),
        tables=("orders", "contacts"),
        start=(
            "SELECT o.order_id, c.first_name, c.city, o.total_eur\nFROM orders o\n"
            "JOIN contacts c ON ___ = ___\nORDER BY ___ DESC\nLIMIT 10;"
        ),
        gaps=(14, 14, 14),
        references=(f"{_BUYERS} JOIN contacts c ON c.contact_id = o.contact_id {_LARGEST};",),
        is_ordered=True,
        hints=(
            "Which column of `orders` holds a number from `contacts`?",
            "`ON c.contact_id = o.contact_id`, in the order of `o.total_eur`.",
        ),
        near=(
            Near(
                f"{_BUYERS} LEFT JOIN contacts c ON c.contact_id = o.contact_id {_LARGEST};",
                "The first line has no name: a guest. A left join keeps orders without a buyer.",
            ),
            Near(
                f"{_BUYERS} JOIN contacts c ON c.contact_id = o.order_id {_LARGEST};",
                "You matched a contact’s number with an order’s number. Which column of `orders` "
                "leads to the contact?",
            ),
        ),
        why=(
            "A plain join keeps only orders that find a contact, so the guest’s order, the "
            "largest of all, isn’t there."
        ),
    ),
    "lost-rows": Mission(
        title="What the join lost",
        question=("How many orders find no contact, and how much money is in them, to the cent?"),
        tables=("orders", "contacts"),
        start="SELECT COUNT(*), ROUND(SUM(o.total_eur), 2)\nFROM orders o\n",
        references=(
            (
                "SELECT COUNT(*), ROUND(SUM(o.total_eur), 2)\nFROM orders o\n"
                "LEFT JOIN contacts c ON c.contact_id = o.contact_id\nWHERE c.contact_id IS NULL;"
            ),
        ),
        hints=(
            (
                "Keep all orders by a `LEFT JOIN`. What stands in the contact’s columns where none "
                "is found?"
            ),
            (
                "`LEFT JOIN contacts c ON c.contact_id = o.contact_id`, then keep the rows where "
                "`c.contact_id IS NULL`."
            ),
        ),
        near=(
            Near(
                "SELECT COUNT(*), ROUND(SUM(total_eur), 2) FROM orders WHERE contact_id IS NULL;",
                "These are the guests. Some orders also hold the number of a contact who was "
                "deleted.",
            ),
        ),
        why=(
            "Some orders have no number, and some have a number that leads to nobody; a plain "
            "join drops both."
        ),
    ),
    "people-not-rows": Mission(
        title="Count people",
        question=(
            "How many people have a paid order? Set aside capitals and outer spaces in addresses, "
            "and leave out tests (`@test.harbourfinch.example`)."
        ),
        tables=("orders", "contacts"),
        references=(f"SELECT COUNT(DISTINCT lower(trim(c.email))) {_PAID} AND {_TESTS};",),
        hints=(
            (
                "Join orders and contacts, keep what is paid, drop the tests with "
                "`c.email NOT LIKE '%@test.harbourfinch.example'`."
            ),
            (
                "`COUNT(DISTINCT lower(trim(c.email)))` counts each address once, however it was "
                "typed."
            ),
        ),
        near=(
            Near(
                f"SELECT COUNT(*) {_PAID} AND {_TESTS};",
                "You counted orders. Who has two orders counts twice.",
            ),
            Near(
                f"SELECT COUNT(DISTINCT c.contact_id) {_PAID} AND {_TESTS};",
                "You counted rows of contacts. Some people have two.",
            ),
            Near(
                f"SELECT COUNT(DISTINCT c.email) {_PAID} AND {_TESTS};",
                "Nearly. A capital or a space makes two addresses of one.",
            ),
            Near(
                f"SELECT COUNT(DISTINCT lower(trim(c.email))) {_PAID};",
                "The tests are still in it.",
            ),
        ),
        why=(
            "One person may have several orders and several rows, so only a matching rule turns "
            "rows into people."
        ),
    ),
    REPORTS: Mission(
        title="Three reports, one month",
        question=(
            "Three reports count the orders of February 2026. Get the three lines (name, number), "
            "each by its own definition. Then say what parts them."
        ),
        tables=("orders", "visits"),
        definitions=(
            ("shop", "Orders of any status, whose time in the table (UTC) is in February"),
            (
                "finance",
                (
                    "Paid orders, whose time in Athens is in February. In winter Athens is two "
                    "hours ahead of UTC: `'+2 hours'`"
                ),
            ),
            (
                "analytics",
                "Visits with an order number, in February by the report’s own clock",
            ),
        ),
        start=_reports(f"strftime('%Y-%m', ordered_at, ___) {_FEBRUARY} AND ___", GAP),
        gaps=(12, 18, 12),
        references=(_reports(_IN_ATHENS, "order_id"),),
        hints=(
            (
                "A third value in `strftime` moves the clock: "
                "`strftime('%Y-%m', ordered_at, '+2 hours')`."
            ),
            (
                "Finance counts `status = 'paid'`. In `visits` most cells of `order_id` are empty, "
                "and `COUNT(order_id)` skips those."
            ),
        ),
        near=(
            Near(
                _reports(_IN_ATHENS, "*"),
                "You counted all visits. Which cells say that one ended in an order?",
            ),
            Near(
                _reports(_IN_UTC, "order_id"),
                "Finance closes its month at midnight in Athens. Move the clock.",
            ),
            Near(
                _reports(_IN_ATHENS, "DISTINCT order_id"),
                "That’s a cleaner number than the report shows. It counts a reloaded page twice, "
                "so count it that way here.",
            ),
        ),
        why=(
            "The three count different things, by different clocks, in different rows; none of "
            "them is wrong."
        ),
    ),
    "five-countries": Mission(
        title="One line for Germany",
        question=(
            "How many rows of `contacts` does each country have, with one line (`DE`) for "
            "Germany? Leave all other values, and the empty ones, as they are."
        ),
        tables=("contacts",),
        start=_germany(GAP),
        gaps=(38,),
        references=(_germany("'Germany', 'GER', 'Deutschland', '49'"),),
        hints=(
            (
                "See which spellings there are. Write the whole query yourself: "
                "`SELECT country, COUNT(*) FROM contacts GROUP BY country;`"
            ),
            (
                "`DE` is there. Add `'Germany', 'GER', 'Deutschland', '49'`, each in quotation "
                "marks: `'49'` is text, too."
            ),
        ),
        near=(
            Near(
                "SELECT country, COUNT(*) FROM contacts GROUP BY country;",
                "Germany still has five lines. Name its other spellings in the brackets.",
            ),
            Near(
                _germany("'Germany', 'GER', 'Deutschland'"),
                "One is left: the telephone code.",
            ),
        ),
        why=(
            "Each tool had its own idea of a country, and a query can mend the answer but not the "
            "source."
        ),
    ),
}
