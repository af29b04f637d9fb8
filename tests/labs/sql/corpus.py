"""Statements nobody should get through, by the class of harm; FOLDER stands for a real folder."""

_NESTED = "(" * 200 + "1" + ")" * 200
_LONG = "x" * 3_900
_DOUBLED = "replace(" * 12 + "'aaaaaaaaaa'" + ",'a','aaaaaaaaaa')" * 12


def _bomb(levels: int) -> str:
    """Each name reads the one before it ten times: small to type, huge to prepare."""
    names = ", ".join(
        f"t{n} AS (SELECT * FROM {', '.join(f't{n - 1} a{k}' for k in range(9))})"
        for n in range(1, levels)
    )
    return f"WITH t0 AS (SELECT 1 AS x), {names} SELECT count(*) FROM t{levels - 1}"


def _union(times: int) -> str:
    return " UNION ALL ".join(["SELECT 1"] * times)


# Refused before a row is read: files, settings, writing, the inside of SQLite, other functions.
REFUSED = {
    "attach-file": "ATTACH DATABASE 'FOLDER/stolen.db' AS x",
    "attach-memory": "ATTACH ':memory:' AS x",
    "detach": "DETACH DATABASE main",
    "vacuum-into": "VACUUM INTO 'FOLDER/copy.db'",
    "vacuum": "VACUUM",
    "pragma-query-only": "PRAGMA query_only=OFF",
    "pragma-heap": "PRAGMA hard_heap_limit=1",
    "pragma-temp-directory": "PRAGMA temp_store_directory='FOLDER'",
    "pragma-database-list": "PRAGMA database_list",
    "pragma-compile-options": "PRAGMA compile_options",
    "pragma-writable-schema": "PRAGMA writable_schema=ON",
    "pragma-journal": "PRAGMA journal_mode=DELETE",
    "pragma-trusted": "PRAGMA trusted_schema=ON",
    "pragma-as-table": "SELECT * FROM pragma_database_list",
    "pragma-as-table-counted": "SELECT count(*) FROM pragma_function_list",
    "pragma-as-table-with-argument": "SELECT name FROM pragma_table_info('contacts')",
    "schema": "SELECT sql FROM sqlite_master",
    "schema-by-other-name": "SELECT name FROM sqlite_schema",
    "schema-counted": "SELECT count(*) FROM sqlite_master",
    "schema-behind-a-name": (
        "WITH sqlite_master AS (SELECT 1) SELECT count(*) FROM main.sqlite_master"
    ),
    "schema-in-a-corner": (
        "SELECT contact_id FROM contacts WHERE contact_id IN (SELECT rootpage FROM sqlite_master)"
    ),
    "temporary-schema": "SELECT * FROM sqlite_temp_master",
    "insert": "INSERT INTO contacts (contact_id) VALUES (1)",
    "insert-in-with": "WITH x AS (SELECT 1) INSERT INTO contacts (contact_id) SELECT * FROM x",
    "insert-returning": "INSERT INTO contacts (contact_id) VALUES (-1) RETURNING contact_id",
    "replace-into": "REPLACE INTO contacts (contact_id) VALUES (1)",
    "update": "UPDATE contacts SET country = 'XX'",
    "update-returning": "UPDATE contacts SET country = 'XX' RETURNING *",
    "delete": "DELETE FROM contacts",
    "delete-returning": "DELETE FROM orders WHERE 1 RETURNING *",
    "drop": "DROP TABLE contacts",
    "alter": "ALTER TABLE contacts RENAME TO c",
    "create-table": "CREATE TABLE x (y)",
    "create-temporary-table": "CREATE TEMP TABLE x AS SELECT 1",
    "create-view": "CREATE VIEW v AS SELECT 1",
    "create-trigger": "CREATE TRIGGER t AFTER DELETE ON contacts BEGIN SELECT 1; END",
    "create-index": "CREATE INDEX i ON contacts (country)",
    "create-virtual-fts": "CREATE VIRTUAL TABLE f USING fts5(x)",
    "create-virtual-rtree": "CREATE VIRTUAL TABLE r USING rtree(a, b, c)",
    "analyze": "ANALYZE",
    "begin": "BEGIN",
    "commit": "COMMIT",
    "savepoint": "SAVEPOINT x",
    "load-extension": "SELECT load_extension('FOLDER/evil.so')",
    "fts3-tokenizer": "SELECT hex(fts3_tokenizer('simple'))",
    "fts3-tokenizer-set": "SELECT fts3_tokenizer('simple', x'4141414141414141')",
    "sqlite-log": "SELECT sqlite_log(1, 'forged line')",
    "readfile": "SELECT readfile('FOLDER/secret')",
    "writefile": "SELECT writefile('FOLDER/x', 'x')",
    "edit": "SELECT edit('x', 'sh')",
    "randomblob": "SELECT randomblob(900000000)",
    "zeroblob": "SELECT zeroblob(900000000)",
    "printf": "SELECT printf('%.*c', 100000000, 'x')",
    "format": "SELECT format('%.*c', 100000000, 'x')",
    "group-concat": "SELECT group_concat(email) FROM contacts",
    "instr": "SELECT instr('aaaa', 'a')",
    "hex": "SELECT hex(email) FROM contacts",
    "json-each": "SELECT * FROM json_each('[1,2,3]')",
    "json-array": "SELECT json_group_array(email) FROM contacts",
    "generate-series": "SELECT * FROM generate_series(1, 1000000000)",
    "dbstat": "SELECT * FROM dbstat",
    "bytecode": "SELECT * FROM bytecode('SELECT 1')",
    "sqlite-version": "SELECT sqlite_version()",
    "source-id": "SELECT sqlite_source_id()",
    "compile-option": "SELECT sqlite_compileoption_get(1)",
    "last-insert": "SELECT last_insert_rowid()",
    "row-number": "SELECT row_number() OVER (ORDER BY contact_id) FROM contacts",
    "recursion": (
        "WITH RECURSIVE t(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM t) SELECT count(*) FROM t"
    ),
    "recursion-of-text": (
        "WITH RECURSIVE t(x) AS (SELECT 'a' UNION ALL SELECT x || x FROM t) SELECT max(x) FROM t"
    ),
    "two-statements": "SELECT 1; SELECT 2",
    "second-statement-writes": "SELECT 1; DELETE FROM contacts",
    "comment-then-write": "SELECT 1 /* done */; DROP TABLE orders",
    "placeholder": "SELECT ?1",
    "named-placeholder": "SELECT :secret",
    "nul": "SELECT 'a\0b'",
    "lone-surrogate": "SELECT '\ud800'",
    "empty": "",
    "blank": " \n\t ",
    "comment-only": "-- nothing here",
    "open-comment": "/* nothing here",
    "semicolon": ";",
    "deep": f"SELECT {_NESTED}",
    "deep-not": f"SELECT {'NOT ' * 200}1",
    "long": f"SELECT '{_LONG}' || '{_LONG}'",
    "many-columns": "SELECT " + ", ".join("1" for _each in range(70)),
    "many-unions": _union(20),
    "wide-join": "SELECT * FROM " + ", ".join(f"contacts c{n}" for n in range(70)),
    "doubling-by-replace": f"SELECT length({_DOUBLED})",
    "doubling-by-join": (
        "SELECT length(a || a || a || a || a) FROM "
        f"(SELECT replace('{'x' * 1000}', 'x', '{'y' * 45}') AS a)"
    ),
    "cte-bomb": _bomb(5),
    "cte-bomb-higher": _bomb(9),
}

# Runs, and must be stopped by the clock.
STOPPED = {
    "cross-join": "SELECT count(*) FROM contacts a, contacts b, contacts c",
    "cross-join-of-orders": "SELECT sum(a.total_eur * b.total_eur) FROM orders a, orders b, orders c",
    "cross-join-sorted": "SELECT a.contact_id FROM contacts a, contacts b ORDER BY a.email || b.email",
    "cross-join-distinct": "SELECT count(DISTINCT a.email || b.email) FROM contacts a, contacts b",
    "never-true": "SELECT a.contact_id FROM contacts a, contacts b, contacts c WHERE a.contact_id + b.contact_id + c.contact_id < 0",
    "corner-in-each-row": (
        "SELECT (SELECT count(*) FROM contacts b, contacts d WHERE b.email > a.email) "
        "FROM contacts a"
    ),
    "window": (
        "SELECT sum(a.contact_id) OVER (ORDER BY b.email) FROM contacts a, contacts b ORDER BY 1 DESC"
    ),
    "like-on-pairs": (
        "SELECT count(*) FROM contacts a, contacts b WHERE a.email || b.email LIKE '%a%b%c%d%e%'"
    ),
    "replace-on-long-text": (
        f"SELECT sum(length(replace(t.x, '{'a' * 40}b', 'c'))) FROM contacts, contacts d, "
        f"(SELECT replace('{'q' * 1100}', 'q', '{'a' * 44}') AS x) t"
    ),
    "like-on-long-text": (
        f"SELECT sum(t.x LIKE '%{'a%' * 30}b') FROM contacts, contacts d, "
        f"(SELECT replace('{'q' * 1100}', 'q', '{'a' * 44}') AS x) t"
    ),
    "trim-on-long-text": (
        "SELECT sum(length(trim(t.x, 'bcdefghijklmnopqrstuvwxyza'))) FROM contacts, contacts d, "
        f"(SELECT replace('{'q' * 1100}', 'q', '{'a' * 44}') AS x) t"
    ),
    "group-of-pairs": "SELECT a.email || b.email, count(*) FROM contacts a, contacts b GROUP BY 1",
}

# Odd, and harmless: these return something that a page can show.
ODD = {
    "no-table": "SELECT 1",
    "same-name-twice": "SELECT 1 AS a, 2 AS a",
    "markup-as-a-name": 'SELECT 1 AS "<img src=x onerror=alert(1)>"',
    "markup-as-a-value": "SELECT '<script>alert(1)</script>'",
    "broken-utf-8": "SELECT CAST(x'ff41' AS TEXT)",
    "blob": "SELECT x'00ff'",
    "infinity": "SELECT 9e999, -9e999",
    "not-a-number": "SELECT 9e999 - 9e999",
    "empty-name": 'SELECT 1 AS ""',
    "empty-text": "SELECT ''",
    "null": "SELECT NULL",
    "largest-number": "SELECT 9223372036854775807",
    "beyond-the-largest": "SELECT 9223372036854775808",
    "sixty-four-columns": "SELECT " + ", ".join("1" for _each in range(64)),
    "other-way-round": "SELECT '\u202egnp.exe'",
    "emoji": "SELECT '👩🏽\u200d💻' AS \"é\"",
    "values": "VALUES (1, 2), (3, 4)",
    "explain": "EXPLAIN SELECT 1",
    "many-rows": "SELECT * FROM contacts",
    "many-rows-of-pairs": "SELECT a.contact_id, b.contact_id FROM contacts a, contacts b",
    "long-cells": f"SELECT replace('{'q' * 1000}', 'q', '{'é' * 20}') FROM contacts",
    "no-rows": "SELECT * FROM contacts WHERE 0",
    "trailing-semicolon": "SELECT 1;",
    "comment-inside": "SELECT /* one */ 1 -- two",
    "named-part": "WITH n AS (SELECT country FROM contacts) SELECT count(*) FROM n",
}
