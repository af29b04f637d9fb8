"""People, teams, sessions, one-time links, failed sign-ins, and who wants which mail."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from literacy.lib.db import Base, Moment


class Person(Base):
    """Somebody with an account; `email` is kept in lower case and belongs to one person.

    `external_id` is the number the company's own list of people knows them by.
    """

    __tablename__ = "person"
    __table_args__ = (
        CheckConstraint("role in ('learner', 'author', 'manager', 'admin')", name="role"),
        CheckConstraint("theme in ('auto', 'light', 'dark')", name="theme"),
        CheckConstraint("email = lower(email)", name="email_lower"),
        Index("uq_person_external_id", "external_id", unique=True),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(String(254), unique=True)
    name: Mapped[str] = mapped_column(String(120))
    job: Mapped[str] = mapped_column(String(120), default="")
    role: Mapped[str] = mapped_column(String(10))
    password_hash: Mapped[str | None] = mapped_column(String(200))
    theme: Mapped[str] = mapped_column(String(5), default="auto")
    # An IANA name; empty means the zone of the site's setting.
    zone: Mapped[str] = mapped_column(String(64), default="")
    created_at: Mapped[datetime] = mapped_column(Moment)
    password_changed_at: Mapped[datetime | None] = mapped_column(Moment)
    deactivated_at: Mapped[datetime | None] = mapped_column(Moment)
    external_id: Mapped[str | None] = mapped_column(String(80))


class Team(Base):
    """People who are led together; `slug` stays what it was when the team is renamed."""

    __tablename__ = "team"

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(80), unique=True)
    name: Mapped[str] = mapped_column(String(120), unique=True)
    created_at: Mapped[datetime] = mapped_column(Moment)


class Membership(Base):
    """A person in a team; one may be in several."""

    __tablename__ = "membership"
    __table_args__ = (Index("ix_membership_person_id", "person_id"),)

    team_id: Mapped[int] = mapped_column(
        ForeignKey("team.id", ondelete="CASCADE"), primary_key=True
    )
    person_id: Mapped[int] = mapped_column(
        ForeignKey("person.id", ondelete="CASCADE"), primary_key=True
    )
    since: Mapped[datetime] = mapped_column(Moment)


class Management(Base):
    """A manager's charge of a team; it grants sight of that team and of no other."""

    __tablename__ = "management"
    __table_args__ = (Index("ix_management_person_id", "person_id"),)

    team_id: Mapped[int] = mapped_column(
        ForeignKey("team.id", ondelete="CASCADE"), primary_key=True
    )
    person_id: Mapped[int] = mapped_column(
        ForeignKey("person.id", ondelete="CASCADE"), primary_key=True
    )
    since: Mapped[datetime] = mapped_column(Moment)


class SignInSession(Base):
    """A browser that is signed in; only the SHA-256 of its 256-bit token is kept."""

    __tablename__ = "sign_in_session"
    __table_args__ = (Index("ix_sign_in_session_person_id", "person_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    device: Mapped[str] = mapped_column(String(120), default="")
    created_at: Mapped[datetime] = mapped_column(Moment)
    last_seen_at: Mapped[datetime] = mapped_column(Moment)
    expires_at: Mapped[datetime] = mapped_column(Moment)


class OneTimeLink(Base):
    """An invitation, a password reset or the set-up of the first admin; used up by a POST."""

    __tablename__ = "one_time_link"
    __table_args__ = (
        CheckConstraint("purpose in ('setup', 'invite', 'reset')", name="purpose"),
        Index("ix_one_time_link_person_id", "person_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    purpose: Mapped[str] = mapped_column(String(6))
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    created_at: Mapped[datetime] = mapped_column(Moment)
    expires_at: Mapped[datetime] = mapped_column(Moment)
    used_at: Mapped[datetime | None] = mapped_column(Moment)


class QuietHours(Base):
    """When a person wants no news by mail, in hours of her own day; no row means the usual."""

    __tablename__ = "quiet_hours"
    __table_args__ = (
        CheckConstraint("begin_hour between 0 and 23", name="begin_hour"),
        CheckConstraint("end_hour between 0 and 23", name="end_hour"),
    )

    person_id: Mapped[int] = mapped_column(
        ForeignKey("person.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    begin_hour: Mapped[int]
    end_hour: Mapped[int]


class StoppedNews(Base):
    """A kind of news that a person wants no more."""

    __tablename__ = "stopped_news"
    __table_args__ = (
        CheckConstraint(
            "kind in ('reminder', 'review', 'deadline', 'digest', 'request')", name="kind"
        ),
    )

    person_id: Mapped[int] = mapped_column(
        ForeignKey("person.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    kind: Mapped[str] = mapped_column(String(10), primary_key=True)
    at: Mapped[datetime] = mapped_column(Moment)


class NewsAnswer(Base):
    """Whether a person wants a kind of news that nobody gets unasked; no row: not asked yet."""

    __tablename__ = "news_answer"
    __table_args__ = (CheckConstraint("kind in ('teams')", name="kind"),)

    person_id: Mapped[int] = mapped_column(
        ForeignKey("person.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    kind: Mapped[str] = mapped_column(String(10), primary_key=True)
    wanted: Mapped[bool]
    at: Mapped[datetime] = mapped_column(Moment)


class NewsMail(Base):
    """News that was mailed, or will be at `leaves_at`; `key` makes telling it twice impossible."""

    __tablename__ = "news_mail"
    __table_args__ = (Index("ix_news_mail_person_id_leaves_at", "person_id", "leaves_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    kind: Mapped[str] = mapped_column(String(10))
    key: Mapped[str] = mapped_column(String(115), unique=True)
    leaves_at: Mapped[datetime] = mapped_column(Moment)


class FailedSignIn(Base):
    """One wrong password; `account` and `address` are hashes, so the table names nobody."""

    __tablename__ = "failed_sign_in"
    __table_args__ = (
        Index("ix_failed_sign_in_account_at", "account", "at"),
        Index("ix_failed_sign_in_address_at", "address", "at"),
        Index("ix_failed_sign_in_at", "at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    account: Mapped[str] = mapped_column(String(64))
    address: Mapped[str] = mapped_column(String(64))
    at: Mapped[datetime] = mapped_column(Moment)
