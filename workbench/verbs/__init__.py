"""What any store answers: Protocols, a module for each noun, and the values that go through them.

No SQL and no file: `store` is the kind that is a SQLite file. A verb may be called from any thread,
and none on the event loop; what each means is said here, once for all stores. Protocols are there
for who reads and for the type checker: no desk that starts makes classes of them.
"""

from __future__ import annotations

from enum import Enum

LEAST_KNOWN = 5
"""Articles with known answers under which an analyst is told nothing of her own: it would say which
they were."""

TRIED_MS = 1000
"""How long sittings and reading positions wait for another's lock: they are tried, and never
required."""


class Durability(Enum):
    """What a committed write survives."""

    FULL = "FULL"
    """Power loss: for what analysts do."""
    NORMAL = "NORMAL"
    """A crash of the program: for bulk import, which can be run again."""


class Access(Enum):
    """How a database is open."""

    WRITE = "write"
    READ = "read"
    """By choice, or because the file or its folder does not take writes."""
