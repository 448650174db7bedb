"""What psycopg and the server say when they refuse, as members of the error family.

Loaded with the first refusal only. The server's own words may quote a row, an address or a
statement: they are shown only where they say of a guard of ours what it refused.
"""

from __future__ import annotations

import re

import psycopg
from psycopg import errors

from workbench.errors import BusyError, ConflictError, DataError, ReadOnlyError, WorkbenchError
from workbench.postgres.address import Address

_CALLED = re.compile(r"""(["'])[^"']*\1""")
"""Names of hosts, accounts and databases in libpq's words: one may be called "password"."""
GUARDED = "WB001"
"""The code with which a guard of ours refuses a change; its words are ours."""
_NO_ROOM = (errors.DiskFull, errors.OutOfMemory, errors.InsufficientResources)
_TOO_LONG = "54"
"""How the codes begin of what passes a limit of the server: 2,704 bytes of what has an index."""
_NOT_NOW = (errors.LockNotAvailable, errors.DeadlockDetected, errors.SerializationFailure)
_OF_ANOTHER_SCHEMA = (
    errors.UndefinedTable, errors.UndefinedColumn, errors.UndefinedFunction,
    errors.FeatureNotSupported,
)  # fmt: skip
"""What is said to questions that were right; the last of them of a plan that is kept, whose columns
are others by now."""


def refusal(error: Exception, address: Address) -> WorkbenchError:
    """What an error over the database means to whoever asked for something."""
    if isinstance(error, psycopg.Error):
        return _of_server(error, address)
    return DataError(f"that cannot be stored or looked for: {error}")


def _of_server(error: psycopg.Error, address: Address) -> WorkbenchError:
    if error.sqlstate == GUARDED:
        return DataError(f"the database refused a change: {error.diag.message_primary}")
    if isinstance(error, errors.ForeignKeyViolation):
        # Deferred to the commit: only a merge can be left pointing to nothing.
        return ConflictError(
            "a source that others are merged into cannot be taken out", "Take those back first."
        )
    if isinstance(error, errors.IntegrityError):
        named = error.diag.constraint_name or error.diag.column_name or "a rule"
        return DataError(f"the database refused a change: {error.diag.table_name}: {named}")
    if isinstance(error, errors.QueryCanceled):
        return BusyError("the query was cancelled")
    if isinstance(error, _NOT_NOW):
        return BusyError(f"busy: somebody else is writing to {address}", "Try again.")
    if isinstance(error, errors.InsufficientPrivilege):
        return ReadOnlyError(f"your account may not do that in {address}", "Ask who runs it.")
    if isinstance(error, errors.ReadOnlySqlTransaction):
        return ReadOnlyError(f"{address} takes no changes", "Ask who runs it.")
    if isinstance(error, _NO_ROOM):
        return BusyError(f"the server of {address} has no room; nothing was changed", "Make room.")
    if is_gone(error):
        return gone(address)
    if isinstance(error, _OF_ANOTHER_SCHEMA):
        return DataError(
            f"{address} has another schema now than this workbench knows",
            "Quit, and update workbench.",
        )
    if (error.sqlstate or "").startswith(_TOO_LONG):
        table = f": {error.diag.table_name}" if error.diag.table_name else ""
        return DataError(
            f"that is longer than {address} can keep or look for{table}", "Shorten it."
        )
    if isinstance(error, psycopg.DataError):
        return DataError(f"that cannot be stored or looked for in {address}")
    return DataError(f"the database at {address} failed ({type(error).__name__})")


def is_gone(error: Exception) -> bool:
    """Whether the server ended the connection, or is not there: whoever asks anew may be
    answered."""
    if not isinstance(error, psycopg.OperationalError):
        return False
    state = error.sqlstate or ""
    # 08: connection exceptions; 57P0x: the server is ended, has crashed or begins; 53300: too many.
    return not state or state[:2] == "08" or state[:4] == "57P0" or state == "53300"


def gone(address: Address) -> BusyError:
    """Of a server that does not answer."""
    return BusyError(
        f"the server of {address} does not answer; nothing was changed",
        "Try again: what is open goes on as soon as it does.",
    )


def in_doubt(address: Address) -> BusyError:
    """Of an act whose commit nobody answered, and that could not be asked for since."""
    return BusyError(
        f"the server of {address} went away while it recorded this, and cannot be asked whether "
        "it is there",
        "Look for it before you do it again.",
    )


def given_up(address: Address) -> BusyError:
    """Of an act that nobody wants to wait for any more."""
    return BusyError(f"given up, nothing was changed: somebody else is writing to {address}")


def unopened(error: psycopg.Error, address: Address) -> WorkbenchError:
    """Of a connection that could not be made. libpq says why in words alone, which may hold an
    address and an account, but no password."""
    words = _CALLED.sub('""', str(error).lower())
    if 'database "" does not exist' in words:
        return DataError(
            f"{address} does not exist", "Whoever runs the server makes it: createdb NAME"
        )
    if "password" in words or "authentication failed" in words or "pg_hba" in words:
        return DataError(
            f"the server of {address} does not let you in",
            "Give the account in the address, and its password in ~/.pgpass or $PGPASSWORD.",
        )
    if "permission denied" in words or 'role "" ' in words:
        return DataError(f"the server of {address} does not let you in", "Ask who runs it.")
    if "definition of service" in words or "service file" in words:
        return DataError(f"no service file tells of the service in {address}", "See: pg_service.")
    if "invalid response" in words:
        return DataError(
            f"what answers at {address} is no PostgreSQL server", "Name its own host and port."
        )
    if "invalid value for parameter" in words:
        return DataError(
            f"the server of {address} does not know what is asked of it beside the address",
            "Look at $PGOPTIONS, $PGTZ and their like.",
        )
    if "too many" in words or "connection slots" in words:
        return BusyError(f"the server of {address} takes no more connections", "Try again later.")
    if "certificate" in words or "ssl" in words:
        return DataError(f"no safe connection to the server of {address}", "Ask who runs it.")
    return gone(address)
