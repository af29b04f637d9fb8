"""The `literacy` command: sentences instead of tracebacks, and the statuses 0, 1 and 2."""

import sys

from literacy.cli import literacy
from literacy.lib.errors import DomainError
from literacy.settings import WrongSetting


def main() -> None:
    try:
        literacy(prog_name="literacy")
    except (DomainError, WrongSetting) as refused:
        print(refused, file=sys.stderr)
        sys.exit(1)


if __name__ == "__main__":
    main()
