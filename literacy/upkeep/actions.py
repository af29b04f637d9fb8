"""Noting which terms changed, and telling their keepers once a week what needs them."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from literacy.accounts.models import Membership, Person, Team
from literacy.accounts.news.actions import send_news
from literacy.accounts.news.kinds import Fate, NewsKind
from literacy.accounts.permissions import Role
from literacy.content.catalogue import Catalogue, Term
from literacy.glossary.queries import waiting_requests
from literacy.glossary.readers.actions import settle_votes
from literacy.glossary.readers.queries import last_openings, not_clear
from literacy.search.queries import most_missed
from literacy.settings import Settings
from literacy.upkeep.changes import changes
from literacy.upkeep.health import Checked, Checks, Health, health
from literacy.upkeep.models import TermSeen

GOOD_FOR = timedelta(days=6)


def note_changes(session: Session, terms: Iterable[Term], *, now: datetime) -> int:
    """How many terms are new or changed since the last look; new words settle their votes."""
    held = {each.slug: each for each in session.scalars(select(TermSeen))}
    known = {slug: each.digest for slug, each in held.items()}
    count = 0
    for change in changes(terms, known, now=now):
        session.merge(
            TermSeen(slug=change.slug, digest=change.digest, seen_at=now, changed_at=change.at)
        )
        if not change.is_new:
            settle_votes(session, change.slug)
        count += 1
    for each in held.values():
        each.seen_at = now
    session.flush()
    return count


def send_digests(
    session: Session, catalogue: Catalogue, *, settings: Settings, now: datetime
) -> int:
    """How many keepers were told; each once a week, and only if something needs them."""
    checked = Checks().of(catalogue, today=now.date())
    keepers = _keepers(session, {each.owner for each in catalogue.terms.values()})
    return sum(
        _digest(session, person, _health(session, catalogue, checked, owners, now), settings, now)
        for person, owners in keepers.items()
    )


def _health(
    session: Session, catalogue: Catalogue, checked: Checked, owners: frozenset[str], now: datetime
) -> Health:
    return health(
        catalogue,
        checked,
        votes=not_clear(session),
        openings=last_openings(session),
        asked=[each.at for each in waiting_requests(session)],
        now=now,
        owners=owners,
    )


def _digest(
    session: Session, person: int, found: Health, settings: Settings, now: datetime
) -> bool:
    if not found.needs_somebody:
        return False
    year, week, _day = now.isocalendar()
    fate = send_news(
        session,
        person,
        NewsKind.DIGEST,
        "upkeep/digest",
        key=f"glossary-{person}-{year}-{week}",
        settings=settings,
        now=now,
        values=_values(session, found),
        path="/author/health",
        good_for=GOOD_FOR,
    )
    return fate is Fate.LEAVES


def _values(session: Session, found: Health) -> dict[str, str | int]:
    sought = ", ".join(f"“{each.words}”" for each in most_missed(session, most=3))
    return {
        "overdue": len(found.overdue),
        "unclear": len(found.unclear),
        "failing": len(found.failing) + len(found.clashes) + len(found.unowned),
        "waiting": found.waiting.count,
        "late": found.waiting.late,
        "sought": sought,
    }


def _keepers(session: Session, owners: set[str]) -> dict[int, frozenset[str]]:
    """Authors with the owners they answer for: the teams they are in that have an owner's name.

    What no team of the company keeps is everybody's: every author who is in none is told.
    """
    rows = session.execute(
        select(Person.id, Team.slug)
        .outerjoin(Membership, Membership.person_id == Person.id)
        .outerjoin(Team, Team.id == Membership.team_id)
        .where(Person.role == Role.AUTHOR.value, Person.deactivated_at.is_(None))
    ).all()
    teams = frozenset(session.scalars(select(Team.slug).where(Team.slug.in_(owners))))
    nobodys = frozenset(owners - teams)
    mine: dict[int, frozenset[str]] = {}
    for person, slug in rows:
        mine[person] = mine.get(person, frozenset()) | ({slug} & teams)
    return {person: held or nobodys for person, held in mine.items()}
