"""Web addresses as formats of others want them."""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

_AUTHORITY = re.compile(r"(?:[^@\[\]]*@)?(?:\[[0-9A-Fa-f:.]+\]|[^@:\[\]]+)(?::[0-9]*)?")
_LONE_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_IN_PATH = "/:@!$&'()*+,;=~%"


def address(url: str) -> str | None:
    """A web address as RFC 3986 wants it: what may not stand in one is percent-encoded. None of
    what is none."""
    try:
        parts = urlsplit(_LONE_PERCENT.sub("%25", url))
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not _AUTHORITY.fullmatch(parts.netloc):
        return None
    encoded = parts._replace(
        netloc=quote(parts.netloc, safe="[]:@!$&'()*+,;=~%"),
        path=quote(parts.path, safe=_IN_PATH),
        query=quote(parts.query, safe=_IN_PATH + "?"),
        fragment=quote(parts.fragment, safe=_IN_PATH + "?"),
    )
    return encoded.geturl()
