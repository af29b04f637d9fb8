"""Letters and the three ways they leave: printed, filed or handed to a mail server."""

import smtplib
import ssl
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime, parseaddr
from functools import cache
from pathlib import Path
from typing import Protocol, TextIO

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from literacy.paths import bundled

SMTP_SECONDS = 10.0


class NotSent(Exception):
    """A letter did not leave; the text says why, for the administrator."""


@dataclass(frozen=True, slots=True)
class Letter:
    """One mail to one person, as text and as HTML that says the same."""

    to: str
    subject: str
    text: str
    html: str


class Mailer(Protocol):
    def send(self, message: EmailMessage) -> None:
        """Let the message leave, or raise NotSent."""


def compose(template: str, *, to: str, values: Mapping[str, object]) -> Letter:
    """The letter of `templates/mail/<template>.txt` and `.html`, the subject first."""
    text = _templates().get_template(f"{template}.txt").render(values)
    subject, _, body = text.partition("\n")
    html = _templates().get_template(f"{template}.html").render(values)
    return Letter(to=to, subject=one_line(subject), text=body.strip() + "\n", html=html)


def one_line(text: str) -> str:
    """Text that can stand in a header: no line break gets through."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())


def message(letter: Letter, *, sender: str, at: datetime, id: str, stop: str = "") -> EmailMessage:
    """The letter as it travels; the same `id` tells a server that it has seen it before.

    `stop` is the address that mail programs post to when their reader wants no more (RFC 8058).
    """
    name, address = parseaddr(one_line(sender))
    made = EmailMessage()
    made["From"] = Address(display_name=name, addr_spec=address)
    made["To"] = Address(addr_spec=one_line(letter.to))
    made["Subject"] = one_line(letter.subject)
    made["Date"] = format_datetime(at)
    made["Message-ID"] = f"<{id}@{address.partition('@')[2] or 'localhost'}>"
    made["Auto-Submitted"] = "auto-generated"
    if stop:
        made["List-Unsubscribe"] = f"<{stop}>"
        made["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    made.set_content(letter.text)
    made.add_alternative(letter.html, subtype="html")
    return made


class ConsoleMailer:
    """Prints letters where the site runs: for a first look, without a mail server."""

    def __init__(self, out: TextIO | None = None) -> None:
        self._out = out

    def send(self, message: EmailMessage) -> None:
        body = message.get_body(("plain",))
        assert body is not None, "every letter has a text"
        print(
            f"\n--- Mail to {message['To']}: {message['Subject']}\n\n{body.get_content()}---\n",
            file=self._out or sys.stdout,
            flush=True,
        )


@dataclass(frozen=True, slots=True)
class FileMailer:
    """Keeps each letter as a file that a mail program can open."""

    folder: Path

    def send(self, message: EmailMessage) -> None:
        name = str(message["Message-ID"]).strip("<>").partition("@")[0]
        path = self.folder / f"{name}.eml"
        try:
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            path.touch(mode=0o600)
            path.write_bytes(message.as_bytes())
        except OSError as refused:
            raise NotSent(f"The folder for mail can't be written ({refused.strerror}).") from None


@dataclass(frozen=True, slots=True)
class SmtpMailer:
    """Hands letters to a mail server; `security` is starttls, tls or none."""

    host: str
    port: int
    user: str = ""
    password: str = ""
    security: str = "starttls"
    seconds: float = SMTP_SECONDS

    def send(self, message: EmailMessage) -> None:
        try:
            with self._connection() as server:
                if self.security == "starttls":
                    server.starttls(context=ssl.create_default_context())
                if self.user:
                    server.login(self.user, self.password)
                server.send_message(message)
        except (OSError, smtplib.SMTPException) as refused:
            raise NotSent(self._reason(refused)) from None

    def _connection(self) -> smtplib.SMTP:
        if self.security == "tls":
            context = ssl.create_default_context()
            return smtplib.SMTP_SSL(self.host, self.port, timeout=self.seconds, context=context)
        return smtplib.SMTP(self.host, self.port, timeout=self.seconds)

    def _reason(self, refused: Exception) -> str:
        where = f"The mail server {self.host}:{self.port}"
        match refused:
            case smtplib.SMTPRecipientsRefused():
                return f"{where} does not take mail for this address."
            case smtplib.SMTPAuthenticationError():
                return f"{where} refused the user or the password."
            case smtplib.SMTPResponseException():
                return f"{where} answered {refused.smtp_code}."
            case _:
                return f"{where} can't be reached ({type(refused).__name__})."


@cache
def _templates() -> Environment:
    return Environment(
        loader=FileSystemLoader(bundled("templates") / "mail"),
        autoescape=select_autoescape(("html",)),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
