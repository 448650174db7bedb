"""What the schema of a database on a server is called, and by which numbers desks find each other.

What it is made of is in `migrations`, which a database that is up to date does not need.
"""

from __future__ import annotations

SCHEMA = "workbench"
"""Of the database: all that is ours is in it."""
APPLICATION = "AWB1"
"""What says in the table `about` that a schema is ours."""
SCHEMA_VERSION = 10
"""Number of the last migration: that of SQLite's schema with the same tables."""
WRITING = 0x41574231_0001
"""The lock under which one desk at a time writes."""
MIGRATING = 0x41574231_0002
"""The lock under which one program at a time makes a schema or brings it up to date."""

IS_SHARED = """coalesce((SELECT bool_or(given.grantee <> c.relowner) FROM pg_class c
        CROSS JOIN LATERAL aclexplode(c.relacl) given
    WHERE c.oid = to_regclass('workbench.journal') AND given.privilege_type = 'INSERT'), false)"""
"""Whether others than its owner may write to the database."""
IS_OWNER = """SELECT coalesce(pg_has_role(nspowner, 'MEMBER'), false) FROM pg_namespace
    WHERE nspname = 'workbench'"""
"""Whether an account owns the schema, alone or with others."""
