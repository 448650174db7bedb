"""Who keeps others from writing right now."""

from __future__ import annotations

from workbench.postgres.connection import Connections
from workbench.postgres.schema import WRITING

_HOLDER = """SELECT a.usename, a.application_name, host(a.client_addr), a.pid
    FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid
    WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 1
    AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
    AND (l.classid::bigint << 32) | l.objid::bigint = %s LIMIT 1"""
"""Whoever has the lock of all writers."""


def writer_of(connections: Connections) -> str:
    """Who writes to the database now, in words."""
    row = connections.read(lambda connection: connection.execute(_HOLDER, (WRITING,)).fetchone())
    if row is None:
        return "another desk"
    name, program, place, _ = row
    words = f"{name} ({program})" if name and program else name or "another account"
    return f"{words} at {place}" if place else words
