"""A missing prerequisite is named in one sentence, with the command that installs it."""

import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parent.parent / "scripts" / "need.sh"
# Pythons as a machine may have them: what each answers to the questions of the script.
OLD = """#!/bin/sh
case "$*" in *version_info*) exit 1;; *--version*) echo "Python 3.9.2";; esac
"""
WITHOUT_VENV = """#!/bin/sh
case "$*" in *ensurepip*) exit 1;; esac
"""


def said_of(python: str) -> tuple[int, str]:
    done = subprocess.run(["sh", SCRIPT, python], capture_output=True, text=True, check=False)
    assert not done.stdout
    return done.returncode, done.stderr


def test_a_python_that_will_do_is_passed_in_silence() -> None:
    assert said_of(sys.executable) == (0, "")


def test_no_python_at_all() -> None:
    status, said = said_of("no-such-python")

    assert status == 1
    assert "sudo apt install python3" in said
    assert len(said.splitlines()) == 1


@pytest.mark.parametrize(
    ("program", "named", "cure"),
    [
        (OLD, "Python 3.9.2 is too old", "make serve PYTHON=python3.11"),
        (WITHOUT_VENV, "venv module is missing", "sudo apt install python3-venv"),
    ],
)
def test_a_python_that_will_not_do(tmp_path: Path, program: str, named: str, cure: str) -> None:
    python = tmp_path / "python"
    python.write_text(program)
    python.chmod(0o755)

    status, said = said_of(str(python))

    assert status == 1
    assert named in said
    assert cure in said
    assert len(said.splitlines()) == 1
