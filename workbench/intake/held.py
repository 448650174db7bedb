"""Articles of one file, held back until the file was read to its end.

A mailbox or an archive that breaks off in its middle then adds nothing at all, rather than some of
what it holds; memory stays bounded, since what is held goes to a temporary file.
"""

from __future__ import annotations

import pickle
from collections.abc import Iterable, Iterator
from tempfile import SpooledTemporaryFile

from workbench.intake.document import Document, Refused

_IN_MEMORY = 8_000_000
"""Bytes that are held without a file."""


def held(documents: Iterable[Document | Refused]) -> Iterator[Document | Refused]:
    """The same, once all of them are there. Raises what reading them raises, and OSError."""
    with SpooledTemporaryFile(max_size=_IN_MEMORY) as spool:
        count = 0
        for document in documents:
            pickle.dump(document, spool, pickle.HIGHEST_PROTOCOL)
            count += 1
        spool.seek(0)
        for _ in range(count):
            yield pickle.load(spool)
