"""Two managers who nudge the same person at once send one mail."""

from concurrent.futures import ThreadPoolExecutor

from sqlalchemy import func, select

from literacy.lib.db import Database
from literacy.nudges.actions import send_nudge
from literacy.nudges.models import Nudge
from literacy.outbox.models import OutboxMessage
from literacy.settings import Settings
from tests import make
from tests.make import NOW


def test_eight_at_once_send_one(
    database: Database, people: make.People, settings: Settings
) -> None:
    def nudge(_number: int) -> bool:
        with database.transaction() as saving:
            return send_nudge(
                saving,
                make.viewer(people.grace),
                people.maya.id,
                team_id=people.campaigns.id,
                values={"manager": "Grace", "first": "Caching", "things": "06", "words": ""},
                words="",
                settings=settings,
                now=NOW,
            )

    with ThreadPoolExecutor(8) as pool:
        sent = list(pool.map(nudge, range(8)))

    with database.reading() as session:
        assert session.scalar(select(func.count()).select_from(Nudge)) == 1
        assert session.scalar(select(func.count()).select_from(OutboxMessage)) == 1
    assert sorted(sent) == [False] * 7 + [True]
