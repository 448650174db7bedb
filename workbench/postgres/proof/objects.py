"""The objects that the schema of a database is made of, as the server words them; and what they
must be: the schema made anew beside it, in a transaction that is rolled back."""

from __future__ import annotations

from uuid import uuid4

from workbench.postgres.blindness import policies
from workbench.postgres.connection import Connection
from workbench.postgres.migrations import MIGRATIONS, statements
from workbench.postgres.schema import SCHEMA
from workbench.stored.blueprint import Name, differences

_OBJECTS = """
SELECT 'table', c.relname, concat_ws(' ', c.relkind, c.relpersistence, c.relrowsecurity,
    c.relforcerowsecurity, c.relreplident = 'n')
FROM pg_class c WHERE c.relnamespace = %(schema)s::regnamespace AND c.relkind NOT IN ('i', 'c')
UNION ALL
SELECT 'column', c.relname || '.' || a.attname, concat_ws(' ', format_type(a.atttypid, a.atttypmod),
    (SELECT l.collname FROM pg_collation l WHERE l.oid = a.attcollation), a.attnotnull,
    a.attidentity, a.attgenerated, pg_get_expr(d.adbin, d.adrelid))
FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
WHERE c.relnamespace = %(schema)s::regnamespace AND c.relkind IN ('r', 'v', 'm', 'p', 'f')
UNION ALL
SELECT 'rule', c.relname || '.' || k.conname,
    concat_ws(' ', pg_get_constraintdef(k.oid), k.convalidated,
    -- The server's own guards of a reference, which can be switched off.
    (SELECT bool_and(t.tgenabled IN ('O', 'A')) FROM pg_trigger t WHERE t.tgconstraint = k.oid))
FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid
WHERE k.connamespace = %(schema)s::regnamespace AND k.contype IN ('c', 'f', 'p', 'u', 'x')
UNION ALL
SELECT 'index', c.relname,
    pg_get_indexdef(c.oid) || CASE WHEN i.indisvalid THEN '' ELSE ' invalid' END
FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
WHERE c.relnamespace = %(schema)s::regnamespace
UNION ALL
SELECT 'trigger', c.relname || '.' || t.tgname,
    concat_ws(' ', pg_get_triggerdef(t.oid), t.tgenabled)
FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
WHERE c.relnamespace = %(schema)s::regnamespace AND NOT t.tgisinternal
UNION ALL
SELECT 'function', f.proname || '(' || pg_get_function_identity_arguments(f.oid) || ')',
    concat_ws(' ', pg_get_function_result(f.oid), f.prosecdef, f.provolatile, f.proconfig,
    (SELECT l.lanname FROM pg_language l WHERE l.oid = f.prolang), f.prosrc)
FROM pg_proc f WHERE f.pronamespace = %(schema)s::regnamespace
UNION ALL
SELECT 'view', c.relname, pg_get_viewdef(c.oid) || coalesce(array_to_string(c.reloptions, ' '), '')
FROM pg_class c WHERE c.relnamespace = %(schema)s::regnamespace AND c.relkind IN ('v', 'm')
UNION ALL
SELECT 'rewrite', c.relname || '.' || r.rulename, pg_get_ruledef(r.oid)
FROM pg_rewrite r JOIN pg_class c ON c.oid = r.ev_class
WHERE c.relnamespace = %(schema)s::regnamespace AND r.rulename <> '_RETURN'
UNION ALL
SELECT 'policy', c.relname || '.' || p.polname, concat_ws(' ', p.polcmd, p.polpermissive,
    pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid))
FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid
WHERE c.relnamespace = %(schema)s::regnamespace
"""


def objects(connection: Connection, schema: str = SCHEMA) -> dict[Name, str]:
    """Type and name of each object -> all that makes it, whatever its schema is called."""
    rows = connection.execute(_OBJECTS.encode(), {"schema": schema})
    return {(kind, name): words.replace(schema, SCHEMA) for kind, name, words in rows}


_IS_BLIND = "SELECT relrowsecurity FROM pg_class WHERE oid = 'workbench.claim'::regclass"


def expected_objects(connection: Connection) -> dict[Name, str]:
    """The objects of a new database, with policies where this one has some, in an open transaction
    that is to be rolled back."""
    is_blind = connection.execute(_IS_BLIND).fetchone() == (True,)
    twin = f"{SCHEMA}_{uuid4().hex}"
    connection.execute(f"CREATE SCHEMA {twin}".encode())
    connection.execute(f"SET LOCAL search_path = {twin}, pg_catalog".encode())
    made = "\n".join((*map(statements, sorted(MIGRATIONS)), *(policies() if is_blind else ())))
    connection.execute(made.replace(SCHEMA, twin).encode())
    found = objects(connection, twin)
    connection.execute(f"SET LOCAL search_path = {SCHEMA}, pg_catalog".encode())
    return found


def missing_indexes(connection: Connection) -> list[str]:
    """What makes the indexes that are missing, in an open transaction that is to be rolled
    back."""
    expected = expected_objects(connection)
    return [
        expected[one.type, one.name]
        for one in differences(objects(connection), expected)
        if one.is_derived
    ]
