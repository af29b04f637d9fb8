"""The store: one engine, reads that never wait, writes that queue, times that keep their zone."""

import sqlite3
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any, cast

from sqlalchemy import DateTime, Dialect, Engine, Executable, MetaData, Row, create_engine, event
from sqlalchemy.engine import Connection, make_url
from sqlalchemy.exc import (
    DataError,
    DBAPIError,
    IntegrityError,
    NotSupportedError,
    ProgrammingError,
)
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm import DeclarativeBase, Session
from sqlalchemy.types import TypeDecorator

from literacy.lib.errors import Busy, Conflict, Invalid

GATE_SECONDS = 0.5
BUSY_SECONDS = 2.0
MOST_REMEMBERED = 500
# The store works, and the program asked for what can't be: these are never called an outage.
_FAULTS_OF_OURS = (DataError, IntegrityError, NotSupportedError, ProgrammingError)

_NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """Every table; names of constraints are fixed so that migrations can speak of them."""

    metadata = MetaData(naming_convention=_NAMES)


class Moment(TypeDecorator[datetime]):
    """An aware UTC time; SQLite forgets the zone, so it is put back on the way out."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        assert value is None or value.tzinfo is not None, "times are aware"
        return None if value is None else value.astimezone(UTC)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        moment: datetime = value
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)

    def result_processor(self, dialect: Dialect, coltype: object) -> Any:
        # A page about fifty people reads thousands of times; SQLite's texts are read in one step.
        if dialect.name == "sqlite":
            return _moment_of_text
        return super().result_processor(dialect, coltype)


def _moment_of_text(value: str | None) -> datetime | None:
    return None if value is None else datetime.fromisoformat(f"{value}+00:00")


class Memory:
    """One thread's answers from SQLite, each as true as the store is at that moment.

    The connection only reads, so its `data_version` changes with every commit of any other, in
    this process or elsewhere (https://sqlite.org/pragma.html#pragma_data_version). Asking for the
    number costs a tenth of asking for the rows.
    """

    def __init__(self, engine: Engine) -> None:
        self._connection = engine.connect().execution_options(sqlite_begin="")
        raw = cast(sqlite3.Connection, self._connection.connection.driver_connection)
        self._version_of_store = raw.cursor()
        # It stays open for as long as its thread, so it is none of the pool's.
        self._connection.detach()
        self._version: int | None = None
        self._answers: dict[tuple[Executable, tuple[object, ...]], Sequence[Row[Any]]] = {}

    @property
    def closed(self) -> bool:
        return self._connection.closed

    def look_up(self, statement: Executable, given: Mapping[str, Any]) -> Sequence[Row[Any]]:
        asked = (statement, tuple(given.values()))
        try:
            self._forget_what_changed()
            if asked not in self._answers:
                self._answers[asked] = self._connection.execute(statement, given).all()
            return self._answers[asked]
        except BaseException:
            self.close()
            raise

    def _forget_what_changed(self) -> None:
        version = self._version_of_store.execute("PRAGMA data_version").fetchone()[0]
        if version != self._version or len(self._answers) >= MOST_REMEMBERED:
            self._answers.clear()
            self._version = version

    def close(self) -> None:
        self._answers.clear()
        self._connection.close()


class Database:
    """The engine and its uses: `reading()`, `transaction()`, and `look_up` for one query."""

    def __init__(self, url: str) -> None:
        self.engine = _engine(url)
        self.on_sqlite = self.engine.dialect.name == "sqlite"
        self._gate = threading.Lock()
        self._at_hand = threading.local()
        self._memories: list[Memory] = []

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session for queries; whatever is left in it is rolled back."""
        with Session(self.engine, expire_on_commit=False) as session:
            yield session

    def look_up(self, statement: Executable, given: Mapping[str, Any]) -> Sequence[Row[Any]]:
        """The rows of one statement, which is a transaction by itself.

        On SQLite each thread remembers what it was told until anybody writes anything.
        """
        if not self.on_sqlite:
            with self.engine.connect() as connection:
                return connection.execute(statement, given).all()
        memory: Memory | None = getattr(self._at_hand, "memory", None)
        if memory is None or memory.closed:
            memory = self._at_hand.memory = Memory(self.engine)
            self._memories.append(memory)
        return memory.look_up(statement, given)

    @contextmanager
    def transaction(self) -> Iterator[Session]:
        """One write, whole or not at all; raises Busy when the store stays locked.

        Writers of this process pass one gate, because SQLite's own waiting is unfair and starves.
        """
        with self._writing(), Session(self.engine, expire_on_commit=False) as session:
            session.connection(execution_options={"sqlite_begin": "IMMEDIATE"})
            yield session
            session.commit()

    @contextmanager
    def _writing(self) -> Iterator[None]:
        if not self.on_sqlite:
            yield
            return
        if not self._gate.acquire(timeout=GATE_SECONDS):
            raise Busy("The site is busy. Nothing was lost: try again in a moment.")
        try:
            yield
        finally:
            self._gate.release()

    def dispose(self) -> None:
        while self._memories:
            self._memories.pop().close()
        self.engine.dispose()


def is_unavailable(error: BaseException) -> bool:
    """True when the store itself failed: locked, full, gone, damaged or read-only."""
    return isinstance(error, sqlite3.Error | PoolTimeout) or (
        isinstance(error, DBAPIError) and not isinstance(error, _FAULTS_OF_OURS)
    )


def why_unavailable(error: BaseException) -> str:
    """What the store said of itself, in one line, without statements and values."""
    said = str(getattr(error, "orig", None) or error).splitlines() or [""]
    return f"{type(error).__name__}: {said[0]}"


@contextmanager
def in_words(database: Database) -> Iterator[None]:
    """For commands: a store that can't be used is told in one sentence, by raising Conflict."""
    try:
        yield
    except Exception as error:
        if not is_unavailable(error):
            raise
        where = database.engine.url.render_as_string(hide_password=True)
        why = why_unavailable(error)
        cure = " Run `literacy db upgrade` first." if "no such table" in why else ""
        raise Conflict(f"The database {where} can't be used ({why}).{cure}") from None


@contextmanager
def store_at(url: str) -> Iterator[Database]:
    """For commands: the store at this address, closed at the end; see `in_words`."""
    database = Database(url)
    try:
        with in_words(database):
            yield database
    finally:
        database.dispose()


def _engine(url: str) -> Engine:
    if make_url(url).get_backend_name() != "sqlite":
        return _postgres(url)
    engine = create_engine(
        url,
        hide_parameters=True,
        connect_args={"timeout": BUSY_SECONDS, "check_same_thread": False},
    )
    event.listen(engine, "connect", _prepare_connection)
    event.listen(engine, "begin", _begin)
    return engine


def _postgres(url: str) -> Engine:
    try:
        return create_engine(url, hide_parameters=True, pool_pre_ping=True, pool_size=8)
    except ModuleNotFoundError:
        raise Invalid(
            "PostgreSQL needs its driver: install it with pip install 'literacy[postgres]'."
        ) from None


def _prepare_connection(connection: sqlite3.Connection, _record: object) -> None:
    # SQLAlchemy sends BEGIN, not sqlite3: the driver's own habit loses updates silently.
    connection.isolation_level = None
    for pragma in ("foreign_keys=ON", "journal_mode=WAL", "synchronous=FULL"):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    mode = connection.get_execution_options().get("sqlite_begin", "DEFERRED")
    if mode:
        connection.exec_driver_sql(f"BEGIN {mode}")
