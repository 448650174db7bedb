"""Nothing that a cluster sends is unpickled here, whatever it is wrapped in.

Dask's client reads pickles in many places besides results: errors, warnings, types, and messages of
any sort; the choice of deserialisers that it offers covers results alone. So Python itself is asked
to refuse: every pickle that could run anything has to look up a name, and asks an audit hook first
(https://docs.python.org/3/library/audit_events.html, `pickle.find_class`).
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache


class UnpickledError(TypeError):
    """A pickle came from a cluster. A TypeError, since Dask takes that for one it cannot read."""


_BYTES = frozenset((("builtins", "bytes"), ("builtins", "bytearray")))
"""Names that Dask wraps plain bytes with: whoever calls them gets bytes."""
_owners: list[int] = []
"""The threads that speak to a cluster: what they unpickle is their own."""


@contextmanager
def nothing_unpickled() -> Iterator[None]:
    """Meanwhile no thread but the calling one may unpickle anything that names a class or a
    function, but for bytes; Dask's own threads are among the others."""
    _install()
    owner = threading.get_ident()
    _owners.append(owner)
    try:
        yield
    finally:
        _owners.remove(owner)


@cache
def _install() -> None:
    """Once: a hook stays as long as the process."""
    sys.addaudithook(_heard)


def _heard(event: str, named: tuple[object, ...]) -> None:
    if event != "pickle.find_class" or not _owners or threading.get_ident() in _owners:
        return
    if named not in _BYTES:
        raise UnpickledError("a pickle from a cluster is not read")
