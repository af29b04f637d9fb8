"""Every setting: its variable, meaning and default, read once and checked."""

import os
import re
import secrets
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, urlsplit

from literacy.lib.zones import is_zone

PREFIX = "LITERACY_"
_SHORTEST_KEY = 32
# What stands before the host of an address is never printed.
_PASSWORD = re.compile(r"//[^/]*@")
_LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})
# Second labels under which a country registers names, as in example.co.uk.
_SHARED = frozenset({"ac", "co", "com", "edu", "gov", "ne", "net", "or", "org"})


class WrongSetting(Exception):
    """A setting that stops the start; the text names it and the cure."""


def _whole_number(text: str) -> int:
    if not text.isascii() or not text.isdigit():
        raise ValueError("a whole number such as 4")
    return int(text)


def _one_or_two(text: str) -> int:
    if text not in ("1", "2"):
        raise ValueError("1 or 2")
    return int(text)


def _one_of(*allowed: str) -> Callable[[str], str]:
    def read(text: str) -> str:
        if text not in allowed:
            raise ValueError("one of " + ", ".join(allowed))
        return text

    return read


def _origin(text: str) -> str:
    parts = _parts(text)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.path.strip("/"):
        raise ValueError("an address such as https://learn.example.com, with no path")
    if parts.scheme == "http" and not is_loopback(parts.hostname):
        raise ValueError("an https address; http is for this machine only")
    return text.rstrip("/")


def _database(text: str) -> str:
    _parts(text)
    if text.startswith("postgres://"):
        return "postgresql+psycopg://" + text.removeprefix("postgres://")
    if text.startswith("postgresql://"):
        return "postgresql+psycopg://" + text.removeprefix("postgresql://")
    if not text.startswith(("sqlite:///", "postgresql+psycopg://")):
        raise ValueError("sqlite:///path/to/file.db or postgresql://user@host/name")
    return text


def _parts(address: str) -> SplitResult:
    """The parts of an address, its port among them."""
    try:
        parts = urlsplit(address)
        _number = parts.port
    except ValueError:
        raise ValueError("an address, with a number as its port if it has one") from None
    return parts


def _zone(text: str) -> str:
    if not is_zone(text):
        raise ValueError("a time zone's IANA name such as Europe/Berlin")
    return text


def _folder(text: str) -> Path:
    path = Path(text).expanduser()
    if not path.is_dir():
        raise ValueError("a folder that exists")
    return path


def is_loopback(host: str) -> bool:
    """True for the names of this machine alone, `*.localhost` among them."""
    return host in _LOOPBACK or host.endswith(".localhost") or host.startswith("127.")


def _setting(default: Any, meaning: str, read: Callable[[str], Any] = str, shown: str = "") -> Any:
    default_shown = shown or ("" if default is None else str(default))
    return field(default=default, metadata={"help": meaning, "read": read, "shown": default_shown})


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What a company may set; each field is the variable LITERACY_<FIELD>."""

    data: Path = _setting(
        Path("var"), "Folder for the embedded database, the secret key and filed mail.", Path
    )
    database_url: str = _setting(
        "",
        "Where facts are stored: SQLite or PostgreSQL.",
        _database,
        "sqlite:///<data>/literacy.db",
    )
    origin: str = _setting(
        "", "The address people type, used in mails and links.", _origin, "http://<host>:<port>"
    )
    host: str = _setting("127.0.0.1", "Address to listen on.")
    port: int = _setting(8000, "Port to listen on.", _whole_number)
    threads: int = _setting(4, "Requests answered at the same time.", _whole_number)
    proxies: int = _setting(
        0, "How many reverse proxies stand in front and set X-Forwarded-*.", _whole_number
    )
    secret_key: str = _setting(
        "", "Signs form tokens and notices; 32 characters or more.", str, "made once in <data>"
    )
    company: str = _setting("your company", "The name in the foot of each page and in mails.")
    content: Path | None = _setting(
        None, "A course folder to use instead of the bundled one.", _folder, "the bundled course"
    )
    overlay: Path | None = _setting(
        None, "A folder that adds or overrides single lessons, quizzes and terms.", _folder, "none"
    )
    mail: str = _setting(
        "console",
        "How mail leaves: console (printed), file (under <data>/mail) or smtp.",
        _one_of("console", "file", "smtp"),
    )
    mail_from: str = _setting("Literacy <literacy@localhost>", "The sender of mails.")
    mails_per_week: int = _setting(
        3, "Reminders and news that one person gets in seven days, at most.", _whole_number
    )
    time_zone: str = _setting(
        "UTC", "Time zone of people who have not chosen one, such as Europe/Berlin.", _zone
    )
    smtp_host: str = _setting("localhost", "Mail server.")
    smtp_port: int = _setting(587, "Mail server's port.", _whole_number)
    smtp_user: str = _setting("", "Mail server's user, if it asks for one.", str, "none")
    smtp_password: str = _setting("", "Mail server's password.", str, "none")
    smtp_security: str = _setting(
        "starttls", "starttls, tls or none.", _one_of("starttls", "tls", "none")
    )
    term_approvals: int = _setting(
        2,
        "Approvals a term needs: 2 (a marketer and a second person in IT), or 1 (its writer).",
        _one_or_two,
    )
    help_signal: str = _setting(
        "off",
        "Whether managers may look up who may need help (on or off); learners are told, and each "
        "look is written down.",
        _one_of("off", "on"),
    )
    log: str = _setting("text", "Log lines as text or json.", _one_of("text", "json"))
    lab_origin: str = _setting(
        "",
        "The shop's address in labs on other companies' files and cookies.",
        _origin,
        "http://shop.localhost:<port> on this machine, else none",
    )
    lab_partner_origin: str = _setting(
        "",
        "The other company's address in these labs, on a domain of its own.",
        _origin,
        "http://ads.localhost:<port> on this machine, else none",
    )
    demo: bool = field(default=False, metadata={"internal": True})
    watch: bool = field(default=False, metadata={"internal": True})

    @property
    def is_https(self) -> bool:
        return self.origin.startswith("https://")


_FOR_TESTS = frozenset({"LITERACY_REQUIRE_BROWSER", "LITERACY_REQUIRE_POSTGRES"})


def described() -> list[tuple[str, str, str]]:
    """Every setting as (variable, default, meaning), in the order of the list above."""
    return [
        (PREFIX + each.name.upper(), each.metadata["shown"], each.metadata["help"])
        for each in fields(Settings)
        if "internal" not in each.metadata
    ]


def read_settings(environment: Mapping[str, str] | None = None, **given: Any) -> Settings:
    """The settings of the environment; `given` wins. Raises WrongSetting with one sentence."""
    environment = os.environ if environment is None else environment
    _refuse_unknown(environment)
    values = {
        each.name: _value(each.name, environment[PREFIX + each.name.upper()], each.metadata["read"])
        for each in fields(Settings)
        if "internal" not in each.metadata and environment.get(PREFIX + each.name.upper())
    }
    return _completed(Settings(**{**values, **given}))


def _refuse_unknown(environment: Mapping[str, str]) -> None:
    known = _FOR_TESTS | {name for name, _default, _help in described()}
    for name in sorted(environment):
        if name.startswith(PREFIX) and name not in known:
            raise WrongSetting(
                f"There is no setting {name}. `literacy settings` lists those that exist."
            )


def _value(name: str, text: str, read: Callable[[str], Any]) -> Any:
    try:
        return read(text)
    except ValueError as wrong:
        shown = _PASSWORD.sub("//…@", text)
        raise WrongSetting(f"{PREFIX}{name.upper()} is “{shown}”; it must be {wrong}.") from None


def _completed(settings: Settings) -> Settings:
    try:
        settings.data.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as refused:
        raise WrongSetting(
            f"LITERACY_DATA is {settings.data}, which can't be a folder ({refused.strerror})."
        ) from None
    origin = settings.origin or f"http://{settings.host}:{settings.port}"
    settings = replace(
        settings,
        database_url=settings.database_url
        or f"sqlite:///{settings.data.absolute() / 'literacy.db'}",
        origin=origin,
        lab_origin=settings.lab_origin or _on_this_machine(origin, "shop"),
        lab_partner_origin=settings.lab_partner_origin or _on_this_machine(origin, "ads"),
        secret_key=settings.secret_key or _kept_key(settings.data / "secret.key"),
    )
    _check_together(settings)
    _check_labs(settings)
    return settings


def _on_this_machine(origin: str, name: str) -> str:
    """A second site beside a loopback origin; a site for others has none until it is given one."""
    here = urlsplit(origin)
    if here.scheme != "http" or not is_loopback(here.hostname or ""):
        return ""
    return f"http://{name}.localhost" + (f":{here.port}" if here.port else "")


def _check_together(settings: Settings) -> None:
    if len(settings.secret_key) < _SHORTEST_KEY:
        raise WrongSetting("LITERACY_SECRET_KEY is too short; give it 32 characters or more.")
    if settings.threads < 1:
        raise WrongSetting("LITERACY_THREADS is 0; it must be 1 or more.")
    if not 0 < settings.port < 65536:
        raise WrongSetting(f"LITERACY_PORT is {settings.port}; ports go from 1 to 65535.")
    if settings.is_https or is_loopback(urlsplit(settings.origin).hostname or ""):
        return
    raise WrongSetting(
        f"LITERACY_ORIGIN is not set, and {settings.host} can be reached by others: "
        "set it to the https address of your proxy, such as https://learn.example.com."
    )


def _check_labs(settings: Settings) -> None:
    """A partner on the course's or the shop's own site could never be a third party."""
    partner, others = settings.lab_partner_origin, (settings.origin, settings.lab_origin)
    if partner and any(site_of(partner) == site_of(other) for other in others if other):
        raise WrongSetting(
            f"LITERACY_LAB_PARTNER_ORIGIN is {partner}, which belongs to the same site as "
            "LITERACY_ORIGIN or LITERACY_LAB_ORIGIN. Give it a registered domain of its own; "
            "a subdomain won't do."
        )
    if settings.is_https and any(
        each.startswith("http:") for each in (partner, settings.lab_origin) if each
    ):
        raise WrongSetting(
            "LITERACY_LAB_ORIGIN and LITERACY_LAB_PARTNER_ORIGIN must be https where "
            "LITERACY_ORIGIN is; browsers refuse to mix the two."
        )


def site_of(origin: str) -> str:
    """The part of the name that is registered: two labels, or three under endings like co.uk.

    A rule of thumb for spotting a slip; browsers go by the Public Suffix List.
    """
    host = urlsplit(origin).hostname or ""
    if host.replace(".", "").isdigit() or ":" in host:
        return host
    labels = host.split(".")
    return ".".join(labels[-3:] if _SHARED & set(labels[-2:-1]) else labels[-2:])


def _kept_key(path: Path) -> str:
    """The key in the file, made at the first start; of two commands at once one makes it."""
    try:
        if not path.exists():
            _make_key(path)
        key = path.read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError):
        key = ""
    if len(key) < _SHORTEST_KEY:
        raise WrongSetting(
            f"{path} can't be read as a key. Delete it and a new one is made; "
            "forms that are open then have to be sent again."
        )
    return key


def _make_key(path: Path) -> None:
    with suppress(FileExistsError):
        file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        os.write(file, secrets.token_urlsafe(48).encode("ascii"))
        os.close(file)
