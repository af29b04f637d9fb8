"""Delivering: once, later when it can't be now, never when it is too late."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from email.message import EmailMessage

import pytest
from click.testing import CliRunner
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from literacy.app import jobs
from literacy.cli import SettingsLater
from literacy.lib.clock import utc_now
from literacy.lib.db import Database
from literacy.lib.mail import ConsoleMailer, FileMailer, NotSent, SmtpMailer
from literacy.lib.tokens import derived_token
from literacy.outbox.actions import forget_old, record, record_mail
from literacy.outbox.jobs import TOO_OLD, UNWRITABLE, Courier, Outcome, Post, deliver, mailer_of
from literacy.outbox.models import OutboxMessage
from literacy.outbox.patience import FIRST_WAIT, LEASE, LONGEST_WAIT, MOST_TRIES, next_try
from literacy.settings import Settings, read_settings
from tests.make import NOW

DOWN = "The mail server is down."


class Mailer:
    """Keeps letters, or refuses them while `problem` is set."""

    def __init__(self, problem: str = "") -> None:
        self.problem = problem
        self.sent: list[EmailMessage] = []

    def send(self, message: EmailMessage) -> None:
        if self.problem:
            raise NotSent(self.problem)
        self.sent.append(message)


@pytest.fixture
def mailer() -> Mailer:
    return Mailer()


@pytest.fixture
def post(settings: Settings, database: Database, mailer: Mailer, clock) -> Post:
    return Post(settings, database, mailer, clock)


def write(database: Database, number: int = 1, now=NOW, **given: object) -> None:
    settings = {
        "to": f"maya{number}@example.com",
        "values": {"name": "Maya", "email": "maya@example.com"},
        "path": "/invite/",
        "seed": "a seed",
    }
    with database.transaction() as saving:
        record_mail(
            saving, "accounts/invitation", key=f"k{number}", now=now, **{**settings, **given}
        )


def rows(database: Database) -> list[OutboxMessage]:
    with database.reading() as session:
        return list(session.scalars(select(OutboxMessage).order_by(OutboxMessage.id)))


def test_a_letter_leaves_once_however_often_this_runs(
    database: Database, post: Post, mailer: Mailer
) -> None:
    write(database)

    outcomes = [deliver(post), deliver(post), deliver(post)]

    assert outcomes == [Outcome(sent=1), Outcome(), Outcome()]
    assert [str(each["To"]) for each in mailer.sent] == ["maya1@example.com"]


def test_two_runs_at_once_send_each_letter_once(
    database: Database, post: Post, mailer: Mailer
) -> None:
    for number in range(20):
        write(database, number)

    with ThreadPoolExecutor(2) as threads:
        outcomes = list(threads.map(lambda _: deliver(post), range(2)))

    assert sum(outcome.sent for outcome in outcomes) == 20
    assert len({str(each["To"]) for each in mailer.sent}) == len(mailer.sent) == 20


def test_news_is_recorded_once_for_its_key(database: Database) -> None:
    with database.transaction() as saving:
        assert record(saving, "mail", key="k", body={}, now=NOW)
        assert not record(saving, "mail", key="k", body={}, now=NOW)

    assert len(rows(database)) == 1


def test_the_store_itself_refuses_a_second_key(database: Database) -> None:
    write(database)

    with pytest.raises(IntegrityError), database.transaction() as saving:
        saving.add(
            OutboxMessage(key="k1", kind="mail", body={}, recorded_at=NOW, due_at=NOW, tries=0)
        )


def test_news_of_a_change_that_was_undone_never_leaves(
    database: Database, post: Post, mailer: Mailer
) -> None:
    with pytest.raises(ZeroDivisionError), database.transaction() as saving:
        record_mail(saving, "accounts/reset", to="m@example.com", key="k", now=NOW)
        raise ZeroDivisionError

    assert deliver(post) == Outcome()


def test_the_link_is_made_when_the_letter_leaves(
    database: Database, post: Post, mailer: Mailer, settings: Settings
) -> None:
    write(database)
    token = derived_token(settings.secret_key, "a seed")
    assert token not in str(rows(database)[0].body)

    deliver(post)

    text = mailer.sent[0].get_body(("plain",)).get_content()
    assert f"{settings.origin}/invite/{token}\n" in text


def test_what_was_said_is_forgotten_once_it_left(database: Database, post: Post) -> None:
    write(database)

    deliver(post)

    row = rows(database)[0]
    assert (row.body, row.sent_at, row.problem) == ({}, NOW, "")


def test_what_can_not_leave_waits_and_says_why(
    database: Database, post: Post, mailer: Mailer, clock
) -> None:
    write(database)
    mailer.problem = DOWN

    assert deliver(post) == Outcome(problems=(DOWN,))
    assert deliver(post) == Outcome()

    row = rows(database)[0]
    assert (row.problem, row.tries, row.due_at) == (DOWN, 1, NOW + FIRST_WAIT)
    mailer.problem = ""
    clock.at = NOW + FIRST_WAIT
    assert deliver(post) == Outcome(sent=1)


def test_one_that_can_not_leave_does_not_hold_up_the_next(
    database: Database, post: Post, mailer: Mailer
) -> None:
    write(database, 1, values={})
    write(database, 2, to="not an address")
    write(database, 3)

    outcome = deliver(post)

    assert outcome == Outcome(sent=1, problems=(UNWRITABLE, UNWRITABLE))
    assert [str(each["To"]) for each in mailer.sent] == ["maya3@example.com"]


@pytest.mark.parametrize(
    ("tries", "wait"),
    [
        (1, timedelta(seconds=30)),
        (2, timedelta(minutes=1)),
        (3, timedelta(minutes=2)),
        (10, timedelta(hours=4, minutes=16)),
        (11, LONGEST_WAIT),
        (1000, LONGEST_WAIT),
    ],
)
def test_waits_double_up_to_six_hours(tries: int, wait: timedelta) -> None:
    assert next_try(tries, now=NOW) == NOW + wait


def test_after_twelve_tries_it_is_given_up(
    database: Database, post: Post, mailer: Mailer, clock
) -> None:
    write(database)
    mailer.problem = DOWN

    for number in range(MOST_TRIES + 5):
        clock.at = NOW + number * timedelta(hours=7)
        deliver(post)

    row = rows(database)[0]
    assert (row.tries, row.sent_at, row.problem) == (MOST_TRIES, None, DOWN)


def test_a_link_that_has_run_out_is_not_sent(
    database: Database, post: Post, mailer: Mailer, clock
) -> None:
    write(database, good_for=timedelta(hours=1))
    clock.at = NOW + timedelta(hours=1)

    assert deliver(post) == Outcome(problems=(TOO_OLD,))
    assert (mailer.sent, rows(database)[0].body) == ([], {})


def test_a_message_whose_process_died_is_sent_after_the_lease(
    database: Database, post: Post, mailer: Mailer, clock
) -> None:
    write(database)

    class Dies:
        def send(self, message: EmailMessage) -> None:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        deliver(Post(post.settings, database, Dies(), clock))

    assert deliver(post) == Outcome()
    clock.at = NOW + LEASE
    assert deliver(post) == Outcome(sent=1)


def test_a_slow_mail_server_holds_no_lock(database: Database, post: Post) -> None:
    write(database)
    answering = threading.Event()

    class Slow:
        def send(self, message: EmailMessage) -> None:
            with database.transaction() as saving:
                saving.execute(select(1))
            answering.set()

    deliver(Post(post.settings, database, Slow(), post.clock))

    assert answering.is_set()


def test_the_courier_delivers_beside_the_server(
    database: Database, post: Post, mailer: Mailer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("literacy.outbox.jobs.LOOK_AGAIN_SECONDS", 0.01)
    left = threading.Event()
    monkeypatch.setattr(mailer, "send", lambda _message: left.set())

    with Courier(post):
        write(database)
        assert left.wait(5)


def test_the_courier_goes_on_after_a_fault(
    database: Database, post: Post, mailer: Mailer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("literacy.outbox.jobs.LOOK_AGAIN_SECONDS", 0.01)
    left = threading.Event()
    asked = []

    def send(_message: EmailMessage) -> None:
        asked.append(1)
        if len(asked) == 1:
            raise RuntimeError("a fault nobody foresaw")
        left.set()

    monkeypatch.setattr(mailer, "send", send)
    write(database, 1)
    write(database, 2)

    with Courier(post):
        assert left.wait(5)


def test_old_news_is_swept_away_and_waiting_news_stays(database: Database, post: Post) -> None:
    write(database, 1, now=NOW - timedelta(days=91))
    deliver(post)
    write(database, 2, now=NOW - timedelta(days=91))

    with database.transaction() as saving:
        forget_old(saving, now=NOW)

    assert [row.key for row in rows(database)] == ["k2"]


@pytest.mark.parametrize(
    ("mail", "kind"), [("console", ConsoleMailer), ("file", FileMailer), ("smtp", SmtpMailer)]
)
def test_the_setting_chooses_how_mail_leaves(tmp_path, mail: str, kind: type) -> None:
    settings = read_settings({}, data=tmp_path, mail=mail)

    assert isinstance(mailer_of(settings), kind)


@pytest.fixture
def later(tmp_path, database: Database) -> SettingsLater:
    held = SettingsLater()
    held.get(data=tmp_path / "var", mail="file", database_url=str(database.engine.url))
    return held


def run(later: SettingsLater):
    return CliRunner().invoke(jobs, ["run"], obj=later)


def test_the_command_says_how_many_left(database: Database, later: SettingsLater) -> None:
    write(database, now=utc_now())

    first, second = run(later), run(later)

    assert (first.exit_code, first.output) == (0, "Sent 1, not sent 0.\n")
    assert (second.exit_code, second.output) == (0, "Sent 0, not sent 0.\n")
    assert len(list((later.get().data / "mail").iterdir())) == 1


def test_the_command_shows_a_bar_for_many(database: Database, later: SettingsLater) -> None:
    for number in range(25):
        write(database, number, now=utc_now())

    result = run(later)

    assert result.exit_code == 0
    assert "Sending" in result.output
    assert "Sent 25, not sent 0." in result.output


def test_the_command_fails_with_the_reason(database: Database, later: SettingsLater) -> None:
    write(database, now=utc_now())
    (later.get().data / "mail").write_text("in the way")

    result = run(later)

    assert result.exit_code == 1
    assert "Sent 0, not sent 1." in result.output
    assert "can't be written" in result.output
    assert "Traceback" not in result.output
