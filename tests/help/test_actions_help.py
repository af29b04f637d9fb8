"""Asking one person for help: it reaches her and nobody else, and it can always be taken back."""

from datetime import timedelta

import pytest
from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from literacy.accounts.models import Management, Membership, Person
from literacy.accounts.permissions import Role
from literacy.help.actions import ask_for_help, close_call, withdraw_call
from literacy.help.call import MOST_A_DAY, Call
from literacy.help.models import HelpCall
from literacy.help.queries import calls_seen, calls_to, helpers_of, own_call
from literacy.lib.db import Database
from literacy.lib.errors import Conflict, NotFound, TooMany
from literacy.outbox.models import OutboxMessage
from tests import make
from tests.make import NOW, viewer

LATER = NOW + timedelta(hours=2)


@pytest.fixture
def ben(people: make.People, db: Session) -> Person:
    """A colleague in Maya's team."""
    made = make.person(db, "Ben Ode", job="Ads")
    db.add(Membership(team_id=people.campaigns.id, person_id=made.id, since=NOW))
    db.flush()
    return made


def ask(db: Session, people: make.People, of: Person, **given: object) -> Call:
    return ask_for_help(
        db,
        viewer(people.maya),
        **{
            "helper_id": of.id,
            "lesson": "cache-rules",
            "title": "Cache rules",
            "note": "Why?",
            "now": NOW,
            **given,
        },
    )


def mails(db: Session) -> list[OutboxMessage]:
    return list(db.scalars(select(OutboxMessage).where(OutboxMessage.key.like("help:%"))))


def test_managers_come_first_then_colleagues_each_once(
    people: make.People, db: Session, ben: Person
) -> None:
    make.team(db, "Second", [people.maya, ben], people.grace)

    found = helpers_of(db, viewer(people.maya))

    assert [(each.name, each.is_manager, each.teams) for each in found] == [
        ("Grace Lindqvist", True, ("Campaigns", "Second")),
        ("Ben Ode", False, ("Campaigns", "Second")),
    ]


def test_who_left_or_leads_no_more_cannot_be_chosen(
    people: make.People, db: Session, ben: Person
) -> None:
    ben.deactivated_at = NOW
    db.get_one(Person, people.grace.id).role = Role.LEARNER.value
    db.flush()

    assert helpers_of(db, viewer(people.maya)) == ()


def test_a_call_reaches_the_one_who_is_asked_and_nobody_else(
    people: make.People, db: Session, ben: Person
) -> None:
    ask(db, people, ben)

    assert [call.person for call in calls_seen(db, viewer(ben), now=NOW)] == ["Maya Okafor"]
    assert calls_seen(db, viewer(people.grace), now=NOW) == ()
    assert calls_to(db, people.grace.id, [people.maya.id]) == ()
    assert calls_to(db, ben.id, [people.maya.id])[0].note == "Why?"


def test_a_mail_goes_to_the_one_who_is_asked(people: make.People, db: Session, ben: Person) -> None:
    ask(db, people, ben)

    (mail,) = mails(db)
    assert mail.body["to"] == "ben.ode@example.com"
    assert mail.body["values"]["lesson"] == "Cache rules"


def test_the_same_call_twice_is_one_call_and_one_mail(
    people: make.People, db: Session, ben: Person
) -> None:
    first = ask(db, people, ben)

    assert ask(db, people, ben, now=LATER).id == first.id
    assert len(mails(db)) == 1


def test_one_call_is_open_at_a_time(people: make.People, db: Session, ben: Person) -> None:
    ask(db, people, ben)

    with pytest.raises(Conflict, match="asked somebody already"):
        ask(db, people, people.grace)


@pytest.mark.parametrize("who", ["eve", "ivan", "maya"])
def test_strangers_and_oneself_cannot_be_asked(people: make.People, db: Session, who: str) -> None:
    with pytest.raises(NotFound, match="can’t be asked"):
        ask(db, people, getattr(people, who))
    assert mails(db) == []


def test_nobody_is_flooded(people: make.People, db: Session, ben: Person) -> None:
    for number in range(MOST_A_DAY):
        call = ask(db, people, ben, note=str(number), now=NOW + timedelta(minutes=number))
        withdraw_call(db, viewer(people.maya), call.id, now=NOW + timedelta(minutes=number))

    with pytest.raises(TooMany, match="3 times today"):
        ask(db, people, ben, now=LATER)
    assert ask(db, people, ben, now=NOW + timedelta(days=1, minutes=5)).helper == "Ben Ode"


def test_a_withdrawn_call_is_gone_with_its_note_and_its_mail(
    people: make.People, db: Session, ben: Person
) -> None:
    call = ask(db, people, ben)

    withdraw_call(db, viewer(people.maya), call.id, now=LATER)

    kept = db.scalars(select(HelpCall)).one()
    assert (kept.note, kept.ending, kept.ended_at) == ("", "withdrawn", LATER)
    assert mails(db) == []
    assert calls_seen(db, viewer(ben), now=LATER) == ()
    assert calls_seen(db, viewer(people.maya), now=LATER) == ()


def test_whoever_helps_closes_the_call_and_the_asker_reads_it(
    people: make.People, db: Session, ben: Person
) -> None:
    call = ask(db, people, ben)

    close_call(db, viewer(ben), call.id, now=LATER)

    assert own_call(db, viewer(people.maya)) is None
    (told,) = calls_seen(db, viewer(people.maya), now=LATER)
    assert (told.helper, told.ended_at, told.note) == ("Ben Ode", LATER, "")
    assert calls_seen(db, viewer(people.maya), now=LATER + timedelta(days=4)) == ()


@pytest.mark.parametrize("who", ["grace", "eve", "maya"])
def test_only_the_one_who_is_asked_may_close(
    people: make.People, db: Session, ben: Person, who: str
) -> None:
    call = ask(db, people, ben)

    with pytest.raises(NotFound):
        close_call(db, viewer(getattr(people, who)), call.id, now=LATER)


@pytest.mark.parametrize("who", ["grace", "ben"])
def test_only_the_one_who_asked_may_withdraw(
    people: make.People, db: Session, ben: Person, who: str
) -> None:
    call = ask(db, people, ben)
    other = ben if who == "ben" else people.grace

    with pytest.raises(NotFound):
        withdraw_call(db, viewer(other), call.id, now=LATER)


def test_ending_a_call_twice_says_that_it_is_over(
    people: make.People, db: Session, ben: Person
) -> None:
    call = ask(db, people, ben)
    close_call(db, viewer(ben), call.id, now=LATER)

    with pytest.raises(NotFound, match="it is over"):
        close_call(db, viewer(ben), call.id, now=LATER)
    with pytest.raises(NotFound, match="it is over"):
        withdraw_call(db, viewer(people.maya), call.id, now=LATER)


def test_a_manager_who_left_the_team_sees_the_call_no_more(
    people: make.People, db: Session
) -> None:
    call = ask(db, people, people.grace)
    assert own_call(db, viewer(people.maya)).can_answer

    db.execute(delete(Management).where(Management.person_id == people.grace.id))

    assert calls_to(db, people.grace.id, [people.maya.id]) == ()
    assert own_call(db, viewer(people.maya)).can_answer is False
    with pytest.raises(NotFound):
        close_call(db, viewer(people.grace), call.id, now=LATER)
    withdraw_call(db, viewer(people.maya), call.id, now=LATER)


def test_a_demoted_manager_sees_the_call_no_more(people: make.People, db: Session) -> None:
    ask(db, people, people.grace)

    db.get_one(Person, people.grace.id).role = Role.LEARNER.value
    db.flush()

    assert calls_to(db, people.grace.id, [people.maya.id]) == ()


def test_the_call_of_somebody_who_moved_away_stays_behind(
    people: make.People, db: Session, ben: Person
) -> None:
    ask(db, people, ben)

    db.execute(delete(Membership).where(Membership.person_id == people.maya.id))

    assert calls_seen(db, viewer(ben), now=NOW) == ()


def test_a_closed_account_asks_nobody(people: make.People, db: Session) -> None:
    ask(db, people, people.grace)

    db.get_one(Person, people.maya.id).deactivated_at = NOW
    db.flush()

    assert calls_to(db, people.grace.id, [people.maya.id]) == ()


def test_the_store_itself_holds_one_open_call(database: Database, people: make.People) -> None:
    def call() -> HelpCall:
        return HelpCall(person_id=people.maya.id, helper_id=people.grace.id, at=NOW)

    with database.transaction() as saving:
        saving.add(call())
    with pytest.raises(IntegrityError), database.transaction() as saving:
        saving.add(call())
