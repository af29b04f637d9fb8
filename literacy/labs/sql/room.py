"""The rooms queries run in: one or two worker processes, one query per person, no waiting."""

import atexit
import json
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from literacy.labs.sql.limits import KILLED_AFTER, REPLY_BYTES, STARTED_WITHIN, WORKER, WORKERS
from literacy.lib.errors import Busy, TooMany

_WORKER = Path(__file__).with_name("worker.py")
Cell = str | int | float | None


@dataclass(frozen=True, slots=True)
class Result:
    """What a query returned; `count` is None where there are more rows than were counted."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    count: int | None = 0
    ms: float = 0.0


@dataclass(frozen=True, slots=True)
class Refusal:
    """A query that returned nothing; `words` are SQLite's own, for `errors.in_words`."""

    words: str


STOPPED = Refusal("interrupted")


class _Ended(Exception):
    """The worker is gone: killed, or dead before it was asked."""


class _Room:
    """One worker process, used by one query at a time."""

    def __init__(self, databases: Mapping[str, bytes]) -> None:
        self._process = subprocess.Popen(  # noqa: S603 - our own worker, no argument of anybody's
            [sys.executable, "-I", str(_WORKER)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={},
            cwd="/",
            close_fds=True,
            start_new_session=True,
        )
        setup = json.dumps({"databases": list(databases), "limits": WORKER}).encode()
        try:
            self._exchange(setup, *databases.values(), seconds=STARTED_WITHIN.total_seconds())
        except _Ended:
            self.close()
            raise Busy("The database of the lab did not open. Try again in a moment.") from None

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def is_alive(self) -> bool:
        return self._process.poll() is None

    def ask(self, database: str, sql: str) -> Result | Refusal:
        """Raises _Ended when the worker had to be killed, or was dead already."""
        question = json.dumps({"database": database, "sql": sql}).encode()
        reply = self._exchange(question, seconds=KILLED_AFTER.total_seconds())
        return _read(json.loads(reply))

    def _exchange(self, *frames: bytes, seconds: float) -> bytes:
        """A pipe can be slow to fill as well as to empty, so the clock runs for both."""
        source, target = self._process.stdout, self._process.stdin
        assert source is not None and target is not None, "both were asked to be pipes"
        clock = threading.Timer(seconds, self._process.kill)
        clock.daemon = True
        clock.start()
        try:
            for frame in frames:
                target.write(len(frame).to_bytes(4, "big") + frame)
            target.flush()
            return _frame(source)
        except OSError as error:
            raise _Ended from error
        finally:
            clock.cancel()

    def close(self) -> None:
        self._process.kill()
        for pipe in (self._process.stdin, self._process.stdout):
            assert pipe is not None, "both were asked to be pipes"
            with suppress(OSError):
                pipe.close()
        self._process.wait()


def _frame(source: IO[bytes]) -> bytes:
    head = source.read(4)
    size = int.from_bytes(head, "big")
    body = source.read(size) if len(head) == 4 and size <= REPLY_BYTES else b""
    if not body or len(body) < size:
        raise _Ended
    return body


def _read(reply: Mapping[str, Any]) -> Result | Refusal:
    if "error" in reply:
        return Refusal(str(reply["error"]))
    rows = tuple(tuple(row) for row in reply["rows"])
    return Result(tuple(reply["columns"]), rows, reply["count"], reply["ms"])


class Rooms:
    """All the rooms of this process; they are opened when the first query comes."""

    def __init__(self, databases: Callable[[], Mapping[str, bytes]], *, most: int = WORKERS):
        self._databases = databases
        self._most = most
        self._lock = threading.Lock()
        self._idle: list[_Room] = []
        self._asking: set[int] = set()
        atexit.register(self.close)

    def ask(self, person_id: int, database: str, sql: str) -> Result | Refusal:
        """Raises TooMany at once when this person's query still runs, or all rooms are taken."""
        with self._place(person_id):
            room = self._room()
            try:
                answer = room.ask(database, sql)
            except _Ended:
                room.close()
                return STOPPED
            self._give_back(room)
            return answer

    @contextmanager
    def _place(self, person_id: int) -> Iterator[None]:
        with self._lock:
            if person_id in self._asking:
                raise TooMany("Your last query is still running. Wait a second.", seconds=1)
            if len(self._asking) >= self._most:
                raise TooMany("The lab is busy with other queries. Try again now.", seconds=1)
            self._asking.add(person_id)
        try:
            yield
        finally:
            with self._lock:
                self._asking.discard(person_id)

    def _room(self) -> _Room:
        """A living one; a worker that died while it waited is replaced before anybody notices."""
        while self._idle:
            with self._lock:
                room = self._idle.pop() if self._idle else None
            if room is not None and room.is_alive:
                return room
            if room is not None:
                room.close()
        return _Room(self._databases())

    def _give_back(self, room: _Room) -> None:
        with self._lock:
            self._idle.append(room)

    def close(self) -> None:
        with self._lock:
            rooms, self._idle = self._idle, []
        for room in rooms:
            room.close()
