"""The file with a learner's results: SQLite, brought up to date, never lost.

Only this file knows SQL. A result is appended, never changed or deleted, so
that the best one is always there. A file of an older version is migrated in
one transaction; a damaged one is kept under another name; reading writes
nothing at all, a file of an older version is migrated in memory.
"""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

OWNER = 0x6E6E6368  # "nnch": tells the file from other databases
WAIT = 0.3  # seconds for another program that is writing

# From one version of the file to the next. What was published is never
# edited: a change of the tables is one more entry.
MIGRATIONS: tuple[tuple[str, ...], ...] = (
    (
        "CREATE TABLE checks (page TEXT NOT NULL, exercise TEXT NOT NULL, "
        "points REAL NOT NULL, out_of REAL NOT NULL, state TEXT NOT NULL, "
        "misconceptions TEXT NOT NULL, time TEXT NOT NULL, "
        "version TEXT NOT NULL)",
        f"PRAGMA application_id = {OWNER}",
    ),
    (
        "CREATE TABLE answers (page TEXT NOT NULL, question TEXT NOT NULL, "
        "correct INTEGER NOT NULL, tries INTEGER NOT NULL, "
        "time TEXT NOT NULL, version TEXT NOT NULL)",
    ),
    (
        "CREATE TABLE predictions (page TEXT NOT NULL, "
        "exercise TEXT NOT NULL, letter TEXT NOT NULL, "
        "time TEXT NOT NULL, version TEXT NOT NULL)",
    ),
)

COLUMNS = {
    "checks": "page exercise points out_of state misconceptions time version",
    "answers": "page question correct tries time version",
    "predictions": "page exercise letter time version",
}
DAMAGE = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
Rows = dict[str, list[tuple]]


class Damaged(Exception):
    """The file is not, or no longer, a file of results."""


class TooNew(Exception):
    """A later version of nncheck has written the file."""


def read(path: Path) -> Rows:
    """All rows of all tables; none if there is no file.

    Raises:
        Damaged: the file cannot be read.
        TooNew: a later version wrote it.
        sqlite3.Error: it is locked, or not for this user.
    """
    if not path.exists():
        return {table: [] for table in COLUMNS}
    try:
        with closing(sqlite3.connect(":memory:", isolation_level=None)) as db:
            _copy(path, db)
            bring_up_to_date(db)
            return {
                name: db.execute(f"{_select(name)} ORDER BY rowid").fetchall()
                for name in COLUMNS
            }
    except sqlite3.Error as error:
        raise _named(error) from error


def _copy(path: Path, db: sqlite3.Connection) -> None:
    # "rw" makes no new file, and may undo a write that was cut short
    address = f"{path.resolve().as_uri()}?mode=rw"
    with closing(
        sqlite3.connect(address, WAIT, isolation_level=None, uri=True)
    ) as file:
        # with a lock in hand the copy cannot have to wait, which has no end
        file.execute("BEGIN")
        file.execute("SELECT count(*) FROM sqlite_master").fetchone()
        file.backup(db)


def append(path: Path, rows: Rows) -> str:
    """Add rows; a sentence if a damaged file had to be kept aside.

    Raises:
        TooNew: a later version wrote the file.
        OSError, sqlite3.Error: it cannot be written.
    """
    try:
        _append(path, rows)
        return ""
    except Damaged:
        aside = keep_aside(path)
    _append(path, rows)
    return (
        f"The file with your results was damaged; it is kept as {aside}, and "
        "a new one was begun."
    )


def _append(path: Path, rows: Rows) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with closing(
            sqlite3.connect(path, timeout=WAIT, isolation_level=None)
        ) as db:
            bring_up_to_date(db)
            db.execute("BEGIN IMMEDIATE")
            for table, new in rows.items():
                names = COLUMNS[table].split()
                marks = ", ".join("?" * len(names))
                db.executemany(
                    f"INSERT INTO {table} ({', '.join(names)}) "
                    f"VALUES ({marks})",
                    new,
                )
            db.execute("COMMIT")
    except sqlite3.Error as error:
        raise _named(error) from error


def bring_up_to_date(db: sqlite3.Connection) -> None:
    """Migrate to the tables of this version, in one transaction.

    Raises:
        Damaged: these are not the tables of a file of results.
        TooNew: they are those of a later version.
    """
    if db.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
        raise Damaged
    if _version(db) < len(MIGRATIONS):
        db.execute("BEGIN IMMEDIATE")
        try:
            # asked again: another program may have been quicker
            for statements in MIGRATIONS[_version(db) :]:
                for statement in statements:
                    db.execute(statement)
            db.execute(f"PRAGMA user_version = {len(MIGRATIONS)}")
            db.execute("COMMIT")
        except BaseException:
            if db.in_transaction:
                db.execute("ROLLBACK")
            raise
    try:
        for table in COLUMNS:
            db.execute(f"{_select(table)} LIMIT 0")
    except sqlite3.OperationalError as error:
        if _code(error) != sqlite3.SQLITE_ERROR:
            raise
        raise Damaged from error  # a table or a column is missing


def _version(db: sqlite3.Connection) -> int:
    """The version of the tables; 0 for an empty file."""
    version = db.execute("PRAGMA user_version").fetchone()[0]
    owner = db.execute("PRAGMA application_id").fetchone()[0]
    tables = db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    if owner != OWNER and (tables or version):
        raise Damaged
    if version > len(MIGRATIONS):
        raise TooNew
    return version


def keep_aside(path: Path) -> Path:
    """Give a damaged file a name that nothing has: the new path."""
    now = f"{datetime.now(UTC):%Y%m%d-%H%M%S}"
    for number in range(1, 1000):
        end = f"-{number}" if number > 1 else ""
        aside = path.with_name(f"{path.stem}-damaged-{now}{end}{path.suffix}")
        if not aside.exists():
            break
    path.rename(aside)
    return aside


def _select(table: str) -> str:
    return f"SELECT {', '.join(COLUMNS[table].split())} FROM {table}"


def _code(error: sqlite3.Error) -> int:
    return getattr(error, "sqlite_errorcode", 0) & 0xFF


def _named(error: sqlite3.Error) -> Exception:
    """The error, as ``Damaged`` if the file is to blame."""
    return Damaged(str(error)) if _code(error) in DAMAGE else error
