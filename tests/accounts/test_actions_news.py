"""News by mail: told once, never too much, never in quiet hours, never to who wants none."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from literacy.accounts.actions.doors import save_profile
from literacy.accounts.actions.people import deactivate
from literacy.accounts.jobs import NEWS_KEPT, tidy
from literacy.accounts.models import NewsMail, StoppedNews
from literacy.accounts.news.actions import choose_news, send_news, stop_news
from literacy.accounts.news.kinds import Fate, NewsKind, Quiet
from literacy.lib.errors import Invalid
from literacy.outbox.models import OutboxMessage
from tests import make

NOW = make.NOW
NIGHT = NOW.replace(hour=22)
ALWAYS = Quiet(0, 0)


@pytest.fixture
def db(people: make.People, db: Session) -> Session:
    """The session, opened once the people are in."""
    return db


@pytest.fixture
def tell(db: Session, people: make.People, settings):
    """Tell Maya something: `tell("a")`; each key is news of its own."""

    def send(key: str, kind: NewsKind = NewsKind.REMINDER, **given: object) -> Fate:
        options = {
            "values": {"what": "the quiz", "title": "Copies", "left": "2 questions"},
            "settings": settings,
            "now": NOW,
            **given,
        }
        whom = options.pop("whom", people.maya.id)
        return send_news(db, whom, kind, "reminders/half-way", key=key, **options)

    return send


def waiting(db: Session) -> list[OutboxMessage]:
    return list(db.scalars(select(OutboxMessage).order_by(OutboxMessage.id)))


def test_news_leaves_by_day(db: Session, tell) -> None:
    assert tell("a") is Fate.LEAVES

    (mail,) = waiting(db)
    assert (mail.due_at, mail.body["to"]) == (NOW, "maya@example.com")


def test_the_same_news_is_told_once(db: Session, tell) -> None:
    assert [tell("a"), tell("a")] == [Fate.LEAVES, Fate.KNOWN]
    assert len(waiting(db)) == 1


def test_the_fourth_mail_of_a_week_does_not_leave(db: Session, tell) -> None:
    kinds = [NewsKind.REMINDER, NewsKind.REVIEW, NewsKind.REQUEST, NewsKind.DEADLINE]

    fates = [tell(kind, kind) for kind in kinds]

    assert fates == [Fate.LEAVES] * 3 + [Fate.TOO_MANY]
    assert tell("later", now=NOW + timedelta(days=7)) is Fate.LEAVES


def test_a_week_is_seven_days_to_the_second(tell) -> None:
    for key in "abc":
        tell(key)

    assert tell("d", now=NOW + timedelta(days=7, seconds=-1)) is Fate.TOO_MANY


def test_the_cap_is_each_persons_own(tell, people: make.People) -> None:
    for key in "abc":
        tell(key)

    assert tell("d", whom=people.eve.id) is Fate.LEAVES


def test_at_night_news_waits_for_the_morning(db: Session, tell) -> None:
    assert tell("a", now=NIGHT) is Fate.LEAVES

    assert waiting(db)[0].due_at == NIGHT.replace(hour=8) + timedelta(days=1)


def test_what_is_looked_up_again_is_not_told_at_night(db: Session, tell) -> None:
    assert tell("a", now=NIGHT, only_now=True) is Fate.QUIET
    assert waiting(db) == []
    assert tell("a", now=NOW, only_now=True) is Fate.LEAVES


def test_night_is_where_the_person_is(db: Session, tell, people: make.People) -> None:
    save_profile(db, people.maya.id, name="Maya", job="", theme="auto", zone="Asia/Tokyo", now=NOW)

    tell("a", now=NOW)

    # 9:00 UTC is 18:00 in Tokyo; it is 8:00 there again at 23:00 UTC.
    assert waiting(db)[0].due_at == NOW.replace(hour=23)


def test_a_zone_that_does_not_exist_is_refused(db: Session, people: make.People) -> None:
    with pytest.raises(Invalid, match="time zones"):
        save_profile(
            db, people.maya.id, name="Maya", job="", theme="auto", zone="../etc/passwd", now=NOW
        )


def test_who_chose_no_quiet_hours_is_told_at_once(db: Session, tell, people: make.People) -> None:
    choose_news(
        db, people.maya.id, offered=tuple(NewsKind), wanted=tuple(NewsKind), quiet=ALWAYS, now=NOW
    )

    tell("a", now=NIGHT)

    assert waiting(db)[0].due_at == NIGHT


def test_a_stopped_kind_does_not_leave_and_others_do(
    db: Session, tell, people: make.People
) -> None:
    stop_news(db, people.maya.id, NewsKind.REMINDER, now=NOW)
    stop_news(db, people.maya.id, NewsKind.REMINDER, now=NOW)

    assert tell("a") is Fate.STOPPED
    assert tell("b", NewsKind.REVIEW) is Fate.LEAVES


def test_stopping_takes_back_what_waits(db: Session, tell, people: make.People) -> None:
    tell("a", now=NIGHT)
    tell("b", NewsKind.REVIEW, now=NIGHT)

    stop_news(db, people.maya.id, NewsKind.REMINDER, now=NIGHT)

    assert [mail.key for mail in waiting(db)] == ["news-b"]


def test_only_what_was_offered_is_changed(db: Session, tell, people: make.People) -> None:
    stop_news(db, people.maya.id, NewsKind.DIGEST, now=NOW)

    choose_news(
        db,
        people.maya.id,
        offered=(NewsKind.REMINDER, NewsKind.REVIEW),
        wanted=(NewsKind.REVIEW,),
        quiet=Quiet(20, 7),
        now=NOW,
    )

    stopped = set(db.scalars(select(StoppedNews.kind)))
    assert stopped == {"digest", "reminder"}


def test_what_was_stopped_can_be_started_again(db: Session, tell, people: make.People) -> None:
    stop_news(db, people.maya.id, NewsKind.REMINDER, now=NOW)
    choose_news(
        db, people.maya.id, offered=tuple(NewsKind), wanted=tuple(NewsKind), quiet=Quiet(), now=NOW
    )

    assert tell("a") is Fate.LEAVES


@pytest.mark.parametrize("quiet", [Quiet(24, 8), Quiet(18, -1)])
def test_hours_that_no_clock_has_are_refused(
    db: Session, people: make.People, quiet: Quiet
) -> None:
    with pytest.raises(Invalid):
        choose_news(db, people.maya.id, offered=(), wanted=(), quiet=quiet, now=NOW)


def test_who_has_left_gets_nothing_not_even_what_waited(
    db: Session, tell, people: make.People
) -> None:
    tell("a", now=NIGHT)

    deactivate(db, people.maya.id, by=people.rosa.id, now=NIGHT)

    assert tell("b", now=NIGHT) is Fate.CLOSED
    assert waiting(db) == []


def test_nobody_is_told_nothing(tell) -> None:
    assert tell("a", whom=987654) is Fate.CLOSED


def test_stopping_for_nobody_stores_nothing(db: Session) -> None:
    stop_news(db, 987654, NewsKind.REVIEW, now=NOW)

    assert db.scalars(select(StoppedNews)).all() == []


def test_what_was_mailed_is_forgotten_in_the_end(db: Session, tell) -> None:
    tell("a")

    tidy(db, now=NOW + NEWS_KEPT - timedelta(seconds=1))
    assert len(db.scalars(select(NewsMail)).all()) == 1
    tidy(db, now=NOW + NEWS_KEPT)

    assert db.scalars(select(NewsMail)).all() == []
