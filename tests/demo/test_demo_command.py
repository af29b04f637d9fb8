"""`literacy demo`: on this machine only, in a database of its own."""

import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request
from contextlib import closing
from pathlib import Path

import pytest

from literacy.cli import SettingsLater
from literacy.demo.cli import demo_settings, forget, welcome
from literacy.settings import WrongSetting


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.startswith("LITERACY_")] + ["HOST", "PORT"]:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.20", "learn.example.com"])
def test_it_refuses_to_be_reached_by_others(host: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOST", host)

    with pytest.raises(WrongSetting, match=f"127.0.0.1 only and not on {re.escape(host)}"):
        demo_settings(SettingsLater(), None)


def test_a_setting_can_not_open_it_either(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LITERACY_HOST", "0.0.0.0")

    with pytest.raises(WrongSetting):
        demo_settings(SettingsLater(), None)


def test_it_has_a_database_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LITERACY_DATABASE_URL", "sqlite:////nowhere/real.db")

    settings = demo_settings(SettingsLater(), 8123)

    assert settings.database_url == f"sqlite:///{tmp_path / 'var/demo/literacy.db'}"
    assert settings.demo
    assert settings.mail == "file"
    assert settings.origin == "http://127.0.0.1:8123"


def test_fresh_forgets_the_demo_and_nothing_else(tmp_path: Path) -> None:
    settings = demo_settings(SettingsLater(), None)
    real = tmp_path / "var" / "literacy.db"
    real.write_text("real")
    (settings.data / "literacy.db").write_text("demo")
    (settings.data / "literacy.db-wal").write_text("demo")

    forget(settings)
    forget(settings)

    assert real.exists()
    assert [path.name for path in settings.data.iterdir()] == ["secret.key"]


def test_it_says_who_one_can_be() -> None:
    said = welcome(demo_settings(SettingsLater(), None))

    assert "http://127.0.0.1:8000" in said
    assert "demo-literacy-demo" in said
    assert re.findall(r"(\w+)@example.com +(\w+)", said) == [
        ("maya", "learner"),
        ("ivan", "author"),
        ("grace", "manager"),
        ("rosa", "admin"),
    ]


def free_port() -> int:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        return int(held.getsockname()[1])


def test_it_starts_keeps_what_was_done_and_forgets_it_when_told(tmp_path: Path) -> None:
    run_until_up(tmp_path)
    rename(tmp_path, "Maya Okafor", "Maya Renamed")

    run_until_up(tmp_path)
    kept = names(tmp_path)
    run_until_up(tmp_path, "--fresh")

    assert "Maya Renamed" in kept
    assert "Maya Renamed" not in names(tmp_path)
    assert len(names(tmp_path)) == len(kept) == 24
    assert not (tmp_path / "var/literacy.db").exists()


def rename(place: Path, old: str, new: str) -> None:
    with closing(sqlite3.connect(place / "var/demo/literacy.db")) as store, store:
        store.execute("update person set name = ? where name = ?", (new, old))


def names(place: Path) -> list[str]:
    with closing(sqlite3.connect(place / "var/demo/literacy.db")) as store:
        return [name for (name,) in store.execute("select name from person")]


def run_until_up(place: Path, *options: str) -> None:
    """Start the demo, wait until the sign-in page answers, stop it."""
    port = free_port()
    command = [sys.executable, "-m", "literacy", "demo", "--port", str(port), *options]
    log = (place / "demo.log").open("wb")
    process = subprocess.Popen(command, cwd=place, stdout=log, stderr=log)
    try:
        wait_until_up(f"http://127.0.0.1:{port}/login", process, place / "demo.log")
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=20)
        log.close()


def wait_until_up(url: str, process: "subprocess.Popen[bytes]", log: Path) -> None:
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        assert process.poll() is None, log.read_text()
        try:
            with urllib.request.urlopen(url, timeout=5) as answer:
                assert answer.status == 200
                return
        except OSError:
            time.sleep(0.1)
    raise AssertionError(f"It did not answer: {log.read_text()}")
