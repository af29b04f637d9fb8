"""Counting teams again."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete
from sqlalchemy.orm import Session

from literacy.overview.counts import counted
from literacy.overview.models import TeamSummary
from literacy.overview.queries import standings_in
from literacy.progress.outline import CourseOutline


def summarize(
    session: Session, course: CourseOutline, teams: Sequence[int], *, now: datetime
) -> None:
    """Replace the counts of these teams by what the facts come to now."""
    session.execute(delete(TeamSummary).where(TeamSummary.team_id.in_(teams)))
    for team, standings in standings_in(session, course, teams).items():
        for count in counted(course, standings):
            session.add(
                TeamSummary(
                    team_id=team,
                    module=count.module,
                    people=count.people,
                    done=count.done,
                    begun=count.begun,
                    made_at=now,
                )
            )
    session.flush()
