"""Every limit of the database lab, in one place; the worker is told its share when it starts."""

from collections.abc import Mapping
from datetime import timedelta

from literacy.labs.sql.schema import TABLES

# The web process
# A person has at most one query running, and at most so many run at all.
WORKERS = 2
KILLED_AFTER = timedelta(seconds=1)
STARTED_WITHIN = timedelta(seconds=10)
REPLY_BYTES = 1024 * 1024

# What a learner may send and see
QUERY_CHARACTERS = 4_000
GAP_CHARACTERS = 200
ANSWER_CHARACTERS = 60
ROWS_SHOWN = 200
CELL_CHARACTERS_SHOWN = 200
COLUMN_CHARACTERS_SHOWN = 60

# What a result may differ by and still be the same number
TOLERANCE = 0.005

# Every function a query may call; `instr`, `printf`, `group_concat` and their like can't be
# stopped in the middle, and no mission needs them.
FUNCTIONS = (
    *("count", "sum", "total", "avg", "min", "max"),
    *("round", "abs", "coalesce", "ifnull", "nullif", "iif"),
    *("lower", "upper", "length", "substr", "substring", "trim", "ltrim", "rtrim", "replace"),
    *("date", "time", "datetime", "julianday", "strftime", "like"),
)

# The worker process: its own limits, then SQLite's, by their names in `sqlite3.SQLITE_LIMIT_…`.
WORKER: Mapping[str, object] = {
    "memory_bytes": 256 * 1024 * 1024,
    "open_files": 8,
    "cpu_seconds": 2,
    "nice": 10,
    "seconds": 0.5,
    "steps_between_looks": 50,
    "heap_bytes": 32 * 1024 * 1024,
    "rows": ROWS_SHOWN,
    "bytes": 256 * 1024,
    "rows_counted": 30_000,
    "tables": tuple(TABLES),
    "functions": FUNCTIONS,
    "sqlite": {
        "LENGTH": 50_000,
        "SQL_LENGTH": QUERY_CHARACTERS,
        "COLUMN": 64,
        "EXPR_DEPTH": 50,
        "COMPOUND_SELECT": 5,
        "VDBE_OP": 25_000,
        "FUNCTION_ARG": 16,
        "ATTACHED": 0,
        "LIKE_PATTERN_LENGTH": 100,
        "VARIABLE_NUMBER": 0,
        "TRIGGER_DEPTH": 1,
        "WORKER_THREADS": 0,
    },
}
