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

PREFIX = "LITERACY_"
_SHORTEST_KEY = 32
# What stands before the host of an address is never printed.
_PASSWORD = re.compile(r"//[^/]*@")
_LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})


class WrongSetting(Exception):
    """A setting that stops the start; the text names it and the cure."""


def _whole_number(text: str) -> int:
    if not text.isascii() or not text.isdigit():
        raise ValueError("a whole number such as 4")
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
    smtp_host: str = _setting("localhost", "Mail server.")
    smtp_port: int = _setting(587, "Mail server's port.", _whole_number)
    smtp_user: str = _setting("", "Mail server's user, if it asks for one.", str, "none")
    smtp_password: str = _setting("", "Mail server's password.", str, "none")
    smtp_security: str = _setting(
        "starttls", "starttls, tls or none.", _one_of("starttls", "tls", "none")
    )
    log: str = _setting("text", "Log lines as text or json.", _one_of("text", "json"))
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
    settings = replace(
        settings,
        database_url=settings.database_url
        or f"sqlite:///{settings.data.absolute() / 'literacy.db'}",
        origin=settings.origin or f"http://{settings.host}:{settings.port}",
        secret_key=settings.secret_key or _kept_key(settings.data / "secret.key"),
    )
    _check_together(settings)
    return settings


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
