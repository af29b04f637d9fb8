"""The store: how each connection is set, who waits for whom, and what a failure is called."""

import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from sqlalchemy import Integer, bindparam, create_engine, event, func, insert, select, text
from sqlalchemy.exc import DatabaseError, IntegrityError, OperationalError, ProgrammingError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from literacy.lib import db as store_module
from literacy.lib.db import Database, Moment, in_words, is_unavailable
from literacy.lib.errors import Busy, Conflict


class Own(DeclarativeBase):
    """A table of this test's own, with no constraint that could save a careless writer."""


class Seat(Own):
    __tablename__ = "seat"
    id: Mapped[int] = mapped_column(Integer, primary_key=True)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Database]:
    database = Database(f"sqlite:///{tmp_path / 'seats.db'}")
    Own.metadata.create_all(database.engine)
    yield database
    database.dispose()


def take_a_seat(session: Session, most: int = 3) -> bool:
    """Read, then write: right only when nobody else writes in between."""
    taken = session.scalar(select(func.count()).select_from(Seat)) or 0
    if taken >= most:
        return False
    session.execute(insert(Seat))
    return True


def test_every_connection_of_the_pool_is_set_alike(store: Database) -> None:
    size = 12
    gathered = threading.Barrier(size)

    def pragmas(_number: int) -> tuple[object, ...]:
        with store.engine.connect() as connection:
            gathered.wait(timeout=10)
            return tuple(
                connection.exec_driver_sql(f"PRAGMA {name}").scalar()
                for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
            )

    with ThreadPoolExecutor(size) as threads:
        found = list(threads.map(pragmas, range(size)))

    # synchronous 2 is FULL: a power cut must not take back an answer that was called saved.
    assert found == [("wal", 2, 1, 2000)] * size


def test_thirty_at_once_take_three_seats(store: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store_module, "GATE_SECONDS", 30.0)
    gathered = threading.Barrier(30)

    def one(_number: int) -> bool:
        gathered.wait(timeout=10)
        with store.transaction() as saving:
            return take_a_seat(saving)

    with ThreadPoolExecutor(30) as threads:
        taken = sum(threads.map(one, range(30)))

    assert taken == 3


def test_writers_of_several_processes_take_three_seats(store: Database) -> None:
    """Each has a gate of its own, as processes have: what holds is BEGIN IMMEDIATE."""
    url = store.engine.url.render_as_string()
    gathered = threading.Barrier(8)

    def one(_number: int) -> bool:
        own = Database(url)
        gathered.wait(timeout=10)
        with own.transaction() as saving:
            taken = take_a_seat(saving)
        own.dispose()
        return taken

    with ThreadPoolExecutor(8) as threads:
        taken = sum(threads.map(one, range(8)))

    assert taken == 3


def test_who_waits_at_the_gate_is_soon_told_so(store: Database) -> None:
    with store.transaction(), ThreadPoolExecutor(1) as threads:
        second = threads.submit(lambda: store.transaction().__enter__())

        with pytest.raises(Busy, match="Nothing was lost"):
            second.result(timeout=2)


def test_a_transaction_that_fails_leaves_nothing_and_opens_the_gate(store: Database) -> None:
    with pytest.raises(RuntimeError), store.transaction() as saving:
        take_a_seat(saving)
        raise RuntimeError

    with store.transaction() as saving:
        assert saving.scalar(select(func.count()).select_from(Seat)) == 0


def test_who_reads_writes_nothing(store: Database) -> None:
    with store.reading() as session:
        take_a_seat(session)

    with store.reading() as session:
        assert session.scalar(select(func.count()).select_from(Seat)) == 0


@pytest.mark.parametrize(
    ("error", "is_outage"),
    [
        pytest.param(sqlite3.OperationalError("disk I/O error"), True, id="raw, from a pragma"),
        pytest.param(OperationalError("", {}, Exception("locked")), True, id="locked"),
        pytest.param(DatabaseError("", {}, Exception("malformed")), True, id="damaged"),
        pytest.param(PoolTimeout("QueuePool limit"), True, id="no connection free"),
        pytest.param(IntegrityError("", {}, Exception("UNIQUE")), False, id="constraint"),
        pytest.param(ProgrammingError("", {}, Exception("syntax")), False, id="our statement"),
        pytest.param(ValueError("x"), False, id="anything else"),
    ],
)
def test_an_outage_is_told_from_a_fault_of_ours(error: Exception, is_outage: bool) -> None:
    assert is_unavailable(error) is is_outage


@pytest.mark.parametrize("name", ["no/such/folder/x.db", "garbage.db"])
def test_a_command_says_in_one_sentence_that_the_store_is_gone(tmp_path: Path, name: str) -> None:
    (tmp_path / "garbage.db").write_bytes(b"not a database " * 600)
    database = Database(f"sqlite:///{tmp_path / name}")

    with (
        pytest.raises(Conflict, match="can't be used") as told,
        in_words(database),
        database.engine.connect() as connection,
    ):
        connection.execute(text("SELECT 1"))

    assert "\n" not in str(told.value)


WRITER = """
import sys
from sqlalchemy import text
from literacy.lib.db import Database
database = Database(sys.argv[1])
for number in range(1, 10_000):
    with database.transaction() as saving:
        saving.execute(text("INSERT INTO seat (id) VALUES (:id)"), {"id": number})
    print(number, flush=True)
"""


def test_what_was_called_saved_outlives_a_kill(store: Database) -> None:
    url = store.engine.url.render_as_string()
    with subprocess.Popen(
        [sys.executable, "-c", WRITER, url], stdout=subprocess.PIPE, text=True
    ) as writer:
        assert writer.stdout is not None
        acknowledged = [int(writer.stdout.readline()) for _number in range(50)]
        writer.kill()
        acknowledged += [int(line) for line in writer.stdout if line.endswith("\n")]

    with store.reading() as session:
        kept = set(session.scalars(select(Seat.id)))
    assert set(acknowledged) <= kept


@pytest.mark.parametrize(
    "at",
    [
        datetime(2026, 3, 29, 1, 30, tzinfo=UTC),
        datetime(2026, 3, 29, 3, 30, tzinfo=timezone(timedelta(hours=2))),
    ],
    ids=["UTC", "summer time elsewhere"],
)
def test_a_time_is_kept_in_utc_whatever_zone_it_came_in(at: datetime) -> None:
    dialect = create_engine("sqlite://").dialect

    kept = Moment().process_bind_param(at, dialect)

    assert kept == at
    assert Moment().process_result_value(kept.replace(tzinfo=None), dialect) == at
    assert kept.utcoffset() == timedelta(0)


def test_values_stay_out_of_what_an_error_says(store: Database) -> None:
    with pytest.raises(OperationalError) as raised, store.engine.connect() as connection:
        connection.execute(text("SELECT :secret FROM nowhere"), {"secret": "a password's hash"})

    assert "a password's hash" not in str(raised.value)


COUNT = select(func.count()).select_from(Seat)


def seats(store: Database) -> int:
    return int(store.look_up(COUNT, {})[0][0])


def test_a_look_up_asks_the_store_once(store: Database) -> None:
    asked: list[str] = []
    event.listen(store.engine, "before_cursor_execute", lambda *given: asked.append(given[2]))

    assert [seats(store) for _ in range(3)] == [0, 0, 0]

    assert len(asked) == 1


def test_a_look_up_sees_what_this_process_wrote(store: Database) -> None:
    assert seats(store) == 0

    with store.transaction() as saving:
        take_a_seat(saving)

    assert seats(store) == 1


def test_a_look_up_sees_what_another_process_wrote(store: Database) -> None:
    assert seats(store) == 0
    path = store.engine.url.database
    write = f"import sqlite3; c = sqlite3.connect({path!r}); c.execute('insert into seat default values'); c.commit()"

    subprocess.run([sys.executable, "-c", write], check=True)

    assert seats(store) == 1


def test_threads_look_up_each_for_themselves(store: Database) -> None:
    for taken in range(3):
        with ThreadPoolExecutor(4) as pool:
            assert set(pool.map(lambda _n: seats(store), range(40))) == {taken}
        with store.transaction() as saving:
            take_a_seat(saving)


def test_what_was_asked_differently_is_answered_differently(store: Database) -> None:
    with store.transaction() as saving:
        take_a_seat(saving)
    by_id = select(Seat.id).where(Seat.id == bindparam("wanted"))

    found = [len(store.look_up(by_id, {"wanted": number})) for number in (1, 2, 1)]

    assert found == [1, 0, 1]


def test_memory_has_an_end(store: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store_module, "MOST_REMEMBERED", 3)
    by_id = select(Seat.id).where(Seat.id == bindparam("wanted"))

    for number in range(20):
        store.look_up(by_id, {"wanted": number})

    (memory,) = store._memories
    assert len(memory._answers) <= 3


def test_a_look_up_that_failed_can_be_asked_again(store: Database) -> None:
    with pytest.raises(OperationalError):
        store.look_up(text("select * from chair"), {})

    assert seats(store) == 0
