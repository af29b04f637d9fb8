"""A roster is carried out whole or not at all, and twice is harmless."""

from dataclasses import replace

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from literacy.accounts.models import OneTimeLink, Person, SignInSession, Team
from literacy.accounts.roster.actions import apply_roster
from literacy.accounts.roster.plan import plan
from literacy.accounts.roster.queries import everybody, slugs_by_name
from literacy.accounts.roster.row import Known, Outcome, Plan
from literacy.accounts.roster.sheet import read_sheet, written
from literacy.audit.models import AuditEntry
from literacy.lib.db import Database
from literacy.lib.errors import Invalid
from literacy.outbox.models import OutboxMessage
from tests import make
from tests.counting import statements
from tests.make import NOW

KEY = "a key for tests only, 32 letters or more"
HEAD = "id,email,name,job,role,team,manages"


def file(*rows: str) -> bytes:
    return "\n".join([HEAD, *rows]).encode()


def bring_in(
    session: Session, raw: bytes, *, close_missing: bool = False, invite: bool = True
) -> Plan:
    return apply_roster(
        session,
        read_sheet(raw, most_rows=10_000),
        close_missing=close_missing,
        invite=invite,
        by=None,
        key=KEY,
        now=NOW,
    )


def dry(session: Session, raw: bytes) -> Plan:
    return plan(read_sheet(raw, most_rows=10_000), everybody(session), slugs_by_name(session))


def known(session: Session, email: str) -> Known:
    return next(each for each in everybody(session) if each.email == email)


def test_new_people_get_an_account_their_teams_and_a_letter(
    database: Database, people: make.People
) -> None:
    with database.transaction() as saving:
        bring_in(saving, file("17,New@Example.com,  New   Hire ,Ads,,Campaigns | Events,"))

    with database.reading() as session:
        found = known(session, "new@example.com")
        assert replace(found, id=0) == Known(
            0, "17", "new@example.com", "New Hire", "Ads", "learner", True,
            frozenset({"Campaigns", "Events"}), frozenset(),
        )  # fmt: skip
        assert session.scalars(select(Team.slug).where(Team.name == "Events")).one() == "events"
        letter = session.scalars(select(OutboxMessage)).one()
        assert letter.body["to"] == "new@example.com"
        assert session.scalars(select(OneTimeLink.person_id)).all() == [found.id]


def test_without_invitations_nobody_is_mailed(database: Database, people: make.People) -> None:
    with database.transaction() as saving:
        bring_in(saving, file(",new@example.com,New Hire,,,,"), invite=False)

        assert saving.scalar(select(func.count()).select_from(OutboxMessage)) == 0


def test_a_manager_is_made_by_the_teams_she_leads(database: Database, people: make.People) -> None:
    with database.transaction() as saving:
        bring_in(saving, file(",eve@example.com,Eve Sato,,,Elsewhere,Elsewhere"))

        eve = known(saving, "eve@example.com")

    assert (eve.role, eve.manages) == ("manager", frozenset({"Elsewhere"}))


def test_the_id_finds_a_person_whose_address_and_name_changed(
    database: Database, people: make.People
) -> None:
    with database.transaction() as saving:
        bring_in(saving, file("7,maya@example.com,Maya Okafor,,,Campaigns,"))
        bring_in(saving, file("7,maya.brandt@example.com,Maya Brandt,,,Campaigns,"))

        found = known(saving, "maya.brandt@example.com")

    assert (found.id, found.name) == (people.maya.id, "Maya Brandt")


def test_the_same_file_twice_changes_nothing(database: Database, people: make.People) -> None:
    raw = file("7,maya@example.com,Maya Okafor,Ads,,Campaigns,", "8,new@example.com,New,,,,Events")
    with database.transaction() as saving:
        bring_in(saving, raw)
        log = saving.scalar(select(func.count()).select_from(AuditEntry))

        again = bring_in(saving, raw)

        assert again.count(Outcome.SAME) == 2
        assert saving.scalar(select(func.count()).select_from(AuditEntry)) == log


def test_a_dry_run_changes_nothing(database: Database, people: make.People) -> None:
    with database.reading() as session:
        before = everybody(session)
        planned = dry(session, file("7,new@example.com,New,,,New team,"))

        assert planned.new_teams == ("New team",)
        assert everybody(session) == before
        assert slugs_by_name(session) == {"Campaigns": "campaigns", "Elsewhere": "elsewhere"}


def test_columns_that_are_missing_are_left_as_they_are(
    database: Database, people: make.People
) -> None:
    with database.transaction() as saving:
        before = known(saving, "grace@example.com")
        bring_in(saving, b"email,job\ngrace@example.com,Head of campaigns\n")

        assert known(saving, "grace@example.com") == replace(before, job="Head of campaigns")


def test_who_is_not_in_the_file_stays_until_somebody_asks(
    database: Database, people: make.People
) -> None:
    raw = file(",maya@example.com,Maya Okafor,,,Campaigns,")
    with database.transaction() as saving:
        make.session_token(saving, people.eve)
        stayed = bring_in(saving, raw)

        assert [each.name for each in stayed.leaving] == [
            "Eve Sato", "Grace Lindqvist", "Ivan Petrov",
        ]  # fmt: skip
        assert known(saving, "eve@example.com").is_open

        bring_in(saving, raw, close_missing=True)

        assert not known(saving, "eve@example.com").is_open
        assert known(saving, "rosa@example.com").is_open
        assert saving.scalars(select(SignInSession)).all() == []


def test_who_comes_back_has_the_account_she_had(database: Database, people: make.People) -> None:
    with database.transaction() as saving:
        saving.get_one(Person, people.eve.id).deactivated_at = NOW
        planned = bring_in(saving, file(",eve@example.com,Eve Sato,,,Elsewhere,"))

        assert planned.results[0].text == "The account is opened again."
        assert known(saving, "eve@example.com").id == people.eve.id
        assert known(saving, "eve@example.com").is_open


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ([",,Maya,,,,"], "The email is empty."),
        ([",maya,Maya,,,,"], "“maya” is no email address."),
        ([",new@example.com,,,,,"], "The name is empty."),
        ([",new@example.com,***,,,,"], "The name is empty."),
        ([f",new@example.com,{'x' * 500},,,,"], "The name has 500 signs; 120 are the most."),
        ([f",new@example.com,New,{'x' * 121},,,"], "The job has 121 signs"),
        ([f"{'9' * 81},new@example.com,New,,,,"], "The id has 81 signs"),
        ([",new@example.com,New,,boss,,"], "“boss” is no role."),
        ([",new@example.com,New,,admin,,"], "makes and unmakes no administrators"),
        ([",rosa@example.com,Rosa Marin,,learner,,"], "makes and unmakes no administrators"),
        ([",new@example.com,New,,,★,"], "“★” can’t be a team"),
        ([",new@example.com,New,,,Campaigns!,"], "would get the address of “Campaigns”"),
        ([",a@b.cc,A,,,,", ",A@B.cc,A,,,,"], "The address a@b.cc stands in line 2 already."),
        (["1,a@b.cc,A,,,,", "1,c@d.ee,C,,,,"], "The id 1 stands in line 2 already."),
        ([",new@example.com,New,,,,,,"], "This row has 9 cells and the head has 7."),
    ],
)
def test_one_wrong_row_keeps_the_whole_file_out(
    rows: list[str], sentence: str, database: Database, people: make.People
) -> None:
    raw = file(*rows)
    with database.transaction() as saving:
        before = everybody(saving)
        planned = dry(saving, raw)
        with pytest.raises(Invalid, match="Nothing was changed"):
            bring_in(saving, raw)

        assert sentence in " ".join(each.text for each in planned.results)
        assert everybody(saving) == before


def test_an_address_of_somebody_with_another_id_is_refused(
    database: Database, people: make.People
) -> None:
    with database.transaction() as saving:
        bring_in(saving, file("7,maya@example.com,Maya,,,,", "8,eve@example.com,Eve,,,,"))

        taken = dry(saving, file("7,eve@example.com,Maya,,,,")).results[0]
        other = dry(saving, file("9,maya@example.com,Maya,,,,")).results[0]

    assert taken.text == "The address belongs to Eve already, who has another id."
    assert other.text == "The address belongs to somebody with the id 7, not 9."


def test_somebody_whose_row_is_wrong_does_not_count_as_leaving(
    database: Database, people: make.People
) -> None:
    with database.reading() as session:
        planned = dry(session, file(",maya@example.com,,,,,", ",eve@example.com,Eve,,boss,,"))

    assert "Maya Okafor" not in {each.name for each in planned.leaving}


def test_the_export_is_the_file_that_was_brought_in(
    database: Database, people: make.People
) -> None:
    rows = [
        '"","grace@example.com","Grace Lindqvist","","manager","","Campaigns"',
        '"","ivan@example.com","Ivan Petrov","","author","",""',
        '"7","maya@example.com","\'=Maya, ""M""","Ads","learner","Campaigns | Events",""',
        '"","rosa@example.com","Rosa Marin","","admin","",""',
    ]
    raw = "\ufeff" + "\r\n".join(['"' + HEAD.replace(",", '","') + '"', *rows]) + "\r\n"
    with database.transaction() as saving:
        bring_in(saving, raw.encode(), close_missing=True)

        out = "".join(written(each for each in everybody(saving) if each.is_open))

        assert out == raw
        assert dry(saving, out.encode()).count(Outcome.SAME) == 4


def test_a_thousand_rows_take_no_statement_each(database: Database, people: make.People) -> None:
    def rows(count: int) -> bytes:
        lines = [f"{n},p{n}@example.com,Person {n},,,Team {n % 20}," for n in range(count)]
        return file(*lines)

    with statements(database) as sent, database.transaction() as saving:
        bring_in(saving, rows(1000))

    assert len(sent) < 150

    with statements(database) as again, database.transaction() as saving:
        bring_in(saving, rows(1000).replace(b"Person", b"Colleague"))

    assert len(again) < 40
