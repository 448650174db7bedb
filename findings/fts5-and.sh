#!/usr/bin/env bash
# In FTS5's trigram index, two words and the same two words with AND between them differ.
#
# Surprising: with tokenize='trigram' a word of one or two letters has no token. Standing beside
# another word it is dropped from the query, so that "tidak ke" also gives texts without "ke". With
# the AND that FTS5 puts there by its own account it matches nothing, so that "tidak AND ke" gives
# no text at all, not even those that hold both; under OR it adds nothing, behind NOT takes nothing
# away. The same happens in every tokenizer with a word of punctuation only. No error in any case.
# One would have expected: that "a b" is "a AND b", as the manual says; and for a word that cannot
# be looked up, the same answer wherever it stands.
# Versions: SQLite 3.54.1, from apsw 3.54.1.0. Seen on 28 November 2026.
# Matters: short words are everywhere in the languages that need trigrams, and "not found" is an
# answer that an analyst believes. A query builder that joins with AND loses texts, one that joins
# with blanks gives too many: look words below three letters up in another way.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/prepare.bash"
python_with apsw==3.54.1.0

"$python" - <<'PY'
import apsw
from telling import tell

database = apsw.Connection(":memory:")
database.execute("CREATE VIRTUAL TABLE texts USING fts5(words, tokenize='trigram')")
database.execute("INSERT INTO texts(words) VALUES ('tidak ke laut'), ('tidak hadir')")


def found(query):
    return [row[0] for row in database.execute("SELECT words FROM texts(?) ORDER BY 1", (query,))]


QUERIES = ("tidak ke", "tidak AND ke", "ke AND laut", "laut ke", "ke OR laut", "tidak NOT ke", "ke")
tell(
    {"SQLite": apsw.sqlite_lib_version()} | {query: found(query) for query in QUERIES},
    {
        "SQLite": "3.54.1",
        "tidak ke": ["tidak hadir", "tidak ke laut"],
        "tidak AND ke": [],
        "ke AND laut": [],
        "laut ke": ["tidak ke laut"],
        "ke OR laut": ["tidak ke laut"],
        "tidak NOT ke": ["tidak hadir", "tidak ke laut"],
        "ke": [],
    },
)
PY
