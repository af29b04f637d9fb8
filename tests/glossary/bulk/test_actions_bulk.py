"""Terms by the file: by the same rules as one, once and no more, and nothing of anybody's lost."""

import pytest
from sqlalchemy import event, func, select

from literacy.audit.models import AuditEntry
from literacy.content.shelf import Shelf
from literacy.glossary.actions import request_term
from literacy.glossary.bulk.entries import written_entries
from literacy.glossary.bulk.report import counts, what
from literacy.glossary.bulk.sheet import written_csv
from literacy.glossary.models import TermRequest
from literacy.glossary.studio.actions.judging import Outcome, Way
from literacy.glossary.studio.models import TermRevision
from literacy.glossary.studio.workflow import State
from literacy.lib.db import Database
from literacy.lib.errors import Conflict, Forbidden
from literacy.outbox.models import GLOSSARY, Edition
from tests import make
from tests.glossary.bulk.counter import AT_ONCE, FOR_REVIEW, Counter, row, sheet
from tests.glossary.studio.desk import Desk, olga

GOOD = sheet(row())
UNFINISHED = Way(at_once=False, unfinished=True)


def revisions(database: Database) -> int:
    with database.reading() as session:
        return session.scalar(select(func.count()).select_from(TermRevision)) or 0


def desk(counter: Counter, database: Database, people: make.People) -> Desk:
    with database.transaction() as saving:
        second = olga(saving)
    return Desk(database, counter.base, people.ivan, second, people.maya, counter.settings)


def test_a_whole_term_is_in_force_where_one_approval_is_enough(counter: Counter) -> None:
    found = counter.one(GOOD)

    term = counter.course().terms["dark-funnel"]
    assert (found.outcome, found.state) == (Outcome.NEW, State.PUBLISHED)
    assert what(found) == "In force at once."
    assert term.also == ("unseen path",)
    assert term.reviewed == make.NOW.date()
    assert counter.history("dark-funnel").newest.author == "Ivan Petrov"


def test_it_goes_into_review_where_two_are_asked_for(counter: Counter) -> None:
    found = counter.one(GOOD, way=FOR_REVIEW)

    assert what(found) == "Goes into review."
    assert "dark-funnel" not in counter.course().terms
    assert counter.history("dark-funnel").newest.state is State.IN_REVIEW


def test_nobody_approves_what_they_brought_in(
    counter: Counter, database: Database, people: make.People
) -> None:
    counter.one(GOOD, way=FOR_REVIEW)
    at_work = desk(counter, database, people)
    at_work.restate("dark-funnel")

    with pytest.raises(Forbidden, match="You wrote this one"):
        at_work.approve("dark-funnel", people.ivan)
    with pytest.raises(Conflict, match="Somebody in IT, not its writer"):
        at_work.publish("dark-funnel")


def test_what_is_approved_by_both_sides_can_be_published(
    counter: Counter, database: Database, people: make.People
) -> None:
    counter.one(GOOD, way=FOR_REVIEW)
    at_work = desk(counter, database, people)
    at_work.restate("dark-funnel")
    at_work.approve("dark-funnel")

    at_work.publish("dark-funnel")

    assert "dark-funnel" in counter.course().terms


@pytest.mark.parametrize("way", [AT_ONCE, FOR_REVIEW, UNFINISHED])
@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("t.csv", sheet(row(), row(term="Bright funnel", also=("seen path",), why="Short."))),
        ("t.csv", sheet(row(slug="cookie", term="Cookie", also=("web cookie",)))),
        ("t.csv", "slug,say\ncookie,kook-ee\n"),
        ("t.csv", sheet({**row(), "status": "draft"})),
        ("", "Hydration: what a page does when its scripts wake up\nCookie: a note"),
    ],
)
def test_the_same_file_twice_changes_nothing_the_second_time(
    counter: Counter, database: Database, way: Way, name: str, text: str
) -> None:
    first = counter.bring(text, way=way, name=name)
    before = revisions(database)

    second = counter.bring(text, way=way, name=name)

    assert {each.outcome for each in second} <= {Outcome.UNCHANGED, Outcome.REFUSED}
    assert [each.outcome is Outcome.REFUSED for each in first] == [
        each.outcome is Outcome.REFUSED for each in second
    ]
    assert revisions(database) == before


@pytest.mark.parametrize(
    ("name", "written"), [("t.csv", written_csv), ("t.yml", written_entries)], ids=["CSV", "YAML"]
)
def test_what_is_taken_out_and_brought_in_again_changes_nothing(
    counter: Counter, database: Database, people: make.People, name: str, written: object
) -> None:
    at_work = desk(counter, database, people)
    at_work.published()
    at_work.published(term="Lamp funnel", also=())
    at_work.retire("lamp-funnel")
    terms = counter.course().terms.values()
    before = revisions(database)

    found = counter.bring("".join(written(terms)), name=name)

    assert counts(found) == f"{len(terms)} as in the glossary"
    assert revisions(database) == before


def test_a_term_of_the_files_is_changed_field_by_field_and_keeps_the_rest(counter: Counter) -> None:
    before = counter.base.terms["cookie"]

    found = counter.one("term,say\ncookie,kook-ee\n")

    after = counter.course().terms["cookie"]
    assert what(found).startswith("Say changed, in force at once.")
    assert (after.say, after.definition, after.module) == ("kook-ee", before.definition, before.module)  # fmt: skip
    assert [each.state for each in counter.history("cookie").revisions] == [
        State.STARTER,
        State.PUBLISHED,
    ]


def test_an_empty_cell_empties_the_field(counter: Counter) -> None:
    counter.one(GOOD)

    counter.one('slug,also\ndark-funnel,""\n')

    assert counter.course().terms["dark-funnel"].also == ()


def test_a_former_address_leads_to_the_term_of_today(counter: Counter) -> None:
    counter.one(sheet(row(redirects=("old-funnel",))))

    found = counter.one("slug,say\nold-funnel,dahk\n")

    assert found.row.slug == "dark-funnel"
    assert counter.course().terms["dark-funnel"].say == "dahk"


@pytest.mark.parametrize(
    ("cells", "sentence"),
    [
        ({"definition": ""}, "“Plain meaning” has no value."),
        ({"term": "x" * 500}, "“Term” is longer than 80 characters."),
        ({"term": ""}, "Write the term: its address is made of it."),
        ({"term": "!!!"}, "Write the term: its address is made of it."),
        ({"term": "Feed"}, "is an address of the site"),
        ({"slug": "Dark Funnel"}, "must be lower-case words joined by hyphens"),
        ({"slug": "x" * 81}, "must be lower-case words joined by hyphens"),
        ({"also": "cookie"}, "“cookie” leads to “"),
        ({"related": "cookie, browzer"}, "Did you mean “browser”?"),
        ({"lessons": "no-such-lesson"}, "There is no lesson “no-such-lesson”"),
        ({"link": "never"}, "must be one of auto, marked"),
        ({"status": "retired"}, "leave it out"),
        ({"definition": "It is when nobody sees."}, "not “is when”"),
        ({"source_title": "A book", "source_url": "javascript:alert(1)"}, "starts with https://"),
    ],
)
def test_a_row_that_breaks_a_rule_is_left_out_with_a_sentence(
    counter: Counter, database: Database, cells: dict[str, str], sentence: str
) -> None:
    found = counter.one(sheet({**row(), **cells}), way=FOR_REVIEW)

    assert found.outcome is Outcome.REFUSED
    assert sentence in what(found)
    assert revisions(database) == 0


def test_the_good_rows_come_in_without_the_bad_one(counter: Counter) -> None:
    found = counter.bring(sheet(row(), row(term="Lamp funnel", also=(), why="")))

    assert counts(found) == "1 new, 1 to mend"
    assert {"dark-funnel"} == counter.course().terms.keys() - counter.base.terms.keys()


def test_what_leans_on_a_row_that_stays_out_stays_out_too(counter: Counter) -> None:
    rows = (
        row(term="One funnel", also=(), related=("two-funnel", "cookie")),
        row(term="Two funnel", also=(), related=("three-funnel", "cookie")),
        row(term="Three funnel", also=(), related=("cookie", "browser"), why=""),
    )

    found = counter.bring(sheet(*rows))

    assert counts(found) == "3 to mend"
    assert what(found[0]).startswith("There is no term “two-funnel”.")


def test_terms_of_one_file_may_lean_on_each_other(counter: Counter) -> None:
    rows = (
        row(term="One funnel", also=(), related=("two-funnel", "cookie")),
        row(term="Two funnel", also=(), related=("one-funnel", "cookie")),
    )

    assert counts(counter.bring(sheet(*rows))) == "2 new"


def test_one_term_in_two_rows_comes_in_neither_way(counter: Counter) -> None:
    found = counter.bring(sheet(row(), row(why="Another reason that nobody knows.")))

    assert what(found[0]) == "The same term stands in lines 2, 3. Keep one of them."
    assert counts(found) == "2 to mend"


def test_an_open_draft_is_never_written_over(
    counter: Counter, database: Database, people: make.People
) -> None:
    desk(counter, database, people).begin(why="Nobody sees it, and your boss asks.")

    found = counter.one(GOOD)

    assert found.outcome is Outcome.HELD
    assert what(found) == "Ivan Petrov has an open draft of it. Publish or drop that first."
    assert counter.history("dark-funnel").newest.number == 1


def test_a_draft_that_begins_after_the_check_stops_the_whole_file(
    counter: Counter, database: Database, people: make.People
) -> None:
    at, found = counter.look(sheet(row(), row(term="Lamp funnel", also=())))
    desk(counter, database, people).begin()

    with pytest.raises(Conflict, match="“Dark funnel” was changed while you looked"):
        counter.take(at, found)

    assert revisions(database) == 1


def test_what_is_unfinished_is_kept_as_a_draft_when_asked(counter: Counter) -> None:
    found = counter.one(sheet(row(why="")), way=UNFINISHED)

    assert what(found) == "Kept as a draft. Still empty: Why a marketer should care."
    assert counter.history("dark-funnel").newest.state is State.DRAFT


def test_a_draft_holds_no_field_that_the_form_does_not(counter: Counter) -> None:
    found = counter.one(sheet(row(why="long " * 200)), way=UNFINISHED)

    assert found.outcome is Outcome.REFUSED


def test_pasted_lines_are_drafts_for_their_writer(counter: Counter) -> None:
    found = counter.bring("Hydration: when a page wakes up\nCookie: a note\nno colon", name="")

    assert counts(found) == "1 new, 1 changed, 1 to mend"
    assert counter.history("hydration").newest.state is State.DRAFT
    assert counter.history("cookie").stage == "revising"
    assert counter.course().terms["cookie"] == counter.base.terms["cookie"]


def test_a_file_may_ask_for_less_than_the_site_allows(counter: Counter) -> None:
    found = counter.one(sheet({**row(), "status": "in-review"}))

    assert found.state is State.IN_REVIEW


def test_retired_terms_move_to_another_site_with_their_pointer(counter: Counter) -> None:
    counter.one(sheet({**row(replaced_by="cookie"), "status": "retired"}))

    term = counter.course().terms["dark-funnel"]
    assert (term.status, term.replaced_by) == ("retired", "cookie")


def test_a_file_neither_retires_a_term_nor_brings_it_back(
    counter: Counter, database: Database, people: make.People
) -> None:
    at_work = desk(counter, database, people)
    at_work.published()
    down = counter.one(sheet({**row(), "status": "retired"}))
    at_work.retire("dark-funnel")
    up = counter.one(sheet({**row(), "status": "published"}))

    assert what(down) == "Retire it on its own page, which lists the lessons that use it."
    assert what(up) == "This term is retired. Put it back from its history."


def test_days_of_another_site_are_kept_and_a_change_is_reviewed_today(counter: Counter) -> None:
    days = {"reviewed": "2026-08-01", "review_by": "2027-08-01"}
    counter.one(sheet({**row(), **days}))
    moved = counter.course().terms["dark-funnel"].reviewed.isoformat()

    counter.one(sheet({**row(say="dahk"), **days}))

    assert moved == "2026-08-01"
    assert counter.course().terms["dark-funnel"].reviewed == make.NOW.date()


def test_every_process_is_told_once_and_the_log_has_one_line(
    counter: Counter, database: Database
) -> None:
    counter.bring(sheet(row(), row(term="Lamp funnel", also=())))

    with database.reading() as session:
        noted = session.scalars(select(AuditEntry)).all()
        edition = session.scalar(select(Edition.number).where(Edition.name == GLOSSARY))
    assert [(each.action, each.detail) for each in noted] == [("terms.imported", {"count": 2})]
    assert edition == 1


def test_who_asked_for_a_term_is_told_that_it_came(
    counter: Counter, database: Database, people: make.People
) -> None:
    with database.transaction() as saving:
        request_term(
            *(saving, make.viewer(people.maya)),
            word="Dark funnel", context="", place="", now=make.NOW,
        )  # fmt: skip
    counter.one(GOOD)

    with database.reading() as session:
        asked = session.scalars(select(TermRequest)).one()
    assert (asked.status, asked.slug) == ("answered", "dark-funnel")


def test_drafts_and_reviews_are_no_news_for_readers(counter: Counter, database: Database) -> None:
    counter.one(GOOD, way=FOR_REVIEW)

    with database.reading() as session:
        assert session.scalar(select(func.count()).select_from(Edition)) == 0


def test_statements_do_not_grow_with_the_rows(counter: Counter, database: Database) -> None:
    def statements(rows: range) -> int:
        text = sheet(*(row(term=f"Funnel {number}", also=()) for number in rows))
        seen: list[str] = []
        event.listen(database.engine, "before_cursor_execute", lambda *given: seen.append(given[2]))
        assert {each.outcome for each in counter.bring(text)} == {Outcome.NEW}
        return len(seen)

    few = statements(range(5))

    # A second listener counts along: half of what the longer list saw is its own.
    assert statements(range(5, 205)) <= few + 2


def test_the_courses_own_files_can_be_brought_in(counter: Counter, shelf: Shelf) -> None:
    files = sorted((shelf._root / "lessons" / "glossary").glob("*.yml"))
    text = "\n".join(file.read_text("utf-8") for file in files)

    found = counter.bring(text, name="all.yml")

    assert {each.outcome for each in found} == {Outcome.UNCHANGED}
