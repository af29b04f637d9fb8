"""The locked room: what gets through, what it costs others, and what is left behind."""

import os
import re
import signal
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from literacy.labs.sql.limits import FUNCTIONS, KILLED_AFTER, ROWS_SHOWN, WORKER, WORKERS
from literacy.labs.sql.maker import LEARNERS, databases
from literacy.labs.sql.room import Refusal, Result, Rooms
from literacy.lib.errors import TooMany
from tests.labs.sql.corpus import ODD, REFUSED, STOPPED

MAYA, IVAN, EVE = 1, 2, 3
# No query holds a room for longer; the rest is for a machine that has other things to do.
SAFE_SECONDS = 10 * KILLED_AFTER.total_seconds()
FOREVER = STOPPED["cross-join"]
ALL = {**REFUSED, **STOPPED, **ODD}
STATUS = Path("/proc/self/status")


def ask(rooms: Rooms, sql: str, *, who: int = MAYA) -> Result | Refusal:
    return rooms.ask(who, LEARNERS, sql)


def pid(rooms: Rooms) -> int:
    ask(rooms, "SELECT 1")
    return rooms._idle[-1].pid


@pytest.fixture
def own_rooms() -> Iterator[Rooms]:
    """Rooms whose workers a test may hurt."""
    rooms = Rooms(databases)
    yield rooms
    rooms.close()


def in_folder(sql: str, folder: Path) -> str:
    return sql.replace("FOLDER", folder.as_posix())


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_the_corpus_holds_every_class_and_more_than_a_hundred_statements() -> None:
    assert len(ALL) == len(REFUSED) + len(STOPPED) + len(ODD)
    assert len(REFUSED) + len(STOPPED) >= 100


@pytest.mark.parametrize("name", REFUSED)
def test_it_is_refused(rooms: Rooms, tmp_path: Path, name: str) -> None:
    answer = ask(rooms, in_folder(REFUSED[name], tmp_path))

    assert isinstance(answer, Refusal)
    assert "no such column" not in answer.words, "a slip of the test's own"


@pytest.mark.parametrize("name", STOPPED)
def test_it_is_stopped(rooms: Rooms, name: str) -> None:
    started = time.monotonic()

    answer = ask(rooms, STOPPED[name])

    assert answer in (Refusal("interrupted"), Refusal("out of memory"))
    assert time.monotonic() - started < SAFE_SECONDS


@pytest.mark.parametrize("name", ODD)
def test_an_odd_query_returns_something_that_can_be_shown(rooms: Rooms, name: str) -> None:
    answer = ask(rooms, ODD[name])

    assert isinstance(answer, Result)
    assert all(len(row) == len(answer.columns) for row in answer.rows)


def test_nothing_is_written_and_no_place_of_the_machine_is_told(
    rooms: Rooms, tmp_path: Path
) -> None:
    tmp_path.chmod(0o777)
    (tmp_path / "secret").write_text("the secret", "utf-8")
    before = names_in(tmp_path)

    answers = [repr(ask(rooms, in_folder(sql, tmp_path))) for sql in {**REFUSED, **ODD}.values()]

    assert names_in(tmp_path) == before == ["secret"]
    told = "\n".join(answers)
    assert "the secret" not in told
    assert not re.search(r"PATH=|HOME=|/usr/|/etc/|\.py\b|site-packages", told)
    assert Path(__file__).parents[3].as_posix() not in told


def test_the_data_is_as_it_was_after_all_of_it(rooms: Rooms) -> None:
    sql = "SELECT (SELECT COUNT(*) FROM contacts), (SELECT SUM(total_eur) FROM orders)"
    before = ask(rooms, sql)

    for statement in REFUSED.values():
        ask(rooms, statement)

    assert ask(rooms, sql).rows == before.rows


def test_only_the_listed_functions_are_open(rooms: Rooms) -> None:
    answers = {
        name: ask(rooms, f"SELECT {name}(1)")
        for name in ("count", "sum", "total", "avg", "min", "max", "round", "abs", "lower", "upper")
    }

    assert {name for name, answer in answers.items() if isinstance(answer, Refusal)} == set()
    assert not {"instr", "printf", "format", "group_concat", "randomblob", "load_extension"} & set(
        FUNCTIONS
    )


def test_a_second_learner_is_answered_while_the_first_query_runs(rooms: Rooms) -> None:
    with ThreadPoolExecutor(2) as crowd:
        first = crowd.submit(ask, rooms, FOREVER, who=EVE)
        time.sleep(0.1)
        # The second room opens once; what counts is how an open one answers.
        rooms.ask(IVAN, LEARNERS, "SELECT 1")
        answer = rooms.ask(IVAN, LEARNERS, "SELECT COUNT(*) FROM contacts")
        still_running = not first.done()

    assert answer.rows == ((3300,),)
    assert still_running


def test_a_person_has_one_query_at_a_time(rooms: Rooms) -> None:
    with ThreadPoolExecutor(1) as crowd:
        running = crowd.submit(ask, rooms, FOREVER)
        time.sleep(0.1)
        with pytest.raises(TooMany, match="still running"):
            ask(rooms, "SELECT 1")
        still_running = not running.done()

    assert still_running


def test_when_all_rooms_are_taken_nobody_waits_for_one(rooms: Rooms) -> None:
    with ThreadPoolExecutor(WORKERS) as crowd:
        running = [crowd.submit(ask, rooms, FOREVER, who=100 + number) for number in range(WORKERS)]
        time.sleep(0.15)
        with pytest.raises(TooMany, match="busy"):
            ask(rooms, "SELECT 1")
        still_running = [each for each in running if not each.done()]

    assert still_running == running


def test_places_are_given_back_after_every_kind_of_end(rooms: Rooms) -> None:
    for sql in (FOREVER, REFUSED["attach-file"], ODD["null"], REFUSED["lone-surrogate"]):
        ask(rooms, sql)

    assert isinstance(ask(rooms, "SELECT 1"), Result)


def test_a_killed_worker_is_replaced_at_the_next_query(own_rooms: Rooms) -> None:
    gone = pid(own_rooms)
    os.kill(gone, signal.SIGKILL)
    time.sleep(0.05)

    answer = ask(own_rooms, "SELECT 1")

    assert answer.rows == ((1,),)
    assert pid(own_rooms) != gone


def test_a_worker_that_hangs_is_killed_after_a_second_and_replaced(own_rooms: Rooms) -> None:
    stuck = pid(own_rooms)
    os.kill(stuck, signal.SIGSTOP)
    started = time.monotonic()

    stopped = ask(own_rooms, "SELECT 1")

    assert stopped == Refusal("interrupted")
    assert time.monotonic() - started < SAFE_SECONDS
    assert ask(own_rooms, "SELECT 1").rows == ((1,),)


def test_a_worker_killed_while_it_runs_ends_that_query_alone(own_rooms: Rooms) -> None:
    running = pid(own_rooms)
    threading.Timer(0.15, os.kill, (running, signal.SIGKILL)).start()

    assert ask(own_rooms, FOREVER) == Refusal("interrupted")
    assert isinstance(ask(own_rooms, "SELECT 1"), Result)


def test_workers_end_with_the_rooms(own_rooms: Rooms) -> None:
    worker = pid(own_rooms)

    own_rooms.close()

    with pytest.raises(ProcessLookupError):
        os.kill(worker, 0)


@pytest.mark.skipif(not STATUS.exists(), reason="reads memory as Linux tells it")
def test_memory_stays_within_its_limit(own_rooms: Rooms) -> None:
    for name in ("cte-bomb", "group-of-pairs", "window", "doubling-by-join"):
        ask(own_rooms, ALL[name])

    status = Path(f"/proc/{pid(own_rooms)}/status").read_text("utf-8")
    peak = int(re.search(r"VmHWM:\s+(\d+) kB", status)[1]) * 1024
    assert peak < WORKER["memory_bytes"]


@pytest.mark.skipif(not STATUS.exists(), reason="reads limits as Linux tells them")
def test_the_worker_has_given_up_files_children_and_its_environment(own_rooms: Rooms) -> None:
    worker = Path(f"/proc/{pid(own_rooms)}")

    limits = (worker / "limits").read_text("utf-8")

    assert re.search(r"Max file size\s+0\s+0", limits)
    assert re.search(r"Max processes\s+0\s+0", limits)
    assert re.search(r"Max open files\s+8\s+8", limits)
    assert re.search(r"Max core file size\s+0\s+0", limits)


def test_the_first_rows_are_shown_and_all_are_counted(rooms: Rooms) -> None:
    answer = ask(rooms, "SELECT * FROM contacts")

    assert len(answer.rows) == ROWS_SHOWN
    assert answer.count == 3300


def test_more_rows_than_anybody_counts_are_many(rooms: Rooms) -> None:
    answer = ask(rooms, ODD["many-rows-of-pairs"])

    assert (len(answer.rows), answer.count) == (ROWS_SHOWN, None)


def test_wide_rows_end_at_so_many_bytes(rooms: Rooms) -> None:
    answer = ask(rooms, ODD["long-cells"])

    assert sum(len(str(row)) for row in answer.rows) <= WORKER["bytes"]
    assert 0 < len(answer.rows) < ROWS_SHOWN


def test_counting_a_named_part_is_allowed_but_not_a_hidden_table_behind_it(rooms: Rooms) -> None:
    named = ask(rooms, ODD["named-part"])
    hidden = ask(rooms, REFUSED["schema-behind-a-name"])

    assert named.rows == ((3300,),)
    assert isinstance(hidden, Refusal)
