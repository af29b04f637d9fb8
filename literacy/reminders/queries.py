"""Who could be reminded of something, in one statement however many people there are."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import CompoundSelect, select, union
from sqlalchemy.orm import Session

from literacy.accounts.models import Membership, Person, QuietHours
from literacy.accounts.news.kinds import Quiet
from literacy.lessons.models import Reading
from literacy.lib.zones import day_in
from literacy.progress.models import Assignment
from literacy.quizzes.models import Attempt
from literacy.reminders.models import ReminderLook
from literacy.reminders.reasons import NEAR_DAYS, STOPPED_AFTER, STOPPED_UNTIL
from literacy.review.models import ReviewCard

LOOK_AGAIN = timedelta(hours=20)
"""A person is looked at once a day; less than a day, so that the hour does not creep."""

_A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody with an account that is open, and with something that a reminder may be about."""

    person_id: int
    zone: str
    quiet: Quiet

    def is_awake(self, now: datetime) -> bool:
        return not self.quiet.holds(now, self.zone)

    def today(self, now: datetime) -> date:
        return day_in(now, self.zone)


def candidates(session: Session, *, zone: str, now: datetime) -> tuple[Candidate, ...]:
    """`zone` is for people who have chosen none."""
    rows = session.execute(
        select(Person.id, Person.zone, QuietHours.begin_hour, QuietHours.end_hour)
        .outerjoin(QuietHours, QuietHours.person_id == Person.id)
        .outerjoin(ReminderLook, ReminderLook.person_id == Person.id)
        .where(
            Person.id.in_(_with_a_reason(now)),
            Person.deactivated_at.is_(None),
            ReminderLook.at.is_(None) | (ReminderLook.at <= now - LOOK_AGAIN),
        )
        .order_by(Person.id)
    )
    return tuple(
        Candidate(
            person_id=row.id,
            zone=row.zone or zone,
            quiet=Quiet() if row.begin_hour is None else Quiet(row.begin_hour, row.end_hour),
        )
        for row in rows
    )


def _with_a_reason(now: datetime) -> CompoundSelect[int]:
    """Wider than the rules by a day: what the day is differs from place to place."""
    since, until = now - STOPPED_UNTIL - _A_DAY, now - STOPPED_AFTER + _A_DAY
    near = Assignment.due_on.between(
        (now - _A_DAY).date(), (now + timedelta(days=max(NEAR_DAYS)) + _A_DAY).date()
    )
    return union(
        select(Reading.person_id).where(Reading.updated_at.between(since, until)),
        select(Attempt.person_id).where(
            Attempt.started_at.between(since, until) | Attempt.finished_at.between(since, until)
        ),
        select(Membership.person_id)
        .join(Assignment, Assignment.team_id == Membership.team_id)
        .where(near),
        select(Assignment.person_id).where(near, Assignment.person_id.is_not(None)),
        select(ReviewCard.person_id).where(ReviewCard.due_on <= (now + _A_DAY).date()),
    )
