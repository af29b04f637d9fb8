"""The audit log in words a person reads; what is not listed here reads as it is written."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class LogLine:
    """Who did what to whom; ids lead to the people, and are None for what is no person."""

    at: datetime
    who: str
    who_id: int | None
    deed: str
    whom: str
    whom_id: int | None
    detail: str


_WORDS = {
    "setup.offered": "offered the set-up link",
    "setup.done": "set the site up",
    "signed_in": "signed in",
    "signed_out": "signed out",
    "session.ended": "ended one session",
    "sessions.ended": "ended every session of",
    "invitation.accepted": "accepted the invitation",
    "reset.asked": "asked for a password reset",
    "reset.link_made": "made a password link for",
    "password.reset": "set a new password by link",
    "password.changed": "changed the password",
    "certificate.issued": "made a certificate of",
    "certificate.withdrawn": "withdrew a certificate of",
    "certificate.published": "showed again a certificate of",
    "record.exported": "took along the record of",
    "profile.changed": "changed the own name or job",
    "person.invited": "invited",
    "person.invited_again": "sent a new invitation to",
    "person.role_changed": "changed the role of",
    "person.teams_changed": "changed the teams of",
    "person.deactivated": "closed the account of",
    "person.reactivated": "opened the account of",
    "company_note.written": "wrote the company’s note on",
    "company_note.removed": "took away the company’s note on",
    "report.answered": "answered report",
    "report.closed": "closed report",
    "team.created": "made the team",
    "team.renamed": "renamed the team",
    "date.set": "set a date for",
    "date.removed": "removed a date of",
    "assignment.set": "set an assignment for",
    "assignment.taken_back": "took back an assignment of",
    "assignment.put_back": "put back an assignment of",
    "term.published": "published the term",
    "term.retired": "retired the term",
    "terms.imported": "brought in terms",
    "nudge.sent": "sent a nudge to",
    "signal.on": "switched the needs-help signal on",
    "signal.off": "switched the needs-help signal off",
    "signal.read": "looked up who may need help in",
    "person.changed_by_roster": "changed by roster",
    "roster.imported": "brought in a roster",
    "report.exported": "exported a report of",
}


def log_line(
    at: datetime,
    action: str,
    actor_id: int | None,
    subject: str,
    detail: Mapping[str, object],
    *,
    names: Mapping[int, str],
) -> LogLine:
    """One entry in words; who did something to herself is named once."""
    person_id = person_id_of(subject)
    deed = deed_in_words(action)
    is_own = person_id is not None and person_id == actor_id
    own = "their own" if deed.endswith(" of") else ""
    kind, _colon, name = subject.partition(":")
    whom = own if is_own else names.get(person_id or 0, name or kind)
    return LogLine(
        at=at,
        who=names.get(actor_id or 0, "Without sign-in"),
        who_id=actor_id,
        deed=deed,
        whom=whom,
        whom_id=person_id if person_id in names and not is_own else None,
        detail=detail_in_words(detail),
    )


def deed_in_words(action: str) -> str:
    """`person.role_changed` as “changed the role of”."""
    return _WORDS.get(action) or action.replace(".", " ").replace("_", " ")


def detail_in_words(detail: Mapping[str, object]) -> str:
    """What else is known: “learner → author”, or “role: author, count: 2”."""
    if set(detail) == {"before", "after"}:
        return f"{detail['before']} → {detail['after']}"
    return "; ".join(
        f"{name.replace('_', ' ')}: {value}"
        for name, value in detail.items()
        if value and not isinstance(value, list)
    )


def person_id_of(subject: str) -> int | None:
    """7 for `person:7`, None for other subjects."""
    kind, _, number = subject.partition(":")
    return int(number) if kind == "person" and number.isdigit() else None
