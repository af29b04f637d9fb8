"""The shop's database: its size, the faults planted in it, and the rows the lessons show."""

import pytest

from literacy.labs.sql import plan, schema
from literacy.labs.sql.maker import HIDDEN, LEARNERS

COUNTED = {
    "contacts": ("SELECT COUNT(*) FROM contacts", 3300, 2750),
    "campaigns": ("SELECT COUNT(*) FROM campaigns", 24, 24),
    "products": ("SELECT COUNT(*) FROM products", 40, 40),
    "sends": ("SELECT COUNT(*) FROM sends", 9000, 7600),
    "orders": ("SELECT COUNT(*) FROM orders", 2636, 2190),
    "visits": ("SELECT COUNT(*) FROM visits", 5000, 3900),
    "repeated addresses": (
        "SELECT COUNT(*) - COUNT(DISTINCT lower(trim(email))) FROM contacts", 330, 275),
    "of them typed differently": (
        "SELECT COUNT(DISTINCT email) - COUNT(DISTINCT lower(trim(email))) FROM contacts",
        118, 98),
    "tests": (
        ("SELECT COUNT(*) FROM contacts WHERE email LIKE '%@test.harbourfinch.example'"
        " AND country = 'DE' AND city IS NULL"), 24, 17),
    "orders of tests": (
        ("SELECT COUNT(*) FROM orders JOIN contacts USING (contact_id)"
        " WHERE email LIKE '%@test.harbourfinch.example'"), 20, 15),
    "DE": ("SELECT COUNT(*) FROM contacts WHERE country = 'DE'", 728, 546),
    "Germany": ("SELECT COUNT(*) FROM contacts WHERE country = 'Germany'", 280, 210),
    "GER": ("SELECT COUNT(*) FROM contacts WHERE country = 'GER'", 168, 126),
    "Deutschland": ("SELECT COUNT(*) FROM contacts WHERE country = 'Deutschland'", 140, 105),
    "49": ("SELECT COUNT(*) FROM contacts WHERE country = '49'", 84, 63),
    "no country": ("SELECT COUNT(*) FROM contacts WHERE country IS NULL", 198, 165),
    "guests": ("SELECT COUNT(*) FROM orders WHERE contact_id IS NULL", 131, 121),
    "deleted contacts": ("SELECT COUNT(*) FROM orders WHERE contact_id > 90000", 50, 35),
    "late numbers": (
        ("SELECT COUNT(*) FROM orders a WHERE channel = 'phone' AND EXISTS (SELECT 1 FROM orders b"
        " WHERE b.order_id < a.order_id AND b.ordered_at > a.ordered_at)"), 40, 30),
    "sends by hand": ("SELECT COUNT(*) FROM sends WHERE campaign_id IS NULL", 150, 95),
    "end of January": (
        ("SELECT COUNT(*) FROM orders WHERE ordered_at BETWEEN '2026-01-31 22:00:00'"
        " AND '2026-01-31 23:59:59'"), 9, 22),
    "end of February": (
        ("SELECT COUNT(*) FROM orders WHERE ordered_at BETWEEN '2026-02-28 22:00:00'"
        " AND '2026-02-28 23:59:59'"), 31, 12),
    "largest order, a guest's": (
        "SELECT total_eur FROM orders WHERE contact_id IS NULL ORDER BY total_eur DESC LIMIT 1",
        1480.0, 1480.0),
    "times that two orders share": (
        "SELECT COUNT(*) - COUNT(DISTINCT ordered_at) FROM orders", 0, 0),
    "visits of Leila": ("SELECT COUNT(*) FROM visits WHERE contact_id = 1042", 3, 3),
    "names against the rule": (
        "SELECT COUNT(*) FROM campaigns WHERE name NOT GLOB '20[0-9][0-9]-[0-1][0-9]-*-*'", 4, 4),
}  # fmt: skip


@pytest.mark.parametrize("fault", COUNTED)
@pytest.mark.parametrize("database", [LEARNERS, HIDDEN])
def test_each_fault_is_there_as_often_as_planned(reading, fault, database) -> None:
    sql, learners, hidden = COUNTED[fault]

    assert reading(database, sql) == [(learners if database == LEARNERS else hidden,)]


SHARES = {
    "opened mails not counted": ("SELECT AVG(mails_opened IS NULL) FROM contacts", 0.20),
    "mails opened": ("SELECT AVG(opened_at IS NOT NULL) FROM sends", 0.42),
    "paid": ("SELECT AVG(status = 'paid') FROM orders", 0.88),
    "web": ("SELECT AVG(channel = 'web') FROM orders", 0.80),
    "phone orders without a total": (
        "SELECT AVG(total_eur IS NULL) FROM orders WHERE channel = 'phone'", 0.42),
    "web orders nobody saw": (
        ("SELECT AVG(order_id NOT IN (SELECT order_id FROM visits WHERE order_id IS NOT NULL))"
        " FROM orders WHERE channel = 'web'"), 0.26),
    "thank-you pages loaded again": (
        "SELECT COUNT(order_id) * 1.0 / COUNT(DISTINCT order_id) - 1 FROM visits", 0.06),
}  # fmt: skip


@pytest.mark.parametrize("fault", SHARES)
@pytest.mark.parametrize("database", [LEARNERS, HIDDEN])
def test_each_share_is_about_what_was_planned(reading, fault, database) -> None:
    sql, share = SHARES[fault]

    ((found,),) = reading(database, sql)

    assert found == pytest.approx(share, abs=0.06)


def test_the_learners_database_has_twenty_thousand_rows(reading) -> None:
    counts = [reading(LEARNERS, f"SELECT COUNT(*) FROM {name}")[0][0] for name in schema.TABLES]

    assert sum(counts) == 20_000


def test_the_rows_of_the_lessons_are_there(reading) -> None:
    people = "SELECT contact_id, first_name, city, country FROM contacts WHERE contact_id IN"
    orders = "SELECT order_id, contact_id, total_eur FROM orders WHERE order_id BETWEEN"

    assert reading(LEARNERS, f"{people} (1041, 1042, 1043)") == [
        (1041, "Kofi", "Accra", "GH"),
        (1042, "Leila", "Graz", "AT"),
        (1043, "Mei", "Lyon", "FR"),
    ]
    assert reading(LEARNERS, f"{orders} 5017 AND 5020") == [
        (5017, 1042, 49.0),
        (5018, 1041, 60.0),
        (5019, 1042, 16.0),
        (5020, None, 30.0),
    ]
    assert reading(
        LEARNERS, "SELECT email, source FROM contacts WHERE contact_id IN (2217, 2904)"
    ) == [("Leila@post.example", "event"), ("leila.haddad@atelier.example", "partner")]
    assert reading(
        LEARNERS, "SELECT COUNT(*) FROM orders WHERE contact_id IN (1042, 1043, 2217, 2904)"
    ) == [(2,)]


def test_de_is_on_top_and_other_spellings_stand_further_down(reading) -> None:
    rows = reading(LEARNERS, "SELECT country FROM contacts GROUP BY country ORDER BY COUNT(*) DESC")
    order = [row[0] for row in rows]

    assert order[0] == "DE"
    assert order.index("Germany") > 1
    assert order.index("Deutschland") > order.index("Germany")


@pytest.mark.parametrize("database", [LEARNERS, HIDDEN])
@pytest.mark.parametrize(
    "sql",
    [
        "SELECT COUNT(*) FROM sends GROUP BY campaign_id",
        (
            "SELECT total_eur FROM orders o JOIN contacts c ON c.contact_id = o.contact_id"
            " ORDER BY total_eur DESC LIMIT 11"
        ),
    ],
    ids=["sends of each campaign", "largest linked orders"],
)
def test_there_are_no_ties_where_order_counts(reading, database, sql) -> None:
    values = [row[0] for row in reading(database, sql)]

    assert len(set(values)) == len(values)


@pytest.mark.parametrize("database", [LEARNERS, HIDDEN])
def test_ten_linked_orders_are_above_640(reading, database) -> None:
    sql = (
        "SELECT COUNT(*) FROM orders o JOIN contacts c ON c.contact_id = o.contact_id"
        " WHERE total_eur > 640"
    )

    assert reading(database, sql)[0][0] >= 10


@pytest.mark.parametrize("database", [LEARNERS, HIDDEN])
def test_the_addresses_lead_to_nobody_real(reading, database) -> None:
    sql = "SELECT COUNT(*) FROM contacts WHERE trim(email) NOT LIKE '%_@_%.example'"

    assert reading(database, sql) == [(0,)]


@pytest.mark.parametrize("number", plan.LOOK_ORDERS)
def test_the_orders_to_follow_are_paid_on_the_web_by_known_people(reading, number) -> None:
    sql = (
        "SELECT COUNT(*) FROM orders o JOIN contacts c ON c.contact_id = o.contact_id"
        f" WHERE order_id = {number} AND status = 'paid' AND channel = 'web' AND city IS NOT NULL"
    )

    assert reading(LEARNERS, sql) == [(1,)]


def test_neighbors_follow_different_orders() -> None:
    assert len({plan.order_of(person) for person in range(5)}) == 5


def test_nobody_orders_before_they_signed_up(reading) -> None:
    sql = (
        "SELECT COUNT(*) FROM orders o JOIN contacts c ON c.contact_id = o.contact_id"
        " WHERE date(ordered_at) < signup_on"
    )

    assert reading(LEARNERS, sql) == [(0,)]
