"""Making certificates, renewing one by really drawn questions, and withdrawing one."""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from literacy.accounts.viewer import Viewer
from literacy.certificates.actions import issue, withdraw
from literacy.content.catalogue import Catalogue
from literacy.demo.company import MODULE, Awarded
from literacy.quizzes.actions import start_attempt
from literacy.quizzes.models import Attempt, QuizAnswer
from literacy.quizzes.names import QuizKind
from literacy.quizzes.offers import module_offer
from literacy.quizzes.queries import standing_for
from literacy.quizzes.subjects import subject

PER_QUESTION = timedelta(seconds=40)


def award(
    session: Session, viewer: Viewer, catalogue: Catalogue, awarded: Awarded, *, now: datetime
) -> None:
    """A certificate as of its day, and what became of it since."""
    made = issue(session, viewer, catalogue, MODULE, now=now - timedelta(days=awarded.days))
    if awarded.renewed is not None:
        _renew(session, viewer, catalogue, at=now - timedelta(days=awarded.renewed))
    if awarded.withdrawn is not None:
        withdraw(session, viewer, made.id, now=now - timedelta(days=awarded.withdrawn))


def _renew(session: Session, viewer: Viewer, catalogue: Catalogue, *, at: datetime) -> None:
    offered = module_offer(catalogue, MODULE, QuizKind.RENEWAL, today=at.date())
    attempt = start_attempt(
        session, viewer, offered, key=f"demo-renewal-{at:%Y%m%d}", kind="full", seed=7, now=at
    )
    places = standing_for(session, viewer, attempt).places
    about = subject(catalogue, offered.name)
    for place in places:
        question = about.question(place.item)
        assert question is not None, "it was drawn a moment ago"
        session.add(
            QuizAnswer(
                attempt_id=attempt,
                key=f"{attempt}.demo-{place.number}",
                item=place.item,
                item_version=question.common.version,
                try_number=1,
                answer=question.key(),
                score=1.0,
                correct=True,
                at=at + PER_QUESTION * place.number,
            )
        )
    done = session.get_one(Attempt, attempt)
    done.finished_at = at + PER_QUESTION * len(places)
    done.right_count, done.passed = len(places), True
    session.flush()
