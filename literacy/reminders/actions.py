"""Reminding one person, at most once a day."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from literacy.accounts.models import Person
from literacy.accounts.news.actions import send_news
from literacy.accounts.news.kinds import Fate
from literacy.content.catalogue import Catalogue
from literacy.progress.mastery import mastery
from literacy.progress.outline import course_outline
from literacy.progress.queries import asked_of, facts_of
from literacy.reminders.models import ReminderLook
from literacy.reminders.queries import LOOK_AGAIN, Candidate
from literacy.reminders.reasons import Reminder, reminders
from literacy.review.queries import cards_of, reviewed_on
from literacy.review.rounds import todays
from literacy.settings import Settings


def remind(
    session: Session, someone: Candidate, course: Catalogue, *, settings: Settings, now: datetime
) -> Reminder | None:
    """Mail what is most pressing and was not told yet; what left, if anything did.

    Whoever comes second, even at the same moment, finds that this person was looked at today.
    """
    if not _is_first_look(session, someone.person_id, now=now):
        return None
    for reminder in _reasons(session, someone, course, now=now):
        fate = send_news(
            session,
            someone.person_id,
            reminder.kind,
            reminder.template,
            key=f"{reminder.kind.value}-{someone.person_id}-{reminder.key}",
            settings=settings,
            now=now,
            values=reminder.values,
            path=reminder.path,
            good_for=reminder.good_for,
            only_now=True,
        )
        if fate is Fate.LEAVES:
            return reminder
    return None


def _is_first_look(session: Session, person_id: int, *, now: datetime) -> bool:
    """Hold the person's row, then see whether anybody looked today; keep that we did."""
    held = session.scalar(select(Person.id).where(Person.id == person_id).with_for_update())
    look = session.get(ReminderLook, person_id)
    if held is None or (look is not None and look.at > now - LOOK_AGAIN):
        return False
    session.merge(ReminderLook(person_id=person_id, at=now))
    session.flush()
    return True


def _reasons(
    session: Session, someone: Candidate, course: Catalogue, *, now: datetime
) -> list[Reminder]:
    person, today = someone.person_id, someone.today(now)
    outline = course_outline(course, today=now.date())
    review = todays(
        course,
        cards_of(session, person),
        person=person,
        on=now.date(),
        answered=len(reviewed_on(session, person, now.date())),
    )
    standing = mastery(outline, facts_of(session, [person])[person])
    asked = asked_of(session, outline, person)
    return list(reminders(standing, asked, review, today=today, now=now))
