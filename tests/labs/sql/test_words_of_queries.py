"""“Say it in words”, and what a refused query is told."""

import time

import pytest

from literacy.labs.sql.errors import in_words, refused_at_once
from literacy.labs.sql.maker import LEARNERS
from literacy.labs.sql.plan import MISSIONS
from literacy.labs.sql.room import Refusal
from literacy.labs.sql.words import counts_rows, say
from tests.labs.sql.corpus import ODD, REFUSED, STOPPED

SAID = {
    "SELECT * FROM contacts": "In the list of contacts: show me everything.",
    "select count(*) from orders": "In the list of orders: show me the number of rows.",
    "SELECT COUNT(DISTINCT email) FROM contacts WHERE country = 'DE' AND mails_opened >= 2": (
        "In the list of contacts, only those where country is “DE” and mails_opened is at least "
        "2: show me the number of different values of email."
    ),
    "SELECT city FROM contacts WHERE country = 'AT' OR country = 'CH' AND mails_opened > 1": (
        "In the list of contacts, only those where country is “AT” or (country is “CH” and "
        "mails_opened is above 1): show me city."
    ),
    "SELECT country, COUNT(*) AS n FROM contacts GROUP BY country ORDER BY n DESC": (
        "In the list of contacts, for each country: show me country and the number of rows, "
        "largest n first."
    ),
    "SELECT order_id FROM orders ORDER BY ordered_at DESC LIMIT 5": (
        "In the list of orders: show me order_id, newest ordered_at first; only the first 5 rows."
    ),
    "SELECT c.city FROM orders o LEFT JOIN contacts c ON c.contact_id = o.contact_id": (
        "In the list of orders matched with contacts by contact_id, keeping rows without a "
        "partner: show me contacts.city."
    ),
    "SELECT a.city FROM contacts a, contacts b": (
        "In the list of contacts with every row of contacts beside every row: show me "
        "contacts.city."
    ),
    "SELECT email FROM contacts WHERE first_order_on = NULL": (
        "In the list of contacts, only those where first_order_on equals NULL, which no row can "
        "(ask with IS NULL): show me email."
    ),
    "SELECT email FROM contacts WHERE email NOT LIKE '%@test.example' AND city LIKE 'G%'": (
        "In the list of contacts, only those where email does not end with “@test.example” and "
        "city starts with “G”: show me email."
    ),
    "SELECT DISTINCT country FROM contacts ORDER BY 1": (
        "In the list of contacts: show me each different country, country from A to Z."
    ),
    "SELECT CASE WHEN city = 'Graz' THEN 1 ELSE 2 END FROM contacts": (
        "In the list of contacts: show me CASE WHEN city = 'Graz' THEN 1 ELSE 2 END."
    ),
    "SELECT 1 FROM orders UNION ALL SELECT 2 FROM visits": (
        "In the list of orders: show me 1. Then, below it: In the list of visits: show me 2."
    ),
    "SELECT email FROM contacts WHERE country IN ('AT', 'CH') AND mails_opened BETWEEN 1 AND 3": (
        "In the list of contacts, only those where country is one of “AT” or “CH” and "
        "mails_opened is from 1 to 3: show me email."
    ),
    "SELECT channel FROM orders GROUP BY channel HAVING COUNT(total_eur) > 9": (
        "In the list of orders, for each channel, if the number of rows that have total_eur is "
        "above 9: show me channel."
    ),
}
UNSAID = ("", "SELECT", "SELECT 1", "SELECT FROM contacts", "SELECT x FROM (SELECT 1)", "WITH x")


@pytest.mark.parametrize("sql", SAID)
def test_a_query_is_said_in_words(sql) -> None:
    assert say(sql) == SAID[sql]


@pytest.mark.parametrize("sql", UNSAID)
def test_what_no_sentence_can_hold_is_not_said(sql) -> None:
    assert say(sql) == ""


@pytest.mark.parametrize("name", [name for name in MISSIONS if MISSIONS[name].references])
def test_every_reference_can_be_said(name) -> None:
    assert all(say(sql).startswith("In the list of") for sql in MISSIONS[name].references)


def test_no_query_however_odd_takes_long_to_say() -> None:
    odd = [*REFUSED.values(), *STOPPED.values(), *ODD.values()]
    odd += ["NOT " * 999, "-" * 3999, "f(" * 1900, "(" * 3999, "SELECT " + "a," * 1900 + "a FROM t"]
    started = time.monotonic()

    for sql in odd:
        say(sql)
        refused_at_once(sql)
        in_words(Refusal('near "x": syntax error'), sql)

    assert time.monotonic() - started < 3


@pytest.mark.parametrize(
    ("sql", "counts"),
    [
        ("SELECT COUNT(*) FROM contacts", True),
        ("SELECT count ( * ) FROM sends", True),
        ("SELECT COUNT(*) FROM orders o JOIN visits v ON v.order_id = o.order_id", True),
        ("SELECT COUNT(*) FROM orders", False),
        ("SELECT COUNT(DISTINCT email) FROM contacts", False),
    ],
)
def test_counting_rows_is_not_counting_people(sql, counts) -> None:
    assert counts_rows(sql) is counts


TOLD = {
    "SELECT e-mail FROM contacts": "There is no column “e-mail”. Did you mean “email”?",
    'SELECT "e-mail" FROM contacts': "There is no column “e-mail”. Did you mean “email”?",
    "SELECT COUNT(*)\nFROM contacts\nWHERE contry = 'DE'": (
        "Line 3: There is no column “contry”. Did you mean “country”?"),
    "SELECT first_name FROM orders": "It belongs to contacts.",
    "SELECT x.email FROM contacts c": "“x” is not a table that holds “email”",
    "SELECT * FROM contact": "There is no table “contact”. Did you mean “contacts”?",
    "SELECT * FROM customers_final": "The tables are contacts,",
    "SELECT COUNT(*) FROM contacts WHERE country = DE": "Text stands in single quotes: 'DE'.",
    'SELECT COUNT(*) FROM contacts WHERE country = "DE"': "Text stands in single quotes: 'DE'.",
    "SELECT COUNT(*) FROM contacts WHERE country = ’DE’": "Use straight quotes: ' and not ’.",
    "SELECT COUNT(*) FROM contacts WHERE country = 'DE": "A quote was opened here and not closed.",
    "SELCT * FROM contacts": "A query begins with SELECT. You wrote “SELCT”.",
    "SELECT * FORM contacts": "Is “FORM” a slip for FROM?",
    "SELECT * FROM contacts WHER country = 'DE'": "Is “WHER” a slip for WHERE?",
    "SELECT country, FROM contacts": "There is a comma too many before “FROM”.",
    "SELECT COUNT(DISTINCT email FROM contacts": "A bracket is still open before “FROM”.",
    "SELECT * FROM (SELECT 1": "A bracket is still open.",
    "SELECT * FROM contacts WHERE": "Something has to follow “WHERE”.",
    "SELECT country city email FROM contacts": "Look for a missing comma",
    "SELECT contact_id FROM orders o JOIN contacts c ON o.contact_id = c.contact_id": (
        "More than one of your tables has “contact_id”. Say which:"),
    "SELECT * FROM orders WHERE COUNT(*) > 3": "Put the condition after HAVING.",
    "SELECT cuont(*) FROM orders": "There is no function CUONT. Did you mean COUNT?",
    "SELECT group_concat(email) FROM contacts": "GROUP_CONCAT is not open in this lab.",
    "SELECT round() FROM orders": "ROUND got too few or too many values",
    "DELETE FROM contacts": "This database is for reading",
    "SELECT * FROM sqlite_master": "This database is for reading",
    "SELECT 1; SELECT 2": "One query at a time",
    "SELECT ?": "type the value itself",
    "SELECT COUNT(*) FROM contacts a, contacts b, contacts c": "stopped after half a second",
    "SELECT 5 # 3": "“#” means nothing in SQL.",
    "SELECT *": "Say which table to read",
    "": "There is nothing to run yet.",
    "-- later": "There is nothing to run yet.",
    "SELECT 'a\0b'": "a character that is not text",
    "SELECT '\ud800'": "a character that is not text",
    "SELECT '" + "x" * 4001: "Keep the query to 4,000 characters.",
    "SELECT 1 UNION SELECT 1, 2": "must show the same number of columns",
    "SELECT city FROM contacts HAVING 1": "HAVING needs a GROUP BY",
    "SELECT city FROM contacts ORDER BY 9": "counts the columns you show",
    "SELECT city FROM contacts LIMIT 'x'": "LIMIT needs a whole number.",
    "SELECT (SELECT 1, 2)": "must show one column here",
    "SELECT SUM(9223372036854775807) FROM contacts": "larger than the database can count",
}  # fmt: skip


@pytest.mark.parametrize("sql", TOLD)
def test_a_refusal_says_what_to_change(rooms, sql) -> None:
    refused = refused_at_once(sql)
    told = refused or in_words(rooms.ask(1, LEARNERS, sql), sql)

    assert TOLD[sql] in told


@pytest.mark.parametrize("name", REFUSED)
def test_sqlites_own_words_are_never_shown(rooms, name) -> None:
    sql = REFUSED[name]
    told = refused_at_once(sql) or in_words(rooms.ask(1, LEARNERS, sql), sql)

    assert told.endswith((".", "?"))
    assert not any(word in told for word in ("sqlite_", "authoriz", "vtable", 'near "', "codec"))
