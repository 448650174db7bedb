"""Who may work on a database, and who does: what the server says of its accounts, and nobody else.

A database is shared once an account that does not own it may write to its journal. Names are
accounts of the server.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from workbench.postgres.address import PROGRAM
from workbench.postgres.connection import Connection, Query
from workbench.postgres.schema import IS_OWNER

_OWNER = """SELECT pg_get_userbyid(nspowner) FROM pg_namespace WHERE nspname = 'workbench'"""
_ACCOUNTS = """SELECT rolname FROM pg_roles WHERE rolcanlogin AND NOT rolsuper
    AND has_table_privilege(oid, 'workbench.journal', 'SELECT')"""
_AT_WORK = """SELECT DISTINCT usename FROM pg_stat_activity
    WHERE datname = current_database() AND coalesce(backend_type, 'client backend') =
        'client backend' AND application_name IS DISTINCT FROM %s AND usename IS NOT NULL"""
"""Of what kind a connection of somebody else's account is, only some are told."""


Ask = Callable[[Query[Any]], Any]


class Sharing:
    """What can be asked about who may work on a database, and who does."""

    def __init__(self, ask: Ask) -> None:
        self._ask = ask

    @property
    def acts(self) -> str:
        return self._word("SELECT session_user")

    @property
    def owner(self) -> str:
        return self._word(_OWNER)

    @property
    def is_owner(self) -> bool:
        return bool(self._rows(IS_OWNER)[0][0])

    def knows(self, name: str) -> bool:
        return bool(self._rows("SELECT 1 FROM pg_roles WHERE rolcanlogin AND rolname = %s", name))

    def accounts(self) -> set[str]:
        return {name for (name,) in self._rows(_ACCOUNTS)}

    def at_work(self) -> frozenset[str] | None:
        return frozenset(name for (name,) in self._rows(_AT_WORK, PROGRAM))

    def _word(self, question: str) -> str:
        word: str = self._rows(question)[0][0]
        return word

    def _rows(self, question: str, *values: str) -> list[tuple[Any, ...]]:
        def query(connection: Connection) -> list[tuple[Any, ...]]:
            return connection.execute(question.encode(), values or None).fetchall()

        rows: list[tuple[Any, ...]] = self._ask(query)
        return rows
