"""The names of feeds' elements, whatever prefixes a feed gives them.

Atom's and RSS's own have none here; an undeclared prefix is what it looks like.
"""

from __future__ import annotations

_NAMESPACES = {
    "http://www.w3.org/2005/atom": "",
    "http://purl.org/atom/ns": "",
    "http://purl.org/rss/1.0": "",
    "http://my.netscape.com/rdf/simple/0.9": "",
    "http://backend.userland.com/rss": "",
    "http://backend.userland.com/rss2": "",
    "http://blogs.law.harvard.edu/tech/rss": "",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns": "rdf:",
    "http://purl.org/dc/elements/1.1": "dc:",
    "http://purl.org/dc/terms": "dcterms:",
    "http://purl.org/rss/1.0/modules/content": "content:",
    "http://search.yahoo.com/mrss": "media:",
    "http://www.itunes.com/dtds/podcast-1.0.dtd": "itunes:",
    "http://rssnamespace.org/feedburner/ext/1.0": "feedburner:",
    "http://www.w3.org/1999/xhtml": "xhtml:",
}
"""Our prefix of each, by its address in small letters without its end."""
_MOST = 200
"""Declarations within each other, and of one element: what comes beyond says nothing."""


class Names:
    """Which name an element has, from the declarations around it."""

    def __init__(self) -> None:
        self._declared: list[dict[str, str]] = [{}]
        self._changed: list[bool] = []

    def opened(self, name: str, attributes: dict[str, str]) -> str:
        """The name of an element that begins here; taken note of until `closed`."""
        new = {
            key.partition(":")[2]: _prefix_of(value)
            for key, value in attributes.items()
            if key == "xmlns" or key.startswith("xmlns:")
        }
        takes = bool(new) and len(self._declared) < _MOST and len(self._declared[-1]) < _MOST
        self._changed.append(takes)
        if takes:
            self._declared.append({**self._declared[-1], **new})
        return self._name(name)

    def closed(self) -> None:
        """The element that was opened last ends."""
        if self._changed.pop():
            self._declared.pop()

    def _name(self, name: str) -> str:
        prefix, colon, local = name.rpartition(":")
        declared = self._declared[-1]
        if prefix in declared:
            return declared[prefix] + local
        return f"{prefix.lower()}{colon}{local}"


def _prefix_of(address: str) -> str:
    """Ours; one that is nobody's where the address is not known."""
    address = address.strip().lower().rstrip("/#")
    return _NAMESPACES.get(address, "?:" if address else "")
