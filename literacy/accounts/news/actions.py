"""News by mail: the one way out for every letter that a person may stop."""

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from literacy.accounts.models import NewsAnswer, NewsMail, Person, QuietHours, StoppedNews
from literacy.accounts.news.kinds import Fate, NewsKind, Quiet, stop_name
from literacy.accounts.news.queries import is_wanted, quiet_of
from literacy.lib.errors import Invalid
from literacy.outbox.actions import record_mail, withdraw
from literacy.settings import Settings

WEEK = timedelta(days=7)


def send_news(
    session: Session,
    person_id: int,
    kind: NewsKind,
    template: str,
    *,
    key: str,
    settings: Settings,
    now: datetime,
    values: Mapping[str, str | int] | None = None,
    path: str = "",
    good_for: timedelta | None = None,
    only_now: bool = False,
) -> Fate:
    """Mail news to a person, unless she wants none of this kind, had enough, or has left.

    `key` (at most 115 letters) names the news: it is told once. In her quiet hours it waits for
    their end, or with `only_now` is not told: for what is looked up again later anyway. The
    template gets `values`, the person's `name`, and the address that stops such mail.
    """
    # The row is held, so that two senders at once can't both find room for one more mail.
    person = session.scalar(select(Person).where(Person.id == person_id).with_for_update())
    if person is None or person.deactivated_at is not None:
        return Fate.CLOSED
    if session.scalar(select(NewsMail.id).where(NewsMail.key == key)):
        return Fate.KNOWN
    if not is_wanted(session, person_id, kind):
        return Fate.STOPPED
    leaves_at = quiet_of(session, person_id).over_at(now, person.zone or settings.time_zone)
    if only_now and leaves_at > now:
        return Fate.QUIET
    if _mailed_within_a_week(session, person_id, leaves_at) >= settings.mails_per_week:
        return Fate.TOO_MANY
    session.add(NewsMail(person_id=person_id, kind=kind.value, key=key, leaves_at=leaves_at))
    record_mail(
        session,
        template,
        to=person.email,
        key=_outbox_key(key),
        now=now,
        values={"name": person.name, **(values or {})},
        path=path,
        good_for=good_for,
        due=leaves_at,
        stop=stop_name(person_id, kind),
    )
    return Fate.LEAVES


def _mailed_within_a_week(session: Session, person_id: int, moment: datetime) -> int:
    counted = session.scalar(
        select(func.count())
        .select_from(NewsMail)
        .where(NewsMail.person_id == person_id, NewsMail.leaves_at > moment - WEEK)
    )
    return counted or 0


def stop_news(session: Session, person_id: int, kind: NewsKind, *, now: datetime) -> None:
    """No more of this kind, also of what waits to leave; twice is harmless."""
    if kind.asks_first:
        answer_news(session, person_id, kind, wanted=False, now=now)
        return
    if _held(session, person_id) and session.get(StoppedNews, (person_id, kind.value)) is None:
        session.add(StoppedNews(person_id=person_id, kind=kind.value, at=now))
        session.flush()
    withdraw_news(session, person_id, kind)


def answer_news(
    session: Session, person_id: int, kind: NewsKind, *, wanted: bool, now: datetime
) -> None:
    """Keep what a person says to news that asks first; the same again changes nothing."""
    if not _held(session, person_id):
        return
    held = session.get(NewsAnswer, (person_id, kind.value), populate_existing=True)
    if held is None or held.wanted is not wanted:
        session.merge(NewsAnswer(person_id=person_id, kind=kind.value, wanted=wanted, at=now))
        session.flush()
    if not wanted:
        withdraw_news(session, person_id, kind)


def _held(session: Session, person_id: int) -> bool:
    """The person is there, and nobody else changes her choices meanwhile."""
    found = session.scalar(select(Person.id).where(Person.id == person_id).with_for_update())
    return found is not None


def choose_news(
    session: Session,
    person_id: int,
    *,
    offered: Collection[NewsKind],
    wanted: Collection[NewsKind],
    quiet: Quiet,
    now: datetime,
) -> None:
    """Keep which of the offered kinds a person wants, and her quiet hours."""
    if not (0 <= quiet.begin <= 23 and 0 <= quiet.end <= 23):
        raise Invalid("Hours go from 0 to 23.")
    for kind in offered:
        if kind not in wanted:
            stop_news(session, person_id, kind, now=now)
        elif kind.asks_first:
            answer_news(session, person_id, kind, wanted=True, now=now)
        else:
            _start_again(session, person_id, kind)
    session.merge(QuietHours(person_id=person_id, begin_hour=quiet.begin, end_hour=quiet.end))
    session.flush()


def _start_again(session: Session, person_id: int, kind: NewsKind) -> None:
    session.execute(
        delete(StoppedNews).where(
            StoppedNews.person_id == person_id, StoppedNews.kind == kind.value
        )
    )


def withdraw_news(session: Session, person_id: int, kind: NewsKind | None = None) -> None:
    """Take back what waits to leave to this person, of one kind or of all."""
    whose = [NewsMail.person_id == person_id]
    if kind is not None:
        whose.append(NewsMail.kind == kind.value)
    keys = session.scalars(select(NewsMail.key).where(*whose)).all()
    withdraw(session, [_outbox_key(key) for key in keys])


def _outbox_key(key: str) -> str:
    return f"news-{key}"
