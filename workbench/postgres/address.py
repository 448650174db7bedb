"""The address of a database on a server, as an analyst names it: `postgresql://user@host/name`.

It never holds a password: those are in ~/.pgpass, in a service file, or in the environment, where
libpq looks for them, and so none can get into a log, an error or a crash file from here. What an
address leaves open libpq takes from the environment and from the service that it names.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass

import psycopg
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from workbench.errors import UsageError

SECRET = frozenset(("password", "sslpassword", "passfile", "oauth_client_secret"))
"""What an address may not name: passwords, and where they are kept."""
CONNECT_SECONDS = 10
"""How long a server may take to answer, where the address says nothing of it."""
_PORTS = re.compile(r"[0-9,]*")
PROGRAM = f"workbench {os.getpid()}"
"""What the server calls the connections of this process."""
_SILENT_MS = 60_000
"""How long the other side may be silent before a connection to it is given up."""
_DEFAULTS: dict[str, str | int | None] = {
    "connect_timeout": CONNECT_SECONDS,
    "keepalives_idle": 30,
    "keepalives_interval": 10,
    "keepalives_count": 3,
    # Those ask only where nothing was sent: what was, and is not taken, is sent for a quarter of an
    # hour again and again.
    "tcp_user_timeout": _SILENT_MS,
}
_OURS: dict[str, str | int | None] = {
    "application_name": PROGRAM,
    "client_encoding": "UTF8",  # also where the environment names another
}
"""What neither an address nor the environment says otherwise."""
_OPTIONS = (
    "-c search_path=workbench,pg_catalog -c timezone=UTC "
    "-c statement_timeout=0 -c default_transaction_isolation=read\\ committed -c datestyle=ISO "
    "-c random_page_cost=1.1 -c jit=off -c extra_float_digits=1 "
    # A desk that is gone without a word does not keep others from writing.
    "-c tcp_keepalives_idle=30 -c tcp_keepalives_interval=10 -c tcp_keepalives_count=3 "
    f"-c tcp_user_timeout={_SILENT_MS}"
)
"""What a guarantee rests on, set by the first bytes of a connection: no round trip of its own. The
cost says that the index of words is sooner read than the words themselves, which the server's
planner takes to be no longer than a number. No question here is so long that it pays to compile it,
which takes a tenth of a second."""


@dataclass(frozen=True, slots=True)
class Address:
    """Where a database is, as libpq takes it, and what people call it."""

    conninfo: str
    name: str
    """Host and database, for people: what an address may hold beside them is not shown."""

    def __str__(self) -> str:
        return self.name


def address_of(words: str) -> Address:
    """The address in these words. Raises UsageError where libpq cannot read them, or where they
    hold a password; neither repeats them."""
    try:
        given = conninfo_to_dict(words)
    except psycopg.ProgrammingError:
        raise _unreadable() from None  # libpq's own words repeat the address
    if not _PORTS.fullmatch(str(given.get("port") or "")):
        raise _unreadable()  # "user:password/name", without the host, reads as host and port
    if SECRET & {*given}:
        raise UsageError(
            "the address of a database holds no password, nor where one is kept: others see what "
            "a program was started with",
            "Put it into ~/.pgpass, a service file, or $PGPASSWORD, and leave it out.",
        )
    theirs = given.pop("options", None) or os.environ.get("PGOPTIONS")
    options = " ".join(filter(None, (str(theirs or ""), _OPTIONS)))
    return Address(
        make_conninfo("", **{**_DEFAULTS, **given, **_OURS, "options": options}), _name(given)
    )


def _unreadable() -> UsageError:
    return UsageError(
        "the address of the database cannot be read",
        "Write it so: postgresql://user@host:5432/name",
    )


def _name(given: dict[str, str | int | None]) -> str:
    """Without what the environment adds: it is said as it was written."""
    if service := given.get("service"):
        return f"postgresql:///?service={service}"
    host = str(given.get("host") or given.get("hostaddr") or "")
    host = f"[{host}]" if ":" in host and "," not in host else host
    port = f":{given['port']}" if given.get("port") else ""
    database = given.get("dbname") or given.get("user") or ""
    return f"postgresql://{host}{port}/{database}"
