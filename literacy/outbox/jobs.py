"""Delivering what waits in the outbox: once each, however often and wherever this runs."""

import logging
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import EmailMessage
from types import TracebackType
from typing import Any, Protocol

from jinja2 import TemplateError
from sqlalchemy.orm import Session

from literacy.lib.clock import Clock
from literacy.lib.db import Database, is_unavailable
from literacy.lib.errors import Busy
from literacy.lib.mail import (
    ConsoleMailer,
    FileMailer,
    Mailer,
    NotSent,
    SmtpMailer,
    compose,
    message,
)
from literacy.lib.tokens import derived_token, signed
from literacy.outbox import actions, queries
from literacy.outbox.models import OutboxMessage
from literacy.settings import Settings

LOOK_AGAIN_SECONDS = 1.0
TOO_OLD = "It waited too long: what it said is no longer true."
UNWRITABLE = "It could not be written. The log of the site says why."

log = logging.getLogger("literacy.outbox")


@dataclass(frozen=True, slots=True)
class Post:
    """What delivering needs: where the news waits, how it leaves, and what time it is."""

    settings: Settings
    database: Database
    mailer: Mailer
    clock: Clock


@dataclass(frozen=True, slots=True)
class Outcome:
    """How many messages left, and why the others did not."""

    sent: int = 0
    problems: tuple[str, ...] = ()

    @property
    def failed(self) -> int:
        return len(self.problems)

    def and_then(self, later: "Outcome") -> "Outcome":
        return Outcome(self.sent + later.sent, (*self.problems, *later.problems))


class Tidying(Protocol):
    def __call__(self, session: Session, *, now: datetime) -> None:
        """Delete what is not needed any more."""


class Chore(Protocol):
    def __call__(self, settings: Settings, database: Database, *, now: datetime) -> None:
        """Do what is due, in transactions of its own; done twice it does no more."""


def mailer_of(settings: Settings) -> Mailer:
    """The way out that LITERACY_MAIL names."""
    match settings.mail:
        case "smtp":
            return SmtpMailer(
                host=settings.smtp_host,
                port=settings.smtp_port,
                user=settings.smtp_user,
                password=settings.smtp_password,
                security=settings.smtp_security,
            )
        case "file":
            return FileMailer(settings.data / "mail")
        case _:
            return ConsoleMailer()


def deliver(post: Post, each: Callable[[], object] = lambda: None) -> Outcome:
    """Send everything that is due; `each` is called after every message."""
    outcome = Outcome()
    for problem in _delivered(post):
        problems = (*outcome.problems, problem) if problem else outcome.problems
        outcome = Outcome(sent=outcome.sent + (not problem), problems=problems)
        each()
    return outcome


def _delivered(post: Post) -> Iterator[str]:
    """The problem with each message that was tried; empty for one that left."""
    while waiting := _due(post):
        for each in waiting:
            if _claimed(post, each):
                yield _deliver_one(post, each)


def _due(post: Post) -> list[OutboxMessage]:
    with post.database.reading() as session:
        return queries.due(session, now=post.clock())


def _claimed(post: Post, waiting: OutboxMessage) -> bool:
    with post.database.transaction() as saving:
        return actions.claim(saving, waiting, now=post.clock())


def _deliver_one(post: Post, waiting: OutboxMessage) -> str:
    """Send outside any transaction: a slow mail server holds no lock."""
    if _is_too_old(waiting.body, now=post.clock()):
        return _given_up(post, waiting, TOO_OLD)
    try:
        post.mailer.send(_written(post, waiting))
    except (TemplateError, ValueError):
        # One letter that can't be written must not hold up the others.
        log.exception("message %s can't be written", waiting.id)
        return _given_up(post, waiting, UNWRITABLE)
    except NotSent as refused:
        with post.database.transaction() as saving:
            actions.postpone(saving, waiting, problem=str(refused), now=post.clock())
        return str(refused)
    with post.database.transaction() as saving:
        actions.settle(saving, waiting, now=post.clock())
    return ""


def _given_up(post: Post, waiting: OutboxMessage, problem: str) -> str:
    with post.database.transaction() as saving:
        actions.give_up(saving, waiting, problem=problem)
    return problem


def _is_too_old(body: dict[str, Any], *, now: datetime) -> bool:
    return bool(body["until"]) and datetime.fromisoformat(body["until"]) <= now


def _written(post: Post, waiting: OutboxMessage) -> EmailMessage:
    body, settings = waiting.body, post.settings
    secret = derived_token(settings.secret_key, body["seed"]) if body["seed"] else ""
    stop = _stop_address(settings, body.get("stop", ""))
    letter = compose(
        body["template"],
        to=body["to"],
        values={
            **body["values"],
            "company": settings.company,
            "origin": settings.origin,
            "link": f"{settings.origin}{body['path']}{secret}",
            "stop": stop,
        },
    )
    at = waiting.recorded_at.astimezone(UTC)
    id = f"{at:%Y%m%d%H%M%S}.{waiting.id}.literacy"
    return message(letter, sender=settings.mail_from, at=at, id=id, stop=stop)


def _stop_address(settings: Settings, whose: str) -> str:
    """Where this kind of mail is stopped, signed when the letter leaves; empty if it can't be."""
    return f"{settings.origin}/mail/stop/{signed(settings.secret_key, whose)}" if whose else ""


class Courier:
    """Delivers beside the web server, so that a mail leaves at once and no request waits for it."""

    def __init__(self, post: Post) -> None:
        self._post = post
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._run, name="courier", daemon=True)

    def __enter__(self) -> "Courier":
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stopped.set()
        self._thread.join(timeout=2)

    def _run(self) -> None:
        while not self._stopped.wait(LOOK_AGAIN_SECONDS):
            self._try()

    def _try(self) -> None:
        try:
            deliver(self._post)
        except Exception as error:
            # A store that is locked now is free in a second. Whatever else: the next mail may go.
            if not (isinstance(error, Busy) or is_unavailable(error)):
                log.exception("the outbox was not delivered")
