"""`literacy serve` as its administrator meets it: starting, refusing, stopping."""

import os
import re
import select
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from urllib.request import urlopen

import pytest
from click.testing import CliRunner

from literacy.cli import literacy

ENVIRONMENT = {
    name: value for name, value in os.environ.items() if not name.startswith(("LITERACY_", "HOST", "PORT"))
}  # fmt: skip


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serving(data: Path, **given: str) -> Iterator[tuple[subprocess.Popen[str], int]]:
    """The command in a process of its own, once it answers."""
    port = free_port()
    environment = {**ENVIRONMENT, "LITERACY_DATA": str(data), "PORT": str(port), **given}
    with subprocess.Popen(
        [sys.executable, "-m", "literacy", "serve"],
        env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    ) as process:  # fmt: skip
        try:
            wait_until_ready(port, process)
            yield process, port
        finally:
            process.kill()


def wait_until_ready(port: int, process: subprocess.Popen[str]) -> None:
    for _attempt in range(200):
        try:
            with urlopen(f"http://127.0.0.1:{port}/readyz") as answer:
                assert answer.status == 200
                return
        except OSError:
            assert process.poll() is None, process.stdout.read() if process.stdout else ""
            time.sleep(0.1)
    raise AssertionError("the site did not start")


def run(*words: str, **given: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "literacy", *words],
        env={**ENVIRONMENT, **given}, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip


def test_the_first_start_offers_a_link_that_works_once(tmp_path: Path) -> None:
    with serving(tmp_path) as (process, port):
        assert process.stdout is not None
        link = next(
            found[0] for line in process.stdout if (found := re.search(r"http\S+/setup/\S+", line))
        )

        with urlopen(link) as page:
            assert "administrator" in page.read().decode()
        assert link.startswith(f"http://127.0.0.1:{port}/setup/")
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=15) == 0


def test_files_of_the_data_folder_are_the_owners_alone(tmp_path: Path) -> None:
    data = tmp_path / "var"
    with serving(data):
        pass

    assert data.stat().st_mode & 0o077 == 0
    assert (data / "secret.key").stat().st_mode & 0o077 == 0


def test_a_stop_cuts_no_request(tmp_path: Path) -> None:
    whole, cut = [], []
    with serving(tmp_path) as (process, port):
        stop = threading.Event()

        def visit() -> None:
            while not stop.is_set():
                try:
                    with socket.create_connection(("127.0.0.1", port), timeout=5) as wire:
                        wire.sendall(b"GET /login HTTP/1.0\r\nHost: 127.0.0.1\r\n\r\n")
                        answer = b"".join(iter(lambda: wire.recv(65536), b""))
                except ConnectionRefusedError:
                    return
                except OSError:
                    # Accepted by the system and never by the site: nothing of it was begun.
                    return
                (whole if answer.endswith(b"</html>") else cut).append(answer)

        visitors = [threading.Thread(target=visit) for _number in range(4)]
        for visitor in visitors:
            visitor.start()
        time.sleep(0.5)
        process.send_signal(signal.SIGTERM)
        status = process.wait(timeout=15)
        stop.set()
        for visitor in visitors:
            visitor.join()

    assert status == 0
    assert len(whole) > 10
    assert [answer for answer in cut if answer] == []


def test_two_hundred_slow_browsers_keep_nobody_waiting(tmp_path: Path) -> None:
    with serving(tmp_path) as (_process, port), ExitStack() as open_wires:
        slow = [
            open_wires.enter_context(socket.create_connection(("127.0.0.1", port)))
            for _number in range(200)
        ]
        for wire in slow:
            wire.sendall(b"GET /login HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: ")

        with urlopen(f"http://127.0.0.1:{port}/healthz", timeout=10) as answer:
            assert answer.status == 200
        ended, _, _ = select.select(slow, [], [], 0)

    assert ended == [], "somebody was answered because the slow ones were sent away"


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"LITERACY_PORT": "eighty"}, "LITERACY_PORT is “eighty”; it must be a whole number"),
        ({"LITERACY_PROT": "80"}, "There is no setting LITERACY_PROT."),
        ({"LITERACY_ORIGIN": "learn.example.com"}, "LITERACY_ORIGIN is “learn.example.com”; it must be an address"),
        ({"LITERACY_ORIGIN": "http://learn.example.com"}, "an https address"),
        ({"LITERACY_MAIL": "pigeon"}, "LITERACY_MAIL is “pigeon”; it must be one of console, file, smtp"),
        ({"LITERACY_SECRET_KEY": "short"}, "LITERACY_SECRET_KEY is too short"),
        ({"LITERACY_DATABASE_URL": "mysql://x"}, "LITERACY_DATABASE_URL is “mysql://x”; it must be sqlite"),
        ({"LITERACY_CONTENT": "no/such/folder"}, "it must be a folder that exists"),
        ({"LITERACY_THREADS": "0"}, "LITERACY_THREADS is 0; it must be 1 or more."),
        ({"PORT": "many"}, "PORT is “many”; it must be a number such as 8000."),
        ({"HOST": "0.0.0.0"}, "LITERACY_ORIGIN is not set"),
        ({"LITERACY_DATA": "/dev/null"}, "LITERACY_DATA is /dev/null, which can't be a folder"),
        ({"LITERACY_ORIGIN": "https://["}, "it must be an address"),
        ({"LITERACY_DATABASE_URL": "postgresql://me:secret@db:zz/x"}, "is “postgresql://…@db:zz/x”; it must be an address"),
        ({"LITERACY_DATABASE_URL": "sqlite:////no/such/folder/x.db"}, "x.db can't be used (OperationalError: unable"),
        ({"LITERACY_DATABASE_URL": "postgresql://me:secret@127.0.0.1:9/x"}, "me:***@127.0.0.1:9/x can't be used"),
    ],
    ids=lambda value: next(iter(value)) if isinstance(value, dict) else "",
)  # fmt: skip
def test_a_wrong_setting_stops_the_start_with_one_sentence(
    tmp_path: Path, given: dict[str, str], sentence: str
) -> None:
    done = run("serve", **{"LITERACY_DATA": str(tmp_path), **given})

    assert done.returncode == 1
    assert sentence in done.stderr
    assert "secret@" not in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize("content", [b"", b"short", b"\xff\xfe"], ids=["empty", "short", "odd"])
def test_a_damaged_key_is_named(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "secret.key").write_bytes(content)

    done = run("serve", LITERACY_DATA=str(tmp_path))

    assert done.returncode == 1
    assert "secret.key can't be read as a key" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_host_this_machine_does_not_have_is_named(tmp_path: Path) -> None:
    given = {"HOST": "no.such.host.invalid", "LITERACY_ORIGIN": "https://learn.example.com"}

    done = run("serve", LITERACY_DATA=str(tmp_path), **given)

    assert done.returncode == 1
    assert "LITERACY_HOST is no.such.host.invalid" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_port_that_is_taken_is_named(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])

        done = run("serve", LITERACY_DATA=str(tmp_path), PORT=port)

    assert done.returncode == 1
    assert f"Port {port} on 127.0.0.1 can't be used" in done.stderr


def test_a_course_that_can_not_be_shown_stops_the_start(tmp_path: Path) -> None:
    (tmp_path / "course" / "lessons").mkdir(parents=True)

    done = run(
        "serve", LITERACY_DATA=str(tmp_path / "v"), LITERACY_CONTENT=str(tmp_path / "course")
    )

    assert done.returncode == 1
    assert "course.yml" in done.stderr
    assert "Traceback" not in done.stderr


COMMANDS = ["serve", "demo", "check", "settings", "db", "db upgrade", "db backup", "db restore", "users", "jobs", "jobs run"]  # fmt: skip


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_every_command_explains_itself(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LITERACY_DATA", str(tmp_path / "untouched"))

    done = CliRunner().invoke(literacy, [*command.split(), "--help"], prog_name="literacy")

    assert done.exit_code == 0
    assert "Usage: literacy" in done.stdout
    assert not (tmp_path / "untouched").exists()


@pytest.mark.parametrize("given", ["no-such-command", "serve --no-such-option", "db restore"])
def test_wrong_words_are_answered_with_the_usage(given: str) -> None:
    done = CliRunner().invoke(literacy, given.split())

    assert done.exit_code == 2
    assert "Usage:" in done.stderr


def test_settings_are_listed_with_meaning_and_default() -> None:
    done = run("settings")

    for part in (
        "LITERACY_DATABASE_URL",
        "Default: sqlite:///<data>/literacy.db",
        "LITERACY_ORIGIN",
    ):
        assert part in done.stdout
