"""Who may work on a database on a server: the accounts are the server's roles, and nobody acts as
another one by any program.

It is shared where its owner let others write to it: `GRANT` is how that is done, and how it ends.
"""

from __future__ import annotations

from typing import Any, LiteralString, NamedTuple

from workbench.postgres.address import Address
from workbench.postgres.connection import connect, translated

_IS_SHARED: LiteralString = """SELECT to_regclass('workbench.journal') IS NOT NULL AND EXISTS(
    SELECT 1 FROM pg_class c, aclexplode(c.relacl) a
    WHERE c.oid = to_regclass('workbench.journal') AND a.grantee <> c.relowner
    AND a.privilege_type = 'INSERT')"""
_OWNER: LiteralString = """SELECT coalesce((SELECT pg_get_userbyid(relowner)::text FROM pg_class
    WHERE oid = to_regclass('workbench.journal')), session_user::text)"""
_IS_OWNER: LiteralString = """SELECT coalesce((SELECT pg_has_role(session_user, relowner, 'MEMBER')
    FROM pg_class WHERE oid = to_regclass('workbench.journal')), true)"""
_ACCOUNTS: LiteralString = """SELECT array_agg(rolname::text ORDER BY rolname) FROM pg_roles
    WHERE rolcanlogin AND to_regclass('workbench.journal') IS NOT NULL
    AND has_table_privilege(oid, to_regclass('workbench.journal'), 'INSERT')"""
_AT_WORK: LiteralString = """SELECT array_agg(DISTINCT usename::text) FROM pg_stat_activity
    WHERE datname = current_database() AND application_name = 'workbench'
    AND usename IS NOT NULL AND usename <> session_user"""
"""Of whoever runs this it is not asked whether another desk of hers is open: all of her connections
look alike from there."""


class Sharing(NamedTuple):
    """What can be asked about who may work on it, and who does."""

    address: Address

    @property
    def is_shared(self) -> bool:
        """Whether others than its owner may write to it."""
        return bool(asked(self.address, _IS_SHARED))

    @property
    def acts(self) -> str:
        return str(asked(self.address, "SELECT session_user::text"))

    @property
    def owner(self) -> str:
        return str(asked(self.address, _OWNER))

    @property
    def is_owner(self) -> bool:
        return bool(asked(self.address, _IS_OWNER))

    def knows(self, name: str) -> bool:
        question: LiteralString = "SELECT EXISTS(SELECT 1 FROM pg_roles WHERE rolname = %s)"
        return bool(asked(self.address, question, name))

    def accounts(self) -> set[str]:
        return {*(asked(self.address, _ACCOUNTS) or ())}

    def at_work(self) -> frozenset[str] | None:
        return frozenset(asked(self.address, _AT_WORK) or ())


def asked(address: Address, question: LiteralString, *values: object) -> Any:
    """What a server answers to one question, over a connection of its own: it is asked before a
    store is open, too."""
    with translated(address):
        connection = connect(address)
        try:
            row = connection.execute(question, values).fetchone()
        finally:
            connection.close()
    return row[0] if row else None
