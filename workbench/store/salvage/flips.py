"""Putting one wrong byte right, where a hash says when it is: of texts, of entries of the journal,
of the number that ties an article to its text.

A bit that flipped in memory or on a disk is the commonest damage that leaves a row readable, and
there are few enough of them to try each. What fits the hash is what was there; nothing is guessed.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256

EFFORT = 6_000_000_000
"""What all tries on a file may cost, in bytes that are hashed: some five seconds."""
_TRY = 600
"""What a try costs beside the bytes, in such bytes."""
_BITS = tuple(1 << bit for bit in range(8))
_OTHERS = tuple(change for change in range(1, 256) if change not in _BITS)


@dataclass(slots=True)
class Flips:
    """The wrong bytes of one file, as long as the effort lasts."""

    left: int = EFFORT
    righted: int = 0

    def right(self, raw: bytes, digest: str, *, prefix: bytes = b"") -> str | None:
        """The text of which one byte was changed to raw, if prefix and it have this hash."""
        for changes in (_BITS, _OTHERS):
            cost = len(changes) * len(raw) * (len(raw) // 2 + _TRY)
            if cost > self.left:
                return None
            found = _found(raw, digest, prefix, changes)
            if found is not None:
                self.righted += 1
                return found.decode("utf-8")
            self.left -= cost
        return None


def _found(raw: bytes, digest: str, prefix: bytes, changes: tuple[int, ...]) -> bytes | None:
    before = sha256(prefix)
    for at, byte in enumerate(raw):
        rest = raw[at + 1 :]
        for change in changes:
            tried = before.copy()
            tried.update(bytes((byte ^ change,)))
            tried.update(rest)
            if tried.hexdigest() == digest:
                return raw[:at] + bytes((byte ^ change,)) + rest
        before.update(raw[at : at + 1])
    return None


Undecoded = Mapping[tuple[str, int], bytes]
"""By table and number, bytes that cannot be text."""


def rejoin(scratch: sqlite3.Connection) -> None:
    """Put articles and texts together again of which one has a wrong number, as their hashes say.
    The facts of the article tell which of the two numbers is the right one."""
    alone = {
        sha256(text.encode("utf-8")).hexdigest(): number
        for number, text in scratch.execute(
            "SELECT id, text FROM article_text WHERE id NOT IN (SELECT id FROM article)"
        )
    }
    for number, digest in scratch.execute(
        "SELECT id, sha256 FROM article WHERE id NOT IN (SELECT id FROM article_text)"
    ).fetchall():
        if (other := alone.pop(digest, None)) is None:
            continue
        told = scratch.execute("SELECT 1 FROM extraction WHERE article_id = ?", (number,))
        if told.fetchone():
            scratch.execute("UPDATE article_text SET id = ? WHERE id = ?", (number, other))
        else:
            scratch.execute("UPDATE article SET id = ? WHERE id = ?", (other, number))


def right_texts(scratch: sqlite3.Connection, undecoded: Undecoded, flips: Flips) -> None:
    """Put the texts right that are not what was imported."""
    for number, digest, text in scratch.execute(
        "SELECT a.id, a.sha256, t.text FROM article a JOIN article_text t ON t.id = a.id"
    ).fetchall():
        raw = undecoded.get(("article_text", number)) or text.encode("utf-8")
        if sha256(raw).hexdigest() != digest and (righted := flips.right(raw, digest)):
            scratch.execute("UPDATE article_text SET text = ? WHERE id = ?", (righted, number))


def right_entries(scratch: sqlite3.Connection, undecoded: Undecoded, flips: Flips) -> None:
    """Put the entries of the journal right that are not what their hashes say."""
    hashes = {prev for (prev,) in scratch.execute("SELECT prev FROM journal")}
    wrong = []
    for seq, body, prev, digest in scratch.execute("SELECT seq, body, prev, hash FROM journal"):
        raw = undecoded.get(("journal", seq)) or body.encode("utf-8")
        said = sha256(prev.encode("utf-8") + raw).hexdigest()
        if said != digest and said not in hashes:  # else a hash is wrong, and not the entry
            wrong.append((seq, raw, prev, digest))
    for seq, raw, prev, digest in wrong:
        if righted := flips.right(raw, digest, prefix=prev.encode("utf-8")):
            scratch.execute("UPDATE journal SET body = ? WHERE seq = ?", (righted, seq))
