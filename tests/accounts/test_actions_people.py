"""What administrators do, as the store sees it."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from literacy.accounts import queries
from literacy.accounts.actions import people as actions
from literacy.accounts.models import Management, Membership, OneTimeLink, Person, SignInSession
from literacy.accounts.people import teams_stamp
from literacy.accounts.permissions import Role
from literacy.accounts.purpose import Purpose
from literacy.audit.models import AuditEntry
from literacy.lib.errors import Conflict, Invalid, NotFound
from literacy.outbox.models import OutboxMessage
from tests import make

KEY = "a key for tests only, 32 letters or more"
NOW = make.NOW


def invite(db: Session, email: str = "new@example.com", **given: object) -> tuple[Person, str]:
    settings = {"name": "New Person", "role": Role.LEARNER, "by": None, "key": KEY, "now": NOW}
    return actions.invite(db, email=email, **{**settings, **given})


def noted(db: Session) -> list[tuple[str, str, dict[str, object]]]:
    rows = db.scalars(select(AuditEntry).order_by(AuditEntry.id))
    return [(row.action, row.subject, row.detail) for row in rows]


def test_an_invitation_makes_an_account_a_link_and_a_mail(people: make.People, db: Session) -> None:
    person, token = invite(
        db,
        role=Role.MANAGER,
        teams=[people.campaigns.id],
        manages=[people.elsewhere.id],
        by=people.rosa.id,
    )

    owner = queries.link_owner(db, Purpose.INVITE, token, now=NOW)
    assert owner and owner.id == person.id
    assert queries.person_seen(db, person.id, now=NOW).teams_stamp == teams_stamp(
        [people.campaigns.id], [people.elsewhere.id]
    )
    assert noted(db)[0][0] == "person.invited"
    assert db.scalars(select(OutboxMessage)).one().body["to"] == "new@example.com"


def test_nobody_is_invited_twice(people: make.People, db: Session) -> None:
    with pytest.raises(Conflict, match="already"):
        invite(db, "maya@example.com")


def test_a_team_that_is_gone_is_refused(people: make.People, db: Session) -> None:
    with pytest.raises(NotFound):
        invite(db, teams=[people.campaigns.id, 999])


def test_a_second_invitation_kills_the_first(people: make.People, db: Session) -> None:
    person, first = invite(db)

    actions.invite_again(db, person.id, by=people.rosa.id, key=KEY, now=NOW)

    assert queries.link_owner(db, Purpose.INVITE, first, now=NOW) is None


def test_an_invitation_that_has_not_left_is_taken_back_for_the_newer(
    people: make.People, db: Session
) -> None:
    person, _token = invite(db)
    waiting = db.scalars(select(OutboxMessage.key)).one()

    actions.invite_again(db, person.id, by=people.rosa.id, key=KEY, now=NOW)

    assert waiting not in db.scalars(select(OutboxMessage.key)).all()
    assert len(db.scalars(select(OutboxMessage)).all()) == 1


def test_nobody_whose_account_is_closed_is_mailed(people: make.People, db: Session) -> None:
    person, _token = invite(db)

    actions.deactivate(db, person.id, by=people.rosa.id, now=NOW)

    assert db.scalars(select(OutboxMessage)).all() == []


def test_a_letter_that_has_left_stays_on_record(people: make.People, db: Session) -> None:
    person, _token = invite(db)
    db.scalars(select(OutboxMessage)).one().sent_at = NOW
    db.flush()

    actions.deactivate(db, person.id, by=people.rosa.id, now=NOW)

    assert len(db.scalars(select(OutboxMessage)).all()) == 1


def test_who_has_come_or_is_closed_is_not_invited_again(people: make.People, db: Session) -> None:
    closed = make.person(db, "Closed", deactivated_at=NOW)

    with pytest.raises(Conflict, match="accepted"):
        actions.invite_again(db, people.maya.id, by=None, key=KEY, now=NOW)
    with pytest.raises(Conflict, match="closed"):
        actions.invite_again(db, closed.id, by=None, key=KEY, now=NOW)


def test_a_role_is_changed_once_and_noted_once(people: make.People, db: Session) -> None:
    for _ in range(2):
        actions.change_role(
            db, people.maya.id, Role.AUTHOR, seen=Role.LEARNER, by=people.rosa.id, now=NOW
        )

    subject = f"person:{people.maya.id}"
    assert noted(db) == [("person.role_changed", subject, {"before": "learner", "after": "author"})]


def test_a_role_that_somebody_else_changed_is_looked_at_again(
    people: make.People, db: Session
) -> None:
    actions.change_role(db, people.maya.id, Role.AUTHOR, by=None, now=NOW)

    with pytest.raises(Conflict, match="while the page was open"):
        actions.change_role(
            db, people.maya.id, Role.MANAGER, seen=Role.LEARNER, by=people.rosa.id, now=NOW
        )


def test_the_last_administrator_stays(people: make.People, db: Session) -> None:
    make.person(db, "Invited", role=Role.ADMIN)
    make.person(db, "Closed", role=Role.ADMIN, password_hash="$", deactivated_at=NOW)

    with pytest.raises(Conflict, match="only administrator"):
        actions.change_role(db, people.rosa.id, Role.LEARNER, by=people.rosa.id, now=NOW)
    with pytest.raises(Conflict, match="only administrator"):
        actions.deactivate(db, people.rosa.id, by=people.rosa.id, now=NOW)

    assert queries.person_seen(db, people.rosa.id, now=NOW).role is Role.ADMIN


def test_with_a_second_administrator_the_first_may_go(people: make.People, db: Session) -> None:
    make.person(db, "Second", role=Role.ADMIN, password_hash="$")

    actions.deactivate(db, people.rosa.id, by=people.rosa.id, now=NOW)

    assert queries.person_seen(db, people.rosa.id, now=NOW).state == "closed"


def change_teams(db: Session, people: make.People, **given: object) -> None:
    settings = {"member_of": [], "manages": [], "by": people.rosa.id, "now": NOW}
    actions.change_teams(db, people.maya.id, **{**settings, **given})


def test_teams_become_exactly_those_given(people: make.People, db: Session) -> None:
    change_teams(db, people, member_of=[people.elsewhere.id], manages=[people.campaigns.id])

    seen = queries.person_seen(db, people.maya.id, now=NOW)
    assert [team.slug for team in seen.member_of] == ["elsewhere"]
    assert [team.slug for team in seen.manages] == ["campaigns"]
    assert noted(db)[-1][2] == {"member_of": "elsewhere", "manages": "campaigns"}


def test_the_same_teams_twice_are_noted_once(people: make.People, db: Session) -> None:
    seen = teams_stamp([people.campaigns.id], [])
    change_teams(db, people, member_of=[people.elsewhere.id], seen=seen)
    change_teams(db, people, member_of=[people.elsewhere.id], seen=seen)

    assert len(noted(db)) == 1


def test_teams_that_somebody_else_changed_are_looked_at_again(
    people: make.People, db: Session
) -> None:
    change_teams(db, people, member_of=[people.elsewhere.id])

    with pytest.raises(Conflict):
        change_teams(db, people, seen=teams_stamp([people.campaigns.id], []))


def test_a_membership_that_stays_keeps_its_date(people: make.People, db: Session) -> None:
    later = NOW + timedelta(days=9)

    change_teams(db, people, member_of=[people.campaigns.id, people.elsewhere.id], now=later)

    held = db.get_one(Membership, (people.campaigns.id, people.maya.id))
    assert held.since == NOW


def test_closing_an_account_ends_its_sessions_and_links_at_once(
    people: make.People, db: Session
) -> None:
    make.session_token(db, people.maya)
    token = actions.reset_link(db, people.maya, by=None, now=NOW)

    actions.deactivate(db, people.maya.id, by=people.rosa.id, now=NOW)

    assert db.scalars(select(SignInSession)).all() == []
    assert queries.link_owner(db, Purpose.RESET, token, now=NOW) is None
    assert [row[0] for row in noted(db)][-2:] == ["person.deactivated", "sessions.ended"]


def test_closing_and_opening_twice_is_harmless(people: make.People, db: Session) -> None:
    for _ in range(2):
        actions.deactivate(db, people.maya.id, by=None, now=NOW)
    for _ in range(2):
        actions.reactivate(db, people.maya.id, by=None, now=NOW)

    assert [row[0] for row in noted(db)] == ["person.deactivated", "person.reactivated"]
    seen = queries.person_seen(db, people.maya.id, now=NOW)
    assert (seen.state, len(seen.member_of)) == ("active", 1)


def test_a_closed_account_gets_no_reset_link(people: make.People, db: Session) -> None:
    closed = make.person(db, "Closed", deactivated_at=NOW)

    with pytest.raises(Conflict):
        actions.reset_link(db, closed, by=None, now=NOW)
    assert db.scalars(select(OneTimeLink)).all() == []


def test_a_renamed_team_keeps_its_address(people: make.People, db: Session) -> None:
    made = actions.create_team(db, "Café & Co.", by=people.rosa.id, now=NOW)

    actions.rename_team(db, "cafe-co", "Brand", by=people.rosa.id, now=NOW)
    actions.rename_team(db, "cafe-co", "Brand", by=people.rosa.id, now=NOW)

    assert (made.slug, made.name) == ("cafe-co", "Brand")
    assert [row[0] for row in noted(db)] == ["team.created", "team.renamed"]


@pytest.mark.parametrize("name", ["Campaigns", "campaigns", "CAMPAIGNS!"])
def test_two_teams_do_not_share_a_name_or_an_address(
    people: make.People, db: Session, name: str
) -> None:
    with pytest.raises(Conflict):
        actions.create_team(db, name, by=None, now=NOW)


def test_a_team_is_not_renamed_to_anothers_name(people: make.People, db: Session) -> None:
    with pytest.raises(Conflict):
        actions.rename_team(db, "elsewhere", "Campaigns", by=None, now=NOW)
    db.rollback()


def test_a_name_without_letters_of_an_address_is_refused(db: Session) -> None:
    with pytest.raises(Invalid):
        actions.create_team(db, "東京", by=None, now=NOW)


@pytest.mark.parametrize(
    "deed",
    [
        lambda db: actions.change_role(db, 999, Role.AUTHOR, by=None, now=NOW),
        lambda db: actions.deactivate(db, 999, by=None, now=NOW),
        lambda db: actions.reactivate(db, 999, by=None, now=NOW),
        lambda db: actions.invite_again(db, 999, by=None, key=KEY, now=NOW),
        lambda db: actions.rename_team(db, "no-team", "Name", by=None, now=NOW),
    ],
    ids=["role", "deactivate", "reactivate", "invite again", "rename"],
)
def test_what_does_not_exist_is_not_found(db: Session, deed) -> None:
    with pytest.raises(NotFound):
        deed(db)


def test_management_of_a_team_outlives_nobody(people: make.People, db: Session) -> None:
    db.delete(db.get_one(Person, people.grace.id))
    db.flush()

    assert db.scalars(select(Management)).all() == []
