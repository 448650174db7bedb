"""Checksums of what the program reads and no hash or journal proves: facts with their questions,
sketches and likenesses, the columns of an article that never change, the rows written without the
journal.

They show damage, not malice: derived data is computed anew where one does not fit. What they are
made of is part of the schema and never changes under a number that has shipped; it is the same
wherever it is kept, so that rows may be moved with theirs.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from zlib import crc32

from workbench.verbs.facts import Kept, facts_checksum

FIRST_UNJOURNALLED = {
    "rule": ("id",),
    "session": ("id",),
    "session_article": ("session_id", "article_id"),
    "position": ("analyst",),
    "reading": ("analyst", "article_id"),
    "look": ("analyst", "selection"),
}
UNJOURNALLED = {
    **FIRST_UNJOURNALLED,
    "asked_feed": ("subscription",),
    "pseudonym_key": ("id",),
}
"""Tables whose rows end with a checksum of their other columns, and their keys; the first are those
of the schema that first had checksums."""

LET_GO = ("position", "reading", "look", "asked_feed")
"""Those of them whose damaged rows are let go; those of others stay as they are."""

SEALED = (
    "a.uid, a.sha256, a.raw_sha256, a.normaliser, a.retrieved_at, a.retrieved_how, a.foreign_id, "
    "a.length, a.imported, a.extra, t.title, t.translation"
)
"""What an article's seal is made of, from article a and article_text t, as the schema has it that
first had seals; then come the `given_values`."""
GIVEN = "a.given_sha256, a.given_start"
"""What is sealed as well since schema 8."""


NOTHING_KEPT = Kept(0, ("", "", "", 0, 0), b"", facts_checksum(("", "", "", 0, 0), (), b""), ())
"""Of an article whose facts were not looked for yet."""


def rows_checksum(values: Iterable[object]) -> int:
    """Of values or rows in an order of theirs: the numbers of an article's sketch, ascending; its
    likenesses as `likeness_values` has them, by other; the other columns of a row of
    `UNJOURNALLED`."""
    return crc32(json.dumps(list(values)).encode("ascii"))


def article_seal(values: Sequence[object]) -> str:
    """Of the values of `SEALED`, and `given_values` behind them."""
    from hashlib import sha256  # OpenSSL is no small thing, and the desk seals no article

    return sha256(json.dumps(list(values)).encode("ascii")).hexdigest()


def given_values(sha256: str, start: int) -> tuple[object, ...]:
    """What a seal holds of the text as given: nothing where the text is stored as it was given, so
    that older seals hold."""
    return (sha256, start) if (sha256, start) != ("", 0) else ()


def likeness_values(row: Sequence[object]) -> Sequence[object]:
    """What a checksum holds of a likeness as other, kind, score, shared: nothing of what both share
    where nothing was kept, so that older checksums hold."""
    return row if row[-1] else row[:-1]
