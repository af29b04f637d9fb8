"""From a stop half-way to a mail server, and from the mail's one click to silence."""

import socket
from datetime import timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

import pytest
from aiosmtpd.controller import Controller
from click.testing import CliRunner

from literacy.accounts.models import QuietHours, StoppedNews
from literacy.app import jobs
from literacy.cli import SettingsLater
from literacy.lessons.models import Reading
from literacy.lib.clock import utc_now
from literacy.lib.db import Database
from tests import make


class Kept:
    """A mail server that keeps what it is given."""

    def __init__(self) -> None:
        self.letters: list[EmailMessage] = []

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        self.letters.append(message_from_bytes(envelope.content, policy=default))
        return "250 OK"


@pytest.fixture
def server():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    kept = Kept()
    controller = Controller(kept, hostname="127.0.0.1", port=port)
    controller.start()
    kept.port = port
    yield kept
    controller.stop()


@pytest.fixture
def later(tmp_path, database: Database, server, settings) -> SettingsLater:
    held = SettingsLater()
    held.get(
        data=tmp_path / "var",
        database_url=database.engine.url.render_as_string(hide_password=False),
        secret_key=settings.secret_key,
        mail="smtp",
        smtp_host="127.0.0.1",
        smtp_port=server.port,
        smtp_security="none",
    )
    return held


def run(later: SettingsLater) -> str:
    result = CliRunner().invoke(jobs, ["run"], obj=later)
    assert result.exit_code == 0, result.output
    return result.output


def test_a_reminder_reaches_a_mail_server_once_and_is_stopped_by_its_click(
    database: Database, people: make.People, server: Kept, later: SettingsLater, client
) -> None:
    at = utc_now() - timedelta(days=4)
    with database.transaction() as saving:
        # Awake all day, so that the hour this test runs at makes no difference.
        saving.add(QuietHours(person_id=people.maya.id, begin_hour=0, end_hour=0))
        saving.add(
            Reading(
                person_id=people.maya.id,
                lesson="why-caching",
                anchor="x",
                share=0.5,
                device="phone",
                started_at=at,
                updated_at=at,
            )
        )

    said = [run(later), run(later)]

    assert said == ["Sent 1, not sent 0.\n", "Sent 0, not sent 0.\n"]
    (letter,) = server.letters
    assert letter["To"] == "maya@example.com"
    assert "to finish “" in letter["Subject"]
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    stop = letter["List-Unsubscribe"].strip("<>").removeprefix(later.get().origin)
    answer = client.post(stop, data={"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 200
    with database.reading() as session:
        assert session.get(StoppedNews, (people.maya.id, "reminder")) is not None
