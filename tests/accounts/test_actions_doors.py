"""Getting in and out, as the store sees it."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from literacy.accounts import queries
from literacy.accounts.actions import doors
from literacy.accounts.actions.links import make_link, use_link
from literacy.accounts.jobs import tidy
from literacy.accounts.models import FailedSignIn, OneTimeLink, Person, SignInSession
from literacy.accounts.purpose import Purpose
from literacy.audit.models import AuditEntry
from literacy.lib.errors import Conflict, NotFound, TooMany
from literacy.lib.tokens import new_token, token_hash
from literacy.outbox.models import OutboxMessage
from tests import make

KEY = "a key for tests only, 32 letters or more"
NOW = make.NOW
HOUR = timedelta(hours=1)


def try_once(
    db: Session, email: str = "maya@example.com", address: str = "192.0.2.1", at=NOW
) -> doors.Try:
    return doors.start_try(db, email, address=address, key=KEY, now=at)


def fail(db: Session, times: int, email: str = "maya@example.com", at=NOW) -> None:
    for number in range(times):
        try_once(db, email, f"198.51.100.{number % 250}", at)


def link(db: Session, purpose: Purpose, person: Person | None, at=NOW) -> str:
    token = new_token()
    make_link(db, purpose, person, token=token, now=at)
    return token


def deeds(db: Session) -> list[str]:
    return list(db.scalars(select(AuditEntry.action).order_by(AuditEntry.id)))


def count(db: Session, table: type) -> int:
    return len(db.scalars(select(table)).all())


# Limits


def test_ten_failures_are_tried_and_the_eleventh_is_not(people: make.People, db: Session) -> None:
    fail(db, 10)

    with pytest.raises(TooMany) as limit:
        try_once(db)

    assert limit.value.seconds == 15 * 60
    assert "Wait 15 minutes" in str(limit.value)


def test_after_a_quarter_of_an_hour_one_may_try_again(people: make.People, db: Session) -> None:
    fail(db, 10)

    assert try_once(db, at=NOW + timedelta(minutes=15)).person_id == people.maya.id


def test_failures_of_one_account_do_not_hold_up_another(people: make.People, db: Session) -> None:
    fail(db, 10)

    assert try_once(db, "eve@example.com").person_id == people.eve.id


def test_a_forgotten_try_is_no_failure(people: make.People, db: Session) -> None:
    for _ in range(30):
        doors.forget_try(db, try_once(db).id)

    assert count(db, FailedSignIn) == 0


def test_a_hundred_failures_close_one_address_and_no_other(
    people: make.People, db: Session
) -> None:
    for number in range(100):
        try_once(db, f"nobody{number}@example.com")

    with pytest.raises(TooMany):
        try_once(db)
    assert try_once(db, address="192.0.2.2").person_id == people.maya.id


def test_a_thousand_failures_in_five_minutes_close_the_door_for_all(
    people: make.People, db: Session
) -> None:
    db.add_all(
        FailedSignIn(account=f"a{number}", address=f"b{number}", at=NOW) for number in range(1000)
    )
    db.flush()

    with pytest.raises(TooMany):
        try_once(db, address="203.0.113.9")
    assert try_once(db, at=NOW + timedelta(minutes=5)).person_id == people.maya.id


def test_ten_tries_in_a_quarter_hour_are_960_a_day(people: make.People, db: Session) -> None:
    checked = 0
    for minute in range(0, 24 * 60, 5):
        for number in range(8):
            try:
                try_once(db, address=f"198.51.{minute % 200}.{number}", at=NOW + minute * HOUR / 60)
                checked += 1
            except TooMany:
                continue

    assert 900 <= checked <= 960


def test_the_table_of_failures_names_nobody(people: make.People, db: Session) -> None:
    fail(db, 1)

    row = db.scalars(select(FailedSignIn)).one()

    assert (len(row.account), len(row.address)) == (64, 64)
    assert token_hash("account maya@example.com") != row.account


def test_failures_are_forgotten_after_a_day(people: make.People, db: Session) -> None:
    fail(db, 3)

    try_once(db, at=NOW + timedelta(days=1, minutes=1))

    assert count(db, FailedSignIn) == 1


@pytest.mark.parametrize("email", ["nobody@example.com", "", "maya"])
def test_an_unknown_account_counts_like_a_known_one(
    people: make.People, db: Session, email: str
) -> None:
    attempt = try_once(db, email)

    assert (attempt.person_id, attempt.password_hash) == (None, None)
    assert count(db, FailedSignIn) == 1


# Sessions


def test_signing_in_keeps_the_hash_of_a_new_token(people: make.People, db: Session) -> None:
    proof = try_once(db).proven()

    token = doors.sign_in(db, proof, better_hash=None, device="Firefox on Linux", now=NOW)

    row = db.scalars(select(SignInSession)).one()
    assert (len(token), row.token_hash) == (43, token_hash(token))
    assert token not in str(row.__dict__)
    assert deeds(db) == ["signed_in"]


def test_an_account_changed_meanwhile_is_not_entered(people: make.People, db: Session) -> None:
    proof = try_once(db).proven()
    db.get_one(Person, people.maya.id).deactivated_at = NOW

    with pytest.raises(Conflict):
        doors.sign_in(db, proof, better_hash=None, device="", now=NOW)


def test_a_weaker_hash_is_replaced_at_sign_in(people: make.People, db: Session) -> None:
    doors.sign_in(db, try_once(db).proven(), better_hash="$better", device="", now=NOW)

    assert db.get_one(Person, people.maya.id).password_hash == "$better"


@pytest.mark.parametrize(
    ("who", "idle", "inside"),
    [
        ("maya", timedelta(hours=12), True),
        ("maya", timedelta(hours=12, seconds=1), False),
        ("rosa", timedelta(hours=2), True),
        ("rosa", timedelta(hours=2, seconds=1), False),
    ],
)
def test_an_idle_session_ends_sooner_for_administrators(
    database, people: make.People, who: str, idle: timedelta, inside: bool
) -> None:
    with database.transaction() as saving:
        token = make.session_token(saving, getattr(people, who))

    seen = queries.viewer_of_session(database, token_hash(token), now=NOW + idle)

    assert (seen is not None) is inside


@pytest.mark.parametrize(("later", "inside"), [(0, False), (1, True)])
def test_a_session_ends_after_fourteen_days_however_busy(
    database, people: make.People, later: int, inside: bool
) -> None:
    with database.transaction() as saving:
        token = make.session_token(saving, people.maya)
        doors.touch_session(saving, 1, now=NOW + timedelta(days=14))

    at = NOW + timedelta(days=14) - timedelta(seconds=later)

    assert (queries.viewer_of_session(database, token_hash(token), now=at) is not None) is inside


def test_signing_out_twice_is_harmless(people: make.People, db: Session) -> None:
    token = make.session_token(db, people.maya)

    doors.sign_out(db, token, now=NOW)
    doors.sign_out(db, token, now=NOW)

    assert (count(db, SignInSession), deeds(db)) == (0, ["signed_out"])


def test_nobody_ends_the_session_of_another(people: make.People, db: Session) -> None:
    make.session_token(db, people.eve)
    session_id = db.scalars(select(SignInSession.id)).one()

    with pytest.raises(NotFound):
        doors.end_session(db, people.maya.id, session_id, now=NOW)

    assert count(db, SignInSession) == 1


def test_ending_all_sessions_leaves_those_of_others(people: make.People, db: Session) -> None:
    make.session_token(db, people.maya)
    make.session_token(db, people.maya)
    make.session_token(db, people.eve)

    assert doors.end_sessions(db, people.maya.id, by=people.rosa.id, now=NOW) == 2
    assert doors.end_sessions(db, people.maya.id, by=people.rosa.id, now=NOW) == 0
    assert db.scalars(select(SignInSession.person_id)).all() == [people.eve.id]


# One-time links


def test_a_link_works_once(people: make.People, db: Session) -> None:
    token = link(db, Purpose.RESET, people.maya)

    assert use_link(db, Purpose.RESET, token, now=NOW) == people.maya.id
    with pytest.raises(NotFound):
        use_link(db, Purpose.RESET, token, now=NOW)


@pytest.mark.parametrize(
    ("purpose", "life"),
    [
        (Purpose.SETUP, timedelta(hours=24)),
        (Purpose.INVITE, timedelta(days=7)),
        (Purpose.RESET, timedelta(hours=1)),
    ],
)
def test_a_link_dies_on_the_second(
    people: make.People, db: Session, purpose: Purpose, life: timedelta
) -> None:
    token = link(db, purpose, None if purpose is Purpose.SETUP else people.maya)
    alive, dead = NOW + life - timedelta(seconds=1), NOW + life

    assert queries.link_owner(db, purpose, token, now=alive)
    assert queries.link_owner(db, purpose, token, now=dead) is None
    with pytest.raises(NotFound):
        use_link(db, purpose, token, now=dead)


def test_a_link_for_one_purpose_opens_no_other_door(people: make.People, db: Session) -> None:
    token = link(db, Purpose.INVITE, people.maya)

    assert queries.link_owner(db, Purpose.RESET, token, now=NOW) is None
    with pytest.raises(NotFound):
        use_link(db, Purpose.RESET, token, now=NOW)


def test_a_newer_link_kills_the_older_and_leaves_those_of_others(
    people: make.People, db: Session
) -> None:
    older, eves = link(db, Purpose.RESET, people.maya), link(db, Purpose.RESET, people.eve)
    newer = link(db, Purpose.RESET, people.maya)

    assert queries.link_owner(db, Purpose.RESET, older, now=NOW) is None
    assert queries.link_owner(db, Purpose.RESET, newer, now=NOW)
    assert queries.link_owner(db, Purpose.RESET, eves, now=NOW)


def test_only_the_hash_of_a_link_is_kept(people: make.People, db: Session) -> None:
    token = link(db, Purpose.RESET, people.maya)

    assert db.scalars(select(OneTimeLink.token_hash)).all() == [token_hash(token)]


def test_a_closed_accounts_link_is_dead(people: make.People, db: Session) -> None:
    token = link(db, Purpose.RESET, people.maya)
    db.get_one(Person, people.maya.id).deactivated_at = NOW
    db.flush()

    assert queries.link_owner(db, Purpose.RESET, token, now=NOW) is None
    with pytest.raises(NotFound):
        doors.reset_password(db, token, password_hash="$", now=NOW)


# Set-up


def test_the_first_admin_is_made_once(db: Session) -> None:
    token = doors.offer_set_up(db, now=NOW)
    given = {"name": "Rosa", "email": "rosa@example.com", "password_hash": "$", "now": NOW}

    person = doors.set_up(db, token, **given)

    assert (person.role, deeds(db)) == ("admin", ["setup.offered", "setup.done"])
    with pytest.raises(NotFound):
        doors.set_up(db, token, **given)


def test_a_set_up_link_is_worthless_once_somebody_exists(people: make.People, db: Session) -> None:
    token = doors.offer_set_up(db, now=NOW)

    with pytest.raises(NotFound):
        doors.set_up(db, token, name="X", email="x@example.com", password_hash="$", now=NOW)


def test_a_new_offer_of_set_up_kills_the_older(db: Session) -> None:
    older = doors.offer_set_up(db, now=NOW)
    newer = doors.offer_set_up(db, now=NOW)

    assert queries.link_owner(db, Purpose.SETUP, older, now=NOW) is None
    assert queries.link_owner(db, Purpose.SETUP, newer, now=NOW)


# Passwords


def test_a_reset_ends_every_session_and_every_link(people: make.People, db: Session) -> None:
    make.session_token(db, people.maya)
    token = link(db, Purpose.RESET, people.maya)

    doors.reset_password(db, token, password_hash="$new", now=NOW)

    assert db.get_one(Person, people.maya.id).password_hash == "$new"
    assert count(db, SignInSession) == 0
    assert deeds(db) == ["password.reset"]
    assert db.scalars(select(OutboxMessage)).one().body["template"] == "accounts/password-changed"


def test_a_changed_password_kills_a_waiting_reset_link(people: make.People, db: Session) -> None:
    token = link(db, Purpose.RESET, people.maya)

    doors.change_password(db, try_once(db).proven(), password_hash="$new", now=NOW)

    with pytest.raises(NotFound):
        doors.reset_password(db, token, password_hash="$other", now=NOW)


def test_a_password_proven_before_another_change_changes_nothing(
    people: make.People, db: Session
) -> None:
    proof = try_once(db).proven()
    doors.change_password(db, proof, password_hash="$first", now=NOW)

    with pytest.raises(Conflict):
        doors.change_password(db, proof, password_hash="$second", now=NOW)


def ask(db: Session, email: str = "maya@example.com", at=NOW, address: str = "192.0.2.1") -> None:
    doors.ask_for_reset(db, email, address=address, key=KEY, now=at)


def test_five_reset_mails_a_day_and_no_more(people: make.People, db: Session) -> None:
    for _ in range(8):
        ask(db)

    assert count(db, OneTimeLink) == 5

    ask(db, at=NOW + timedelta(days=1))
    assert count(db, OneTimeLink) == 6


def test_of_several_resets_asked_at_once_only_the_newest_leaves(
    people: make.People, db: Session
) -> None:
    ask(db)
    ask(db)

    assert count(db, OutboxMessage) == 1


@pytest.mark.parametrize("email", ["nobody@example.com", "gone@example.com"])
def test_nobody_is_mailed_without_an_open_account(
    people: make.People, db: Session, email: str
) -> None:
    make.person(db, "Gone", email="gone@example.com", password_hash="$", deactivated_at=NOW)

    ask(db, email)

    assert (count(db, OutboxMessage), count(db, OneTimeLink)) == (0, 0)


def test_known_and_unknown_addresses_are_counted_alike(people: make.People, db: Session) -> None:
    ask(db)
    ask(db, "nobody@example.com")

    assert count(db, FailedSignIn) == 2


def test_somebody_who_lost_her_invitation_gets_a_new_one(people: make.People, db: Session) -> None:
    make.person(db, "New", email="new@example.com")

    ask(db, "new@example.com")

    assert db.scalars(select(OutboxMessage)).one().body["template"] == "accounts/invitation"


def test_asking_for_resets_does_not_close_the_door(people: make.People, db: Session) -> None:
    for number in range(100):
        ask(db, f"nobody{number}@example.com")

    assert try_once(db).person_id == people.maya.id
    with pytest.raises(TooMany):
        ask(db)


def test_no_usable_link_waits_in_the_store(people: make.People, db: Session) -> None:
    ask(db)

    body = str(db.scalars(select(OutboxMessage)).one().body)
    kept = db.scalars(select(OneTimeLink.token_hash)).one()

    assert kept not in {token_hash(word.strip("',")) for word in body.split()}


# Tidying


def test_tidying_deletes_what_ran_out_and_keeps_the_rest(people: make.People, db: Session) -> None:
    make.session_token(db, people.maya, at=NOW - timedelta(days=15))
    make.session_token(db, people.maya)
    link(db, Purpose.RESET, people.maya, at=NOW - timedelta(days=40))
    link(db, Purpose.RESET, people.eve)
    fail(db, 1, at=NOW - timedelta(days=2))

    tidy(db, now=NOW)

    left = (count(db, SignInSession), count(db, OneTimeLink), count(db, FailedSignIn))
    assert left == (1, 1, 0)


def test_a_profile_saved_twice_is_noted_once(people: make.People, db: Session) -> None:
    given: dict[str, str] = {"name": "Maya O.", "job": "Email", "theme": "dark"}

    doors.save_profile(db, people.maya.id, **given, now=NOW)
    doors.save_profile(db, people.maya.id, **given, now=NOW)

    assert db.get_one(Person, people.maya.id).theme == "dark"
    assert deeds(db) == ["profile.changed"]
