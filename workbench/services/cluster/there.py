"""What a worker runs: facts of a batch, bytes in and bytes out. It must never raise: what is raised
there is written, with the texts, into a log of somebody else's.
"""

from __future__ import annotations

from threading import Lock

from workbench.extract import EXTRACTOR, Document, extract_document
from workbench.services.cluster.batches import Version, answer_to_bytes, articles_from_bytes
from workbench.services.kept import take_kept
from workbench.stored.packed import as_json, told

_one_by_one = Lock()
"""A worker may have several threads, which would only wait for each other inside the extractor."""


def version_there() -> bytes:
    """Which extractor this worker has."""
    return Version().to_bytes()


def find_there(batch: bytes) -> bytes:
    """The facts of a batch of articles."""
    with _one_by_one:
        take_kept()
        return answer_to_bytes([_found(document) for document in articles_from_bytes(batch)])


def _found(document: Document) -> bytes | None:
    try:
        return as_json(told(extract_document(document), EXTRACTOR)).encode("utf-8")
    except Exception:  # a defect: it is met again where the article is, and told there
        return None
