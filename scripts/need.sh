#!/bin/sh
# Says in one sentence what is missing, and the command that installs it.
python="$1"
if ! command -v "$python" >/dev/null 2>&1; then
  echo "Python 3.11 or newer is missing: install it with 'sudo apt install python3 python3-venv' (or from python.org)." >&2
  exit 1
fi
if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
  echo "$("$python" --version) is too old; Literacy needs 3.11 or newer: install it, then run 'make serve PYTHON=python3.11'." >&2
  exit 1
fi
if ! "$python" -c 'import venv, ensurepip' >/dev/null 2>&1; then
  echo "Python's venv module is missing: install it with 'sudo apt install python3-venv'." >&2
  exit 1
fi
