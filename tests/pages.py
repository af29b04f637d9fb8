"""Every page a person can open in the made-up company, for pictures and for tours by machine."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from literacy.accounts.models import Management, OneTimeLink, Person, Team
from literacy.accounts.news.kinds import NewsKind, stop_name
from literacy.accounts.purpose import Purpose
from literacy.audit.models import AuditEntry
from literacy.certificates.models import Certificate
from literacy.content.catalogue import Catalogue
from literacy.demo.company import MIX_UP
from literacy.glossary.models import TermRequest
from literacy.help.models import HelpCall
from literacy.labs.missions import MISSIONS
from literacy.lib.clock import utc_now
from literacy.lib.tokens import new_token, signed, token_hash
from literacy.progress.models import Assignment
from literacy.quizzes.models import Attempt
from literacy.review.models import ReviewAnswer
from literacy.teams.actions import note_look
from literacy.teams.queries import team_of
from tests import make

STRANGER = ""
SIGNAL_ON = {"LITERACY_HELP_SIGNAL": "on"}
DOORS = ("maya", "ivan", "grace", "rosa")


@dataclass(frozen=True, slots=True)
class Page:
    """A page as one of the four doors of the demo sees it; `status` is what it answers."""

    name: str
    who: str
    path: str
    status: int = 200


def pages(session: Session, course: Catalogue, *, key: str) -> tuple[Page, ...]:
    """All of them; needs the made-up company in the store, and adds one-time links and a look.

    `key` is the site's secret: some links are signed with it. The site has to have its needs-help
    signal on, as `SIGNAL_ON` says.
    """
    return (
        *_signed(session, key),
        *_doors(session),
        *_learner(session, course),
        *_author(session),
        *_manager(session),
        *_admin(session),
    )


def people(session: Session) -> dict[str, Person]:
    found = session.scalars(
        select(Person).where(Person.email.in_([f"{name}@example.com" for name in DOORS]))
    )
    return {person.email.split("@")[0]: person for person in found}


def _doors(session: Session) -> Iterator[Page]:
    yield Page("login", STRANGER, "/login")
    yield Page("setup-without-link", STRANGER, "/setup")
    yield Page("setup", STRANGER, f"/setup/{_link(session, Purpose.SETUP)}")
    yield Page("link-that-is-dead", STRANGER, f"/invite/{new_token()}", 410)
    yield Page("invitation", STRANGER, f"/invite/{_link(session, Purpose.INVITE)}")
    yield Page("password-forgot", STRANGER, "/password/forgot")
    yield Page("password-forgot-sent", STRANGER, "/password/forgot/sent")
    yield Page("password-reset", STRANGER, f"/password/reset/{_link(session, Purpose.RESET)}")
    yield Page("accessibility", STRANGER, "/about/accessibility")
    yield Page("no-such-page", STRANGER, "/no-such-page", 404)


def _signed(session: Session, key: str) -> Iterator[Page]:
    name = stop_name(people(session)["maya"].id, NewsKind.REVIEW)
    yield Page("mail-stop", STRANGER, f"/mail/stop/{signed(key, name)}")
    for holder in ("ivan", "mei.chen", "abdul.nasser"):
        whose = select(Person.id).where(Person.email.startswith(f"{holder}@"))
        held = select(Certificate.token).where(Certificate.person_id.in_(whose))
        yield Page(
            f"certificate-{holder}", STRANGER, f"/certificates/{session.scalars(held).one()}"
        )
    yield Page("certificate-of-nobody", STRANGER, f"/certificates/{'x' * 43}", 404)


def _link(session: Session, purpose: Purpose) -> str:
    token = new_token()
    invited = make.person(session, f"Invited {purpose.value}")
    now = invited.created_at
    session.add(
        OneTimeLink(
            purpose=purpose.value,
            token_hash=token_hash(token),
            person_id=invited.id,
            created_at=now,
            expires_at=now.replace(year=now.year + 5),
        )
    )
    session.flush()
    return token


def _learner(session: Session, course: Catalogue) -> Iterator[Page]:
    yield Page("home", "maya", "/")
    for slug in course.lessons:
        yield Page(f"lesson-{slug}", "maya", f"/lessons/{slug}")
    yield Page("lesson-in-preparation", "maya", "/lessons/how-sites-fall-over", 404)
    yield Page("quiz", "maya", "/quizzes/cache-rules")
    yield Page("exam", "maya", "/quizzes/06-caching/exam")
    yield Page("exam-in-preparation", "maya", "/quizzes/14-working-together/exam")
    yield Page("pretest", "maya", "/quizzes/05-databases/pretest")
    yield Page("placement", "maya", "/quizzes/course/placement")
    yield Page("final", "maya", "/quizzes/course/final")
    yield Page("missed", "maya", "/me/missed")
    yield from _attempts(session)
    yield from _spans(session)
    for lab, missions in MISSIONS.items():
        yield Page(f"lab-{lab}", "maya", f"/labs/{lab}")
        for mission in missions:
            yield Page(f"lab-{lab}-{mission}", "maya", f"/labs/{lab}/{mission}")
    yield Page("lab-cache-log", "maya", "/labs/cache/log/second-load")
    yield Page("lab-sql-tables", "maya", "/labs/sql/tables")
    yield Page("lab-cookie-log", "maya", "/labs/cookie/log/the-badge")
    yield Page("search", "maya", "/search")
    yield Page("search-found", "maya", "/search?q=cache")
    yield Page("search-found-in-part", "maya", "/search?q=cookie+capacitor")
    yield Page("search-not-found", "maya", "/search?q=coookiee")
    yield Page("glossary", "maya", "/glossary/")
    yield Page("glossary-by-module", "maya", "/glossary/?by=module")
    yield Page("glossary-found", "maya", "/glossary/?q=cache")
    yield Page("glossary-not-found", "maya", "/glossary/?q=cahce")
    yield Page("term", "maya", "/glossary/cdn")
    yield Page("term-retired", "maya", "/glossary/mirror-shop")
    yield Page("term-first-reading", "maya", "/glossary/customer-steward/first-reading")
    yield Page("ask-for-a-word", "maya", "/glossary/request?word=dark+funnel")
    yield Page("help", "maya", "/me/help?lesson=cache-rules")
    yield Page("seen", "maya", "/me/manager")
    yield Page("review", "maya", "/review")
    yield Page("review-before-any", "rosa", "/review")
    yield from _reviewed(session)
    yield Page("confidence", "maya", "/me/confidence")
    yield Page("confidence-before-any", "rosa", "/me/confidence")
    yield Page("account", "maya", "/me/")
    yield Page("mail-choices", "maya", "/me/mail")
    yield Page("export", "maya", "/me/export")
    yield Page("certificates-none", "maya", "/me/certificates")
    yield Page("certificates", "ivan", "/me/certificates")
    yield Page("renewal", "ivan", "/quizzes/06-caching/renewal")
    yield Page("progress", "maya", "/me/progress")
    yield Page("progress-none", "rosa", "/me/progress")
    yield Page("notes", "maya", "/me/notes")
    yield Page("notes-not-found", "maya", "/me/notes?q=zebra")
    yield Page("notes-none", "rosa", "/me/notes")
    yield Page("keep-a-place", "maya", "/lessons/why-caching/notes")
    yield Page("password-change", "maya", "/password/change")
    yield Page("not-for-this-role", "maya", "/admin/", 403)


def _attempts(session: Session) -> Iterator[Page]:
    """Maya's newest attempt that is open, and one that is finished, if there are any."""
    maya = people(session)["maya"]
    for name, finished in (("attempt", False), ("result", True)):
        mine = select(Attempt.id).where(
            Attempt.person_id == maya.id, Attempt.finished_at.is_not(None) == finished
        )
        found = session.scalars(mine.order_by(Attempt.id.desc())).first()
        if found is not None:
            yield Page(name, "maya", f"/attempts/{found}")


def _reviewed(session: Session) -> Iterator[Page]:
    """Maya's newest answer in a review, if there is one."""
    maya = people(session)["maya"]
    mine = select(ReviewAnswer.id).where(
        ReviewAnswer.person_id == maya.id, ReviewAnswer.origin == "review"
    )
    found = session.scalars(mine.order_by(ReviewAnswer.id.desc())).first()
    if found is not None:
        yield Page("review-answered", "maya", f"/review/answers/{found}")


def _spans(session: Session) -> Iterator[Page]:
    """Maya's results of what spans lessons, and her exam that is open."""
    maya = people(session)["maya"]
    rows = session.execute(
        select(Attempt.id, Attempt.quiz, Attempt.finished_at).where(
            Attempt.person_id == maya.id, Attempt.quiz.like("%/%")
        )
    )
    for id, quiz, finished_at in rows:
        kind = quiz.partition("/")[2]
        yield Page(f"{kind}-{'result' if finished_at else 'open'}", "maya", f"/attempts/{id}")


def _author(session: Session) -> Iterator[Page]:
    yield Page("author", "ivan", "/author/")
    waits = select(TermRequest.id).where(TermRequest.status == "open")
    yield Page("request", "ivan", f"/author/requests/{session.scalars(waits).first()}")
    yield Page("author-import", "ivan", "/author/import")
    done = select(AuditEntry.id).where(AuditEntry.action == "terms.imported")
    yield Page("author-brought-in", "ivan", f"/author/imports/{session.scalars(done).first()}")
    yield Page("reports", "ivan", "/author/reports")
    yield Page("reports-answered", "ivan", "/author/reports?state=answered")
    yield Page("report", "ivan", "/author/reports/1")
    yield Page("term-new", "ivan", "/author/terms/new")
    yield Page("term-edit", "ivan", "/author/terms/cookie")
    yield Page("term-review", "ivan", "/author/terms/tag-board/review")
    yield Page("term-review-revised", "ivan", "/author/terms/cookie/review")
    yield Page("term-history", "ivan", "/author/terms/quiet-hour/history")
    yield Page("term-history-retired", "ivan", "/author/terms/mirror-shop/history")
    yield Page("company-notes", "ivan", "/author/notes")
    yield Page("company-note", "ivan", "/author/notes/term/cdn")
    yield Page("company-note-on-a-lesson", "ivan", "/author/notes/lesson/cache-rules")
    yield Page("health", "ivan", "/author/health")
    yield Page("jargon", "ivan", "/author/jargon")


def _manager(session: Session) -> Iterator[Page]:
    yield Page("teams", "grace", "/team/")
    grace = people(session)["grace"].id
    managed = select(Management.team_id).where(Management.person_id == grace)
    for slug in session.scalars(select(Team.slug).where(Team.id.in_(managed))):
        yield Page(f"team-{slug}", "grace", f"/team/{slug}")
        yield Page(f"asked-{slug}", "grace", f"/team/{slug}/assignments")
    yield Page("ask", "grace", f"/team/{slug}/assignments/new")
    asked = session.scalars(select(Assignment.id).where(Assignment.team_id.in_(managed))).first()
    held = session.get_one(Assignment, asked)
    of = session.get_one(Team, held.team_id).slug
    yield Page("nudge", "grace", "/team/brand-and-content/nudge")
    yield Page("ask-change", "grace", f"/team/{of}/assignments/{held.id}")
    late = "/team/brand-and-content?show=late&module=06-caching&sort=06-caching"
    yield Page("team-late", "grace", late)
    campaigns = "/team/campaigns"
    yield Page("team-person", "grace", f"{campaigns}/{people(session)['maya'].id}")
    asks = select(HelpCall.person_id).where(
        HelpCall.helper_id == grace, HelpCall.ended_at.is_(None), HelpCall.lesson != ""
    )
    yield Page("team-person-who-asks", "grace", f"/team/winter-sale/{session.scalar(asks)}")
    yield Page("team-conversation", "grace", f"{campaigns}/conversations/{MIX_UP}")
    yield Page("team-nobody-fits", "grace", "/team/campaigns?q=nobody")
    yield Page("nudge-nobody", "grace", "/team/winter-sale/nudge")
    yield Page("help-asked", "grace", "/me/help")
    yield from _signal(session)


def _signal(session: Session) -> Iterator[Page]:
    """Before a look, and after one that was written down; a tour takes longer than one lasts."""
    grace = people(session)["grace"]
    looked = team_of(session, make.viewer(grace), "brand-and-content")
    note_look(session, make.viewer(grace), looked, now=utc_now() + timedelta(hours=3))
    yield Page("signal", "grace", "/team/winter-sale/signal")
    yield Page("signal-looked", "grace", "/team/brand-and-content/signal")


def _admin(session: Session) -> Iterator[Page]:
    maya = people(session)["maya"].id
    yield Page("people", "rosa", "/admin/")
    yield Page("people-none", "rosa", "/admin/?q=nobody-of-that-name")
    yield Page("invite", "rosa", "/admin/people/new")
    yield Page("person", "rosa", f"/admin/people/{maya}")
    for deed in ("role", "teams", "deactivation", "sessions/end"):
        yield Page(f"person-{deed.split('/')[0]}", "rosa", f"/admin/people/{maya}/{deed}")
    yield Page("admin-teams", "rosa", "/admin/teams")
    yield Page("admin-team", "rosa", "/admin/teams/campaigns")
    yield Page("overview", "rosa", "/admin/overview")
    yield Page("overview-none", "rosa", "/admin/overview?q=no-such-team")
    yield Page("roster", "rosa", "/admin/roster")
    yield Page("company-asked", "rosa", "/admin/assignments")
    yield Page("company-ask", "rosa", "/admin/assignments/new")
    stands = select(Assignment.id).where(Assignment.withdrawn_at.is_(None))
    asked = session.scalars(stands).first()
    yield Page("company-ask-change", "rosa", f"/admin/assignments/{asked}")
    yield Page("audit", "rosa", "/admin/audit")
