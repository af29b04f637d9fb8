"""The six tables of the shop: what each row is, and what each column holds."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Column:
    """`leads_to` is the table whose key this column holds."""

    name: str
    type: str
    meaning: str
    leads_to: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """The first column is the key."""

    name: str
    row_is: str
    columns: tuple[Column, ...]

    @property
    def key(self) -> str:
        return self.columns[0].name


_NUMBER, _TEXT, _MONEY = "number", "text", "money"
_TIME, _DAY = "time", "day"

_CONTACTS = Table(
    "contacts",
    "one sign-up, which is not always one person",
    (
        Column("contact_id", _NUMBER, "The key"),
        Column("email", _TEXT, "The address, as it was typed"),
        Column("first_name", _TEXT, "As it was typed"),
        Column("city", _TEXT, "Empty for tests"),
        Column("country", _TEXT, "As the tool wrote it that took the sign-up"),
        Column("source", _TEXT, "web, shop, event, partner or import"),
        Column("signup_on", _DAY, "Day of the sign-up"),
        Column("mails_opened", _NUMBER, "By address; empty where nobody counted"),
        Column("first_order_on", _DAY, "Day of the first paid order, by address"),
    ),
)
_CAMPAIGNS = Table(
    "campaigns",
    "one campaign",
    (
        Column("campaign_id", _NUMBER, "The key"),
        Column("name", _TEXT, "Year, month, name and market, by the rule"),
        Column("channel", _TEXT, "email, social or search"),
        Column("starts_on", _DAY, "First day"),
        Column("ends_on", _DAY, "Last day"),
    ),
)
_PRODUCTS = Table(
    "products",
    "one product",
    (
        Column("product_id", _NUMBER, "The key"),
        Column("name", _TEXT, "As the shop shows it"),
        Column("category", _TEXT, "light, textile, kitchen or furniture"),
        Column("price_eur", _MONEY, "Price of one"),
    ),
)
_SENDS = Table(
    "sends",
    "one mail to one contact",
    (
        Column("send_id", _NUMBER, "The key"),
        Column("campaign_id", _NUMBER, "Empty for mails sent by hand", "campaigns"),
        Column("contact_id", _NUMBER, "Whom it went to", "contacts"),
        Column("sent_at", _TIME, "In UTC"),
        Column("opened_at", _TIME, "In UTC; empty if it was not opened"),
    ),
)
_ORDERS = Table(
    "orders",
    "one order",
    (
        Column("order_id", _NUMBER, "The key"),
        Column("contact_id", _NUMBER, "Who ordered; empty for guests", "contacts"),
        Column("product_id", _NUMBER, "What was ordered", "products"),
        Column("quantity", _NUMBER, "How many of it"),
        Column("total_eur", _MONEY, "Empty until somebody types it in"),
        Column("status", _TEXT, "paid, cancelled or refunded"),
        Column("channel", _TEXT, "web, phone or shop"),
        Column("ordered_at", _TIME, "In UTC"),
    ),
)
_VISITS = Table(
    "visits",
    "one page that web analytics saw",
    (
        Column("visit_id", _NUMBER, "The key"),
        Column("contact_id", _NUMBER, "Mostly empty: nobody was signed in", "contacts"),
        Column("campaign_id", _NUMBER, "Empty where no tagged link was used", "campaigns"),
        Column("page", _TEXT, "Its address on the site"),
        Column("started_at", _TIME, "In Athens time"),
        Column("order_id", _NUMBER, "Filled on the thank-you page", "orders"),
    ),
)

TABLES: Mapping[str, Table] = {
    each.name: each for each in (_CONTACTS, _ORDERS, _PRODUCTS, _CAMPAIGNS, _SENDS, _VISITS)
}
COLUMNS = tuple(dict.fromkeys(column.name for table in TABLES.values() for column in table.columns))
TEXT_COLUMNS = frozenset(
    column.name for table in TABLES.values() for column in table.columns if column.type == _TEXT
)
_STORED_AS = {_NUMBER: "INTEGER", _MONEY: "REAL"}


def tables_with(column: str) -> tuple[str, ...]:
    return tuple(
        table.name
        for table in TABLES.values()
        if column.lower() in [each.name for each in table.columns]
    )


def statements() -> tuple[str, ...]:
    """What makes the empty tables. No rule guards a link: some lead nowhere, on purpose."""
    return tuple(_statement(table) for table in TABLES.values())


def _statement(table: Table) -> str:
    kinds = [f"{each.name} {_STORED_AS.get(each.type, 'TEXT')}" for each in table.columns]
    kinds[0] += " PRIMARY KEY"
    return f"CREATE TABLE {table.name} ({', '.join(kinds)})"
