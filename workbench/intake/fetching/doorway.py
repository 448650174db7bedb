"""Which addresses of the network may be connected to: what is public, and what is allowed by name.

Names are resolved here, what they resolve to is checked here, and the connection goes to the very
address that was checked; so a name cannot answer otherwise the second time.
"""

from __future__ import annotations

import socket
from collections.abc import Collection
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from queue import Empty, SimpleQueue
from threading import Thread

from workbench.domain.subscription import Standing
from workbench.intake.fetching.answer import UnansweredError

_TRANSLATED = IPv6Network("64:ff9b::/96")
"""Where the last four bytes are an address of IPv4."""


def host_of_rule(words: str) -> str:
    """A host's name or address as such names are compared."""
    return words.strip().strip("[]").rstrip(".").lower()


def is_public(address: str) -> bool:
    """Whether an address is anybody's: not of this machine, this network or a group."""
    found = ip_address(address.partition("%")[0])
    return all(_is_public(one) for one in (found, *_within(found)))


def _is_public(address: IPv4Address | IPv6Address) -> bool:
    is_local = isinstance(address, IPv6Address) and address.is_site_local
    return address.is_global and not (address.is_multicast or is_local)


def _within(address: IPv4Address | IPv6Address) -> list[IPv4Address]:
    """The address of IPv4 that one of IPv6 stands for."""
    if isinstance(address, IPv4Address):
        return []
    translated = IPv4Address(int(address) & 0xFFFFFFFF) if address in _TRANSLATED else None
    teredo = address.teredo[1] if address.teredo else None
    found = (address.ipv4_mapped, address.sixtofour, teredo, translated)
    return [one for one in found if one is not None]


def open_addresses(host: str, port: int, *, allowed: Collection[str], seconds: float) -> list[str]:
    """The addresses of a host that may be connected to, in the system's order. allowed: hosts that
    may be anywhere. Raises UnansweredError where there is none."""
    found = _resolved(host, port, seconds)
    if host_of_rule(host) in allowed:
        return found
    public = [address for address in found if is_public(address)]
    if not public:
        raise UnansweredError(
            Standing.REFUSED,
            f"{host} is at a private address ({found[0]}); --allow-host {host} allows it",
        )
    return public


def _resolved(host: str, port: int, seconds: float) -> list[str]:
    """What the system says of a name. It has no clock of its own: it is left behind when ours is
    over."""
    answers: SimpleQueue[list[str] | Exception] = SimpleQueue()

    def ask() -> None:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            answers.put(error)
        else:
            answers.put(list(dict.fromkeys(str(one[4][0]) for one in found)))

    Thread(target=ask, daemon=True).start()
    try:
        answer = answers.get(timeout=max(seconds, 0))
    except Empty as error:
        raise UnansweredError(Standing.SLOW, f"the name {host} was not found in time") from error
    if isinstance(answer, Exception):
        raise UnansweredError(Standing.UNREACHABLE, f"there is no host {host}") from answer
    return answer
