"""Carrying a roster out: all of it or nothing, a few statements for every 500 rows."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import datetime
from typing import cast

from sqlalchemy import Table, bindparam, delete, insert, select, update
from sqlalchemy.orm import Session

from literacy.accounts.actions.people import create_team, deactivate
from literacy.accounts.models import Management, Membership, OneTimeLink, Person, Team
from literacy.accounts.purpose import CARRIERS, Purpose, mail_key
from literacy.accounts.roster.plan import plan
from literacy.accounts.roster.queries import everybody, slugs_by_name
from literacy.accounts.roster.row import Known, Outcome, Plan, Result
from literacy.accounts.roster.sheet import Sheet
from literacy.audit.actions import note
from literacy.audit.models import AuditEntry
from literacy.lib.db import Base
from literacy.lib.errors import Invalid
from literacy.lib.tokens import derived_token, new_token, token_hash
from literacy.outbox.actions import MAIL, mail_body
from literacy.outbox.models import OutboxMessage

BATCH = 500
_Link = type[Membership] | type[Management]


def apply_roster(
    session: Session,
    sheet: Sheet,
    *,
    close_missing: bool,
    invite: bool,
    by: int | None,
    key: str,
    now: datetime,
    each: Callable[[int], object] = lambda _rows: None,
) -> Plan:
    """Do what the sheet says as things stand now; raises Invalid when a row is wrong.

    `close_missing` closes who is not named; `invite` mails who is new. `each` is told how many
    rows were done.
    """
    planned = plan(sheet, everybody(session), slugs_by_name(session))
    if planned.problems:
        raise Invalid(
            f"{planned.problems} of {len(planned.results)} rows can’t be taken. "
            "Nothing was changed."
        )
    for name in planned.new_teams:
        create_team(session, name, by=by, now=now)
    teams = dict(session.execute(select(Team.name, Team.id)).all())
    for batch in _batches(planned.results):
        _carry_out(session, batch, teams, invite=invite, by=by, key=key, now=now)
        each(len(batch))
    for person in planned.leaving if close_missing else ():
        deactivate(session, person.id, by=by, now=now)
    _note_import(session, planned, closed=close_missing, by=by, now=now)
    return planned


def _batches(results: Sequence[Result]) -> Iterator[Sequence[Result]]:
    return (results[start : start + BATCH] for start in range(0, len(results), BATCH))


def _carry_out(
    session: Session,
    batch: Sequence[Result],
    teams: Mapping[str, int],
    *,
    invite: bool,
    by: int | None,
    key: str,
    now: datetime,
) -> None:
    new = [each.after for each in batch if each.outcome is Outcome.NEW and each.after]
    kept = [
        (each.before, each.after)
        for each in batch
        if each.outcome in (Outcome.CHANGED, Outcome.BACK) and each.before and each.after
    ]
    ids = _add_people(session, new, now=now)
    if invite:
        _invite(session, new, ids, key=key, now=now)
    _change_people(session, [after for _before, after in kept])
    pairs = [
        *((id, None, after) for id, after in zip(ids, new, strict=True)),
        *((before.id, before, after) for before, after in kept),
    ]
    for link, teams_of in ((Membership, _member_of), (Management, _manages)):
        _move(session, link, _moves(pairs, teams_of, teams), now=now)
    _note_people(session, ids, kept, by=by, now=now)


def _member_of(person: Known) -> frozenset[str]:
    return person.member_of


def _manages(person: Known) -> frozenset[str]:
    return person.manages


def _add_people(session: Session, new: Sequence[Known], *, now: datetime) -> list[int]:
    """The ids of the new accounts, in the order of the rows."""
    _insert(
        session,
        Person,
        [
            {
                "email": each.email,
                "name": each.name,
                "job": each.job,
                "role": each.role,
                "external_id": each.external_id or None,
                "created_at": now,
            }
            for each in new
        ],
    )
    emails = [each.email for each in new]
    rows = session.execute(select(Person.email, Person.id).where(Person.email.in_(emails)))
    ids = dict(rows.all())
    return [ids[email] for email in emails]


def _invite(
    session: Session, new: Sequence[Known], ids: Sequence[int], *, key: str, now: datetime
) -> None:
    """A link and a letter for each, as `people.invite` makes one."""
    seeds = [new_token() for _each in new]
    hashes = [token_hash(derived_token(key, seed)) for seed in seeds]
    until = now + Purpose.INVITE.life
    _insert(
        session,
        OneTimeLink,
        [
            {
                "purpose": Purpose.INVITE.value,
                "token_hash": hashed,
                "person_id": id,
                "created_at": now,
                "expires_at": until,
            }
            for id, hashed in zip(ids, hashes, strict=True)
        ],
    )
    links = dict(
        session.execute(
            select(OneTimeLink.token_hash, OneTimeLink.id).where(OneTimeLink.token_hash.in_(hashes))
        ).all()
    )
    carrier = CARRIERS[Purpose.INVITE]
    _insert(
        session,
        OutboxMessage,
        [
            {
                "key": mail_key(Purpose.INVITE, links[hashed]),
                "kind": MAIL,
                "body": mail_body(
                    carrier.template,
                    to=each.email,
                    values={"name": each.name, "email": each.email},
                    path=carrier.path,
                    seed=seed,
                    until=until.isoformat(),
                ),
                "recorded_at": now,
                "due_at": now,
                "tries": 0,
            }
            for each, seed, hashed in zip(new, seeds, hashes, strict=True)
        ],
    )


def _insert(session: Session, model: type[Base], rows: Sequence[Mapping[str, object]]) -> None:
    """All rows in one statement: the ORM would send one for each."""
    if rows:
        session.connection().execute(insert(cast(Table, model.__table__)), list(rows))


def _change_people(session: Session, people: Sequence[Known]) -> None:
    if people:
        session.execute(
            update(Person),
            [
                {
                    "id": each.id,
                    "email": each.email,
                    "name": each.name,
                    "job": each.job,
                    "role": each.role,
                    "external_id": each.external_id or None,
                    "deactivated_at": None,
                }
                for each in people
            ],
        )


def _moves(
    pairs: Collection[tuple[int, Known | None, Known]],
    teams_of: Callable[[Known], frozenset[str]],
    teams: Mapping[str, int],
) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """Which person joins and which leaves which team."""
    joins, leaves = [], []
    for id, before, after in pairs:
        held = teams_of(before) if before else frozenset()
        joins += [(id, teams[name]) for name in teams_of(after) - held]
        leaves += [(id, teams[name]) for name in held - teams_of(after)]
    return joins, leaves


def _move(
    session: Session,
    link: _Link,
    moves: tuple[list[tuple[int, int]], list[tuple[int, int]]],
    *,
    now: datetime,
) -> None:
    joins, leaves = moves
    table = cast(Table, link.__table__)
    _insert(
        session,
        link,
        [{"person_id": person, "team_id": team, "since": now} for person, team in joins],
    )
    if leaves:
        session.connection().execute(
            delete(table).where(
                table.c.person_id == bindparam("person"), table.c.team_id == bindparam("team")
            ),
            [{"person": person, "team": team} for person, team in leaves],
        )


def _note_people(
    session: Session,
    ids: Sequence[int],
    kept: Sequence[tuple[Known, Known]],
    *,
    by: int | None,
    now: datetime,
) -> None:
    deeds = [("person.invited", id) for id in ids] + [
        ("person.changed_by_roster" if before.is_open else "person.reactivated", before.id)
        for before, _after in kept
    ]
    _insert(
        session,
        AuditEntry,
        [
            {"at": now, "actor_id": by, "action": action, "subject": f"person:{id}", "detail": {}}
            for action, id in deeds
        ],
    )


def _note_import(
    session: Session, planned: Plan, *, closed: bool, by: int | None, now: datetime
) -> None:
    if not planned.changes and not (closed and planned.leaving):
        return
    note(
        session,
        "roster.imported",
        actor_id=by,
        now=now,
        new=planned.count(Outcome.NEW),
        changed=planned.count(Outcome.CHANGED),
        back=planned.count(Outcome.BACK),
        closed=len(planned.leaving) if closed else 0,
    )
