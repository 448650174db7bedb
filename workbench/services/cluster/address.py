"""Where a scheduler listens: what may be asked for, and over what.

A scheduler does what any client tells it, and reads texts: a line that others can listen on, or
answer on, is refused unless it is encrypted and both sides show certificates.
"""

from __future__ import annotations

import re
from ipaddress import ip_address

from workbench.domain.span import shorten
from workbench.errors import UsageError

_PORT = 8786
"""Where a scheduler listens that is told nothing."""
_ADDRESS = re.compile(
    r"(?P<scheme>[a-z][a-z0-9+.-]*)://(?P<host>\[[0-9a-f:.]+\]|[^\s/:@\[\]?#]+)(?::(?P<port>\d{1,5}))?/?",
    re.IGNORECASE,
)


def checked_address(given: str) -> str:
    """The address of a scheduler with its port. Raises UsageError."""
    shown = repr(shorten(given, 80))
    if "://" not in given:
        raise UsageError(
            f"{shown} does not say how to reach a scheduler", "Write it whole: tls://HOST:PORT."
        )
    found = _ADDRESS.fullmatch(given)
    port = int(found["port"] or _PORT) if found else 0
    if not found or not 0 < port < 65_536:
        raise UsageError(f"{shown} is no address of a scheduler", "As tls://HOST:PORT.")
    scheme, host = found["scheme"].lower(), found["host"]
    if scheme not in ("tls", "tcp"):
        raise UsageError(f"a scheduler is not reached over {scheme}", "Write tls://HOST:PORT.")
    if scheme == "tcp" and not _is_here(host):
        raise UsageError(
            f"{shown} leaves this machine unencrypted",
            "Have the scheduler listen with certificates, and write tls://; docs/cluster.md.",
        )
    return f"{scheme}://{host}:{port}"


def _is_here(host: str) -> bool:
    if host.lower() == "localhost":
        return True
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False
