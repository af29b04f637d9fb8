"""Missions 0 to 5: follow the keys, then count, choose, sort, group and average."""

# ruff: noqa: S608 - queries written here, for learners to read
from collections.abc import Mapping

from literacy.labs.sql.mission import Mission, Near

LOOK = "look-around"
_WANTED = "mails_opened >= 2 AND first_order_on IS NULL"

CORE: Mapping[str, Mission] = {
    LOOK: Mission(
        title="Follow the keys",
        question=(
            "Which column of `orders` leads to the buyer? What is the buyer’s first name? Which "
            "product is it?"
        ),
        tables=("orders", "contacts", "products", "campaigns", "sends", "visits"),
        hints=(
            (
                "Open `orders` and show the row with your number. Which of its values are numbers "
                "of something else?"
            ),
            (
                "`contact_id` leads to `contacts`, and `product_id` leads to `products`. Show "
                "those rows."
            ),
        ),
        why=(
            "An order holds numbers in place of names, so each name is kept once and found from "
            "every order."
        ),
    ),
    "count-contacts": Mission(
        title="Rows and addresses",
        question=(
            "In one answer with two columns: how many rows does `contacts` have, and how many "
            "different addresses?"
        ),
        tables=("contacts",),
        start="SELECT COUNT(___), COUNT(___ email) FROM ___;",
        gaps=(8, 11, 11),
        references=(
            "SELECT COUNT(*), COUNT(DISTINCT email) FROM contacts;",
            "SELECT COUNT(*), COUNT(DISTINCT lower(trim(email))) FROM contacts;",
        ),
        hints=(
            "A star counts rows, whatever is in them.",
            "Put `DISTINCT` before `email`, and each address counts once.",
        ),
        near=(
            Near(
                "SELECT COUNT(*), COUNT(email) FROM contacts;",
                "`COUNT(email)` counts filled cells. Which word counts each address once?",
            ),
        ),
        why="Each sign-up makes a row, and some people signed up more than once.",
    ),
    "pick-a-country": Mission(
        title="Two countries, one test",
        question=(
            "How many different addresses in Austria (`AT`) or Switzerland (`CH`) opened at least "
            "two mails but never bought?"
        ),
        tables=("contacts",),
        start=(
            "SELECT COUNT(DISTINCT email)\nFROM contacts\nWHERE ___\n  AND mails_opened >= 2\n"
            "  AND first_order_on IS NULL;"
        ),
        gaps=(36,),
        references=(
            (
                "SELECT COUNT(DISTINCT email)\nFROM contacts\n"
                "WHERE (country = 'AT' OR country = 'CH')\n  AND mails_opened >= 2\n"
                "  AND first_order_on IS NULL;"
            ),
            (
                "SELECT COUNT(DISTINCT lower(trim(email))) FROM contacts\n"
                f"WHERE country IN ('AT', 'CH') AND {_WANTED};"
            ),
        ),
        hints=(
            "Two countries are tied by `OR`. What does `AND` bind first?",
            "Put the two countries in brackets: `(country = 'AT' OR country = 'CH')`.",
        ),
        near=(
            Near(
                "SELECT COUNT(DISTINCT email) FROM contacts "
                f"WHERE country = 'AT' OR country = 'CH' AND {_WANTED};",
                "This has all of Austria in it, buyers and all. `AND` binds before `OR`.",
            ),
            Near(
                "SELECT COUNT(*) FROM contacts "
                f"WHERE (country = 'AT' OR country = 'CH') AND {_WANTED};",
                "You counted rows, not people. Count each address once.",
            ),
            Near(
                "SELECT COUNT(DISTINCT email) FROM contacts WHERE (country = 'AT' OR "
                "country = 'CH') AND mails_opened >= 2 AND first_order_on = NULL;",
                "Nothing is equal to an empty cell. Ask with `IS NULL`.",
            ),
        ),
        why=(
            "`AND` ties the last test to one country only, unless brackets hold the two together."
        ),
    ),
    "newest-first": Mission(
        title="The five newest orders",
        question="Show number, time and total of the five newest orders, newest first.",
        tables=("orders",),
        start="SELECT order_id, ordered_at, total_eur\nFROM orders\nORDER BY ___ ___\nLIMIT ___;",
        gaps=(14, 8, 5),
        references=(
            "SELECT order_id, ordered_at, total_eur FROM orders ORDER BY ordered_at DESC LIMIT 5;",
        ),
        is_ordered=True,
        hints=(
            "Which column says when? Put that one in order.",
            (
                "`ordered_at` says when. `DESC` puts the latest on top, and `LIMIT 5` stops after "
                "five."
            ),
        ),
        near=(
            Near(
                "SELECT order_id, ordered_at, total_eur FROM orders ORDER BY ordered_at LIMIT 5;",
                "These are the five oldest. Which word turns the order round?",
            ),
            Near(
                "SELECT order_id, ordered_at, total_eur FROM orders "
                "ORDER BY order_id DESC LIMIT 5;",
                "These have the highest numbers. Phone orders are typed in later, so a high "
                "number isn’t a late time.",
            ),
        ),
        why=(
            "Times written year first sort rightly even as text; a number only says when a row "
            "was made."
        ),
    ),
    "group-by-campaign": Mission(
        title="One line for each",
        question=(
            "For each campaign number, how many mails are in `sends`? Most first. The group "
            "without a number stays in."
        ),
        tables=("sends",),
        start=("SELECT campaign_id, COUNT(*)\nFROM sends\nGROUP BY ___\nORDER BY COUNT(*) ___;"),
        gaps=(14, 8),
        references=(
            "SELECT campaign_id, COUNT(*) FROM sends GROUP BY campaign_id ORDER BY COUNT(*) DESC;",
        ),
        is_ordered=True,
        hints=(
            "“For each campaign number”: which words say “for each”?",
            "`GROUP BY campaign_id`, and `DESC` at the end for most first.",
        ),
        near=(
            Near(
                "SELECT campaign_id, COUNT(campaign_id) FROM sends GROUP BY campaign_id "
                "ORDER BY COUNT(*) DESC;",
                "The group without a number shows 0. `COUNT(campaign_id)` skips empty cells; a "
                "star counts rows.",
            ),
            Near(
                "SELECT campaign_id, COUNT(*) FROM sends WHERE campaign_id IS NOT NULL "
                "GROUP BY campaign_id ORDER BY COUNT(*) DESC;",
                "You’ve left out the mails without a campaign. They were sent, too.",
            ),
        ),
        why=("Empty cells make a group of their own: mails that nobody tied to a campaign."),
    ),
    "average-order": Mission(
        title="What the average rests on",
        question=(
            "For each channel: how many orders, how many of them have a total, and the average "
            "total to the cent?"
        ),
        tables=("orders",),
        start=(
            "SELECT channel, COUNT(*), COUNT(___),\n  ROUND(___(total_eur), 2)\nFROM orders\n"
            "GROUP BY channel;"
        ),
        gaps=(12, 7),
        references=(
            (
                "SELECT channel, COUNT(*), COUNT(total_eur), ROUND(AVG(total_eur), 2) FROM orders "
                "GROUP BY channel;"
            ),
        ),
        hints=(
            "`COUNT` with a column counts only the cells that hold something.",
            "`COUNT(total_eur)` and `AVG(total_eur)`.",
        ),
        near=(
            Near(
                "SELECT channel, COUNT(*), COUNT(total_eur), "
                "ROUND(SUM(total_eur) / COUNT(*), 2) FROM orders GROUP BY channel;",
                "Look at phone. You shared the money among orders whose total nobody knows. Empty "
                "isn’t zero.",
            ),
        ),
        why=(
            "The average skips empty cells, so it rests on the orders that have a total and says "
            "nothing about the others."
        ),
    ),
}
