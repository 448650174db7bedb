"""The schema of a file is what its number says, and a file that differs is told apart."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from itertools import pairwise

import pytest

from workbench.store.blueprint import blank, blueprint, differences, read_schema
from workbench.store.proof.guards import FORBIDDEN, guards_that_fail
from workbench.store.schema import SCHEMA_DIGEST, SCHEMA_VERSION, digest

pytestmark = pytest.mark.usefixtures("only_file")


def test_the_digest_is_that_of_a_new_database() -> None:
    """After a change of the schema: write this digest into store/schema.py."""
    with closing(blank(SCHEMA_VERSION)) as connection:
        assert digest(connection) == SCHEMA_DIGEST


def test_every_version_has_a_schema_of_its_own() -> None:
    texts = [blueprint(version) for version in range(1, SCHEMA_VERSION + 1)]
    assert all(before != after for before, after in pairwise(texts))
    assert all(not list(differences(text, text)) for text in texts)


def test_every_guard_is_tried_and_holds() -> None:
    schema = blueprint(SCHEMA_VERSION)
    assert FORBIDDEN.keys() == {name for kind, name in schema if kind == "trigger"}
    assert list(guards_that_fail(schema)) == []


def test_a_guard_that_lets_something_through_is_found_by_trying() -> None:
    for name in FORBIDDEN:
        schema = blueprint(SCHEMA_VERSION)
        schema["trigger", name] = schema["trigger", name].replace("BEGIN", "WHEN 0 BEGIN", 1)
        if " WHEN " in blueprint(SCHEMA_VERSION)["trigger", name].partition("BEGIN")[0]:
            del schema["trigger", name]
        assert name in list(guards_that_fail(schema)), name


def test_a_column_that_a_guard_forgets_is_found_by_trying() -> None:
    schema = blueprint(SCHEMA_VERSION)
    schema["trigger", "article_fixed"] = schema["trigger", "article_fixed"].replace(", seal", "")
    assert list(guards_that_fail(schema)) == ["article_fixed"]


def test_how_sqlite_words_the_tables_behind_search_is_no_difference() -> None:
    expected = blueprint(SCHEMA_VERSION)
    found = {
        key: sql.replace("'", '"').replace(", ", ",  ") if key[1].endswith("_data") else sql
        for key, sql in expected.items()
    }
    assert found != expected
    assert list(differences(found, expected)) == []


def test_what_sqlite_and_sqlite_utils_keep_for_themselves_is_no_difference() -> None:
    with closing(blank(SCHEMA_VERSION)) as connection:
        connection.execute("ANALYZE")
        assert digest(connection) == SCHEMA_DIGEST
        connection.execute("CREATE TRIGGER more AFTER INSERT ON _sqlite_migrations BEGIN "
                           "SELECT 1; END")  # fmt: skip
        found = differences(read_schema(connection), blueprint(SCHEMA_VERSION))
        assert [str(one) for one in found] == ["strange trigger: more"]
    assert sqlite3.sqlite_version_info >= (3, 40)
