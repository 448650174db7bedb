"""References of rows to each other, and the schema object by object."""

from __future__ import annotations

from collections.abc import Iterator

from workbench.domain.problem import Problem, Rebuild
from workbench.postgres.connection import Connection
from workbench.postgres.proof.objects import expected_objects, objects
from workbench.stored.blueprint import differences

_KEYS = """SELECT format(
    'SELECT count(*) FROM %s c WHERE %s AND NOT EXISTS(SELECT FROM %s p WHERE %s)',
    k.conrelid::regclass,
    (SELECT string_agg(format('c.%I IS NOT NULL', a.attname), ' AND ')
        FROM unnest(k.conkey) key JOIN pg_attribute a
        ON a.attrelid = k.conrelid AND a.attnum = key),
    k.confrelid::regclass,
    (SELECT string_agg(format('p.%I = c.%I', b.attname, a.attname), ' AND ')
        FROM unnest(k.conkey, k.confkey) AS pair(own, other)
        JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = pair.own
        JOIN pg_attribute b ON b.attrelid = k.confrelid AND b.attnum = pair.other)),
    k.conrelid::regclass::text, k.confrelid::regclass::text
    FROM pg_constraint k WHERE k.contype = 'f' AND k.connamespace = 'workbench'::regnamespace
    ORDER BY 2, 3, 1"""
"""A question for each reference: how many rows point to nothing."""

_MAY_MAKE = """SELECT NOT pg_is_in_recovery()
    AND has_database_privilege(current_database(), 'CREATE')"""


def check_references(connection: Connection) -> Iterator[Problem]:
    """References to nothing: whoever runs the server can switch the server's own guards off."""
    for question, table, other in connection.execute(_KEYS).fetchall():
        row = connection.execute(question.encode()).fetchone()
        if row and row[0]:
            yield Problem(f"references: {row[0]} rows of {table} point to a missing {other}")


def check_schema(connection: Connection) -> Iterator[Problem]:
    """Every object against what a new database of this number has: guards with what they say, and
    that they are at work. That one is made beside it to be compared with: who may not make it, and
    a server that follows another, proves all else."""
    if connection.execute(_MAY_MAKE).fetchone() != (True,):
        return
    connection.execute("ROLLBACK")
    connection.execute("BEGIN READ WRITE")  # to be rolled back as well: nothing of it stays
    expected = expected_objects(connection)
    for one in differences(objects(connection), expected):
        yield Problem(str(one), Rebuild.INDEXES if one.is_derived else None)
