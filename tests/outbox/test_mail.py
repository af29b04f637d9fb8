"""Letters, and the three ways they leave."""

import io
import socket
import ssl
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult

from literacy.lib.mail import (
    ConsoleMailer,
    FileMailer,
    Letter,
    NotSent,
    SmtpMailer,
    compose,
    message,
)
from tests.make import NOW

LETTER = Letter("maya@example.com", "Hello", "Dear Maya\n", "<p>Dear Maya</p>")
SENDER = "Literacy <literacy@example.com>"


class Kept:
    """A mail server that keeps what it is given."""

    def __init__(self) -> None:
        self.letters = []

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802
        if address.startswith("refused"):
            return "550 no such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        self.letters.append((envelope.mail_from, envelope.rcpt_tos, envelope.content))
        return "250 OK"


@pytest.fixture
def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def authenticate(server, session, envelope, mechanism, data) -> AuthResult:
    fits = data.login == b"user" and data.password == b"secret"
    return AuthResult(success=fits, handled=False)


@pytest.fixture
def server(free_port: int):
    kept = Kept()
    controller = Controller(
        kept,
        hostname="127.0.0.1",
        port=free_port,
        authenticator=authenticate,
        auth_require_tls=False,
    )
    controller.start()
    yield kept
    controller.stop()


def written(letter: Letter = LETTER, sender: str = SENDER):
    return message(letter, sender=sender, at=NOW, id="20261121.1.literacy")


def mailer(port: int, **given: object) -> SmtpMailer:
    return SmtpMailer("127.0.0.1", port, security="none", **given)


def test_a_letter_reaches_a_mail_server_as_text_and_html(server: Kept, free_port: int) -> None:
    mailer(free_port).send(written())

    sender, receivers, content = server.letters[0]
    got = message_from_bytes(content, policy=default)
    assert (sender, receivers) == ("literacy@example.com", ["maya@example.com"])
    assert got["Subject"] == "Hello"
    assert got.get_body(("plain",)).get_content().strip() == "Dear Maya"
    assert "<p>Dear Maya</p>" in got.get_body(("html",)).get_content()


def test_other_alphabets_arrive_as_they_were_written(server: Kept, free_port: int) -> None:
    letter = Letter("maya@example.com", "Grüße, 東京", "Привет, Özge\n", "<p>Привет</p>")

    mailer(free_port).send(written(letter, "Büro <literacy@example.com>"))

    got = message_from_bytes(server.letters[0][2], policy=default)
    assert got["Subject"] == "Grüße, 東京"
    assert str(got["From"]) == "Büro <literacy@example.com>"
    assert "Özge" in got.get_body(("plain",)).get_content()


def test_a_user_and_password_are_shown_to_the_server(server: Kept, free_port: int) -> None:
    mailer(free_port, user="user", password="secret").send(written())

    assert len(server.letters) == 1


def test_a_refused_password_says_so(server: Kept, free_port: int) -> None:
    with pytest.raises(NotSent, match="refused the user or the password"):
        mailer(free_port, user="user", password="wrong").send(written())


def test_a_refused_address_says_so(server: Kept, free_port: int) -> None:
    letter = Letter("refused@example.com", "Hello", "x", "x")

    with pytest.raises(NotSent, match="does not take mail for this address"):
        mailer(free_port).send(written(letter))


def test_a_server_that_is_down_says_so(free_port: int) -> None:
    with pytest.raises(NotSent, match="can't be reached"):
        mailer(free_port).send(written())


def test_a_server_that_never_answers_is_given_up(free_port: int) -> None:
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", free_port))
        silent.listen()

        with pytest.raises(NotSent, match="can't be reached"):
            mailer(free_port, seconds=0.2).send(written())


def test_starttls_is_not_skipped_where_the_server_has_none(server: Kept, free_port: int) -> None:
    with pytest.raises(NotSent):
        SmtpMailer("127.0.0.1", free_port, security="starttls").send(written())
    assert server.letters == []


def test_tls_with_an_unknown_certificate_is_refused(server: Kept, free_port: int) -> None:
    assert ssl.create_default_context().verify_mode is ssl.CERT_REQUIRED
    with pytest.raises(NotSent):
        SmtpMailer("127.0.0.1", free_port, security="tls", seconds=1).send(written())


@pytest.mark.parametrize(
    "subject",
    [
        "Hello\r\nBcc: everybody@example.com",
        "Hello\nBcc: everybody@example.com",
        "Hello\r\n\r\n<script>alert(1)</script>",
        "Hello\x00\x0b\x0c\x85\u2028Bcc: everybody@example.com",
    ],
)
def test_no_header_is_smuggled_in_by_a_subject(server: Kept, free_port: int, subject: str) -> None:
    mailer(free_port).send(written(Letter("maya@example.com", subject, "x", "x")))

    _sender, receivers, content = server.letters[0]
    got = message_from_bytes(content, policy=default)
    assert receivers == ["maya@example.com"]
    assert "Bcc" not in got
    assert "\n" not in got["Subject"]


@pytest.mark.parametrize(
    "to", ["maya@example.com\r\nBcc: all@example.com", "a@example.com, b@example.com", "", "no"]
)
def test_no_second_receiver_is_smuggled_in_by_an_address(to: str) -> None:
    try:
        made = written(Letter(to, "Hello", "x", "x"))
    except (ValueError, IndexError):
        return
    assert "all@example.com" not in [each.addr_spec for each in made["To"].addresses]
    assert len(made["To"].addresses) <= 1


def test_a_filed_letter_can_be_opened_and_read_by_its_owner_only(tmp_path: Path) -> None:
    FileMailer(tmp_path / "mail").send(written())

    path = tmp_path / "mail" / "20261121.1.literacy.eml"
    assert "Dear Maya" in path.read_text()
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_folder_that_can_not_be_written_says_so(tmp_path: Path) -> None:
    (tmp_path / "mail").write_text("a file, not a folder")

    with pytest.raises(NotSent, match="can't be written"):
        FileMailer(tmp_path / "mail").send(written())


def test_a_printed_letter_shows_whom_and_what() -> None:
    out = io.StringIO()

    ConsoleMailer(out).send(written())

    assert "Mail to maya@example.com: Hello" in out.getvalue()
    assert "Dear Maya" in out.getvalue()


VALUES = {
    "name": "Maya & <b>Co</b>",
    "email": "maya@example.com",
    "company": "Harbour & Finch",
    "origin": "https://learn.example.com",
    "link": "https://learn.example.com/invite/abc",
}


@pytest.mark.parametrize(
    "template", ["accounts/invitation", "accounts/reset", "accounts/password-changed"]
)
def test_each_letter_says_the_same_in_text_and_html(template: str) -> None:
    letter = compose(template, to="maya@example.com", values=VALUES)

    assert "Harbour & Finch" in letter.subject
    assert "Maya & <b>Co</b>" in letter.text
    assert "Maya &amp; &lt;b&gt;Co&lt;/b&gt;" in letter.html
    assert VALUES["link"] in letter.text
    assert VALUES["link"] in letter.html
    assert "!" not in letter.text
