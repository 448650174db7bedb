"""asyncio for the desk, without TLS.

Where Python has `ssl`, asyncio imports it and with it OpenSSL: 4 MB, and a twentieth of the time to
the first key, for a loop that waits for a terminal. Without it asyncio does as on a Python that was
built without: it refuses TLS. Nothing else is kept from importing `ssl`.
"""

from __future__ import annotations

import sys


def import_asyncio() -> None:
    """Import asyncio, if nobody did yet; before textual, which would import it as it is."""
    if "ssl" in sys.modules or "asyncio" in sys.modules:
        return
    sys.modules["ssl"] = None  # type: ignore[assignment]  # an import of it fails
    try:
        import asyncio  # noqa: F401
    finally:
        del sys.modules["ssl"]
