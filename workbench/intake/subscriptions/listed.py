"""One subscription as a list has it, and what its address must be.

Nothing here asks anybody anything.
"""

from __future__ import annotations

import re
from typing import NamedTuple
from urllib.parse import urlsplit, urlunsplit

from workbench.domain.address import LONGEST
from workbench.domain.subscription import NEVER_ASKED
from workbench.domain.text import safe
from workbench.errors import RefusedError
from workbench.intake.normalise import one_line

MOST_TAGS = 20
_LONGEST_NAME = 200
_NO_XML = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_STEP = "An address is like https://example.org/feed.xml."


class Listed(NamedTuple):
    """A subscription of a list."""

    address: str
    name: str = ""
    tags: tuple[str, ...] = ()


def feed_address(words: str) -> str:
    """An address as it is kept. Raises RefusedError for what is none."""
    words = words.strip()
    if words[:5].lower() == "feed:":  # browsers' own way to say it
        words = words[5:].removeprefix("//")
        words = words if "://" in words else f"http://{words}"
    try:
        parts = urlsplit(words)
        host, port = parts.hostname, parts.port
    except ValueError as error:
        raise RefusedError(f"{words[:80]!r} is no address: {error}", _STEP) from error
    if parts.scheme.lower() not in ("http", "https") or not host:
        raise RefusedError(f"{words[:80]!r} is no address of http or https", _STEP)
    if len(words) > LONGEST or safe(words) != words or any(one.isspace() for one in words):
        raise RefusedError(f"{words[:80]!r} cannot be an address", _STEP)
    user, at, _ = parts.netloc.rpartition("@")
    where = f"[{host}]" if ":" in host else host
    netloc = f"{user}{at}{where}" + (f":{port}" if port is not None else "")
    path = parts.path or "/"
    return urlunsplit((parts.scheme.lower(), netloc, path, parts.query, parts.fragment))


def kept_address(words: str) -> str:
    """The same, or a line that is newsboat's alone, which is kept as it is. Raises RefusedError."""
    if words.startswith(NEVER_ASKED):
        if safe(words) != words or len(words) > LONGEST:
            raise RefusedError(f"{words[:80]!r} cannot be kept", "Leave out control characters.")
        return words
    return feed_address(words)


def without_password(address: str) -> str:
    """An address for others to see."""
    if address.startswith(NEVER_ASKED):
        return address
    try:
        parts = urlsplit(address)
    except ValueError:
        return address
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))


def name_of(words: str) -> str:
    """A name or tag as it is kept: one line, without what XML cannot hold."""
    return one_line(_NO_XML.sub(" ", words))[:_LONGEST_NAME].strip()


def tags_of(words: list[str]) -> tuple[str, ...]:
    """Tags as they are kept: each once, in order."""
    return tuple(dict.fromkeys(filter(None, map(name_of, words))))[:MOST_TAGS]
