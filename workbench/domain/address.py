"""Addresses of pages: when two of them lead to the same place.

One page is written in many ways: with or without "www.", by http or https, with what a campaign put
behind it. `place_of` is what all of them have in common. Nothing here opens a page.
"""

from __future__ import annotations

import re
from contextlib import suppress
from zlib import crc32

_ADDRESS = re.compile(
    r"https?://(?:[^/?#@]*@)?(?P<host>[^/?#@:\s]+)(?::(?P<port>\d*))?(?P<path>/[^?#]*)?"
    r"(?:\?(?P<query>[^#]*))?(?P<fragment>#.*)?",
    re.IGNORECASE | re.DOTALL,
)
_USUAL_PORTS = (None, "", "80", "443")
_TRACKING = re.compile(
    r"(?:utm_\w+|mtm_\w+|pk_\w+|ga_\w+|at_(?:medium|campaign)\w*|fbclid|gclid|gclsrc|dclid|gbraid"
    r"|wbraid|msclkid|yclid|twclid|ttclid|igshid?|igsh|mc_cid|mc_eid|_ga|_gl|_hsenc|_hsmi|oly_\w+_id"
    r"|ref_src|ref_url|cmpid|ocid|tag_id|ito|smid|s_cid|wt_\w+|outputtype|__twitter_impression)(?:=|$)",
    re.IGNORECASE,
)
"""What campaigns and networks put behind an address: it tells where a reader came from."""
_VIEWS = frozenset((
    "single=1", "page=all", "halaman=all", "showpage=all", "singlepage=1", "singlepage=true",
    "amp", "amp=", "amp=1", "amp=true", "m=1", "noredirect=on",
))  # fmt: skip
"""In small letters, the whole of a parameter: how the page of an article is shown, never which. A
number of a page is another page."""
_CODED = re.compile("%([0-9a-fA-F]{2})")
_NEVER_CODED = re.compile(r"[A-Za-z0-9._~-]")
_END = re.compile(r"[/\s]+\Z")
LONGEST = 2_000
"""Code points of an address."""


def is_address(words: str) -> bool:
    """Whether it is the address of a page: of http or https, with a host, in one word."""
    return len(words) <= LONGEST and words.split() == [words] and bool(place_of(words))


def place_of(address: str) -> str:
    """What all ways to write an address have in common; empty for what is none.

    Left out: scheme, "www.", usual ports, names of users, parameters of campaigns and views, places
    within the page, the last slash. Host in small letters; what needs no code is uncoded, all else
    coded.
    """
    match = _ADDRESS.fullmatch(address.strip())
    if match is None:
        return ""
    host = _host(match["host"])
    port = "" if match["port"] in _USUAL_PORTS else f":{match['port']}"
    path = _END.sub("", _uncoded(match["path"] or ""))
    query = "&".join(
        one
        for one in map(_uncoded, (match["query"] or "").split("&"))
        if one.strip() and one.lower() not in _VIEWS and not _TRACKING.match(one)
    )
    fragment = match["fragment"] or ""
    shown = fragment if fragment.startswith(("#!", "#/")) else ""  # pages that are one program
    return f"{host}{port}{path}{'?' if query else ''}{query}{shown}".rstrip()


def is_same_place(address: str, other: str) -> bool:
    """Whether two addresses lead to one place; two that are none do not."""
    place = place_of(address)
    return bool(place) and place == place_of(other)


def key_of(address: str) -> int:
    """A small number by which places are looked up, the same for the same place; 0 for none. Two
    places may share one: compare them as well."""
    place = place_of(address) if address else ""
    return crc32(place.encode("utf-8", "replace")) or 1 if place else 0


def _host(host: str) -> str:
    host = host.lower().rstrip(".")
    if not host.isascii():
        with suppress(UnicodeError):
            host = host.encode("idna").decode("ascii")
    return host.removeprefix("www.")


def _uncoded(words: str) -> str:
    """Each byte written in one way, whoever wrote it."""
    if not words.isascii():
        words = "".join(
            one
            if one.isascii()
            else "".join(f"%{byte:02X}" for byte in one.encode("utf-8", "replace"))
            for one in words
        )
    return _CODED.sub(_uncoded_byte, words) if "%" in words else words


def _uncoded_byte(match: re.Match[str]) -> str:
    letter = chr(int(match[1], 16))
    return letter if _NEVER_CODED.fullmatch(letter) else match[0].upper()
