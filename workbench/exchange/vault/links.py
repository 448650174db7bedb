"""Links between notes that are written before all names are known.

Articles come one at a time, and a claim may point to one that comes later: a link is a mark, and
stands for the note's name once there is one. It is made of controls, of which stored words have
none by then: they were escaped, in a body and in a head.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from workbench.exchange.vault.quoting import quoted
from workbench.exchange.vault.words import plain

_MARK = re.compile("\0([0-9]+)\x1f([^\0\x1f]*)\x1f([^\0\x1f]*)\x1f([^\0]*)\0")
"""Which note, at which anchor, in which words, and those where there is none."""


class Mark(str):
    """A link, in a head or a body: no words of anybody, which would be escaped."""

    __slots__ = ()


class Links:
    """What is linked to, by id."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._same: dict[str, str] = {}

    def to(self, known: str, words: str = "", *, at: str = "", otherwise: str = "") -> Mark:
        """A link to a note, at an anchor of it: in these words, or by its name. Where there is no
        note in the end these words stand alone, or other ones, which are Markdown."""
        number = self._numbers.setdefault(known, len(self._numbers))
        return Mark(f"\0{number}\x1f{at}\x1f{plain(words)}\x1f{otherwise or plain(words)}\0")

    def lead(self, known: str, other: str) -> None:
        """See to it that what leads to one id leads to another one."""
        self._same[known] = other

    def resolver(self, names: Mapping[str, str]) -> Resolver:
        """What puts names in the place of the marks."""
        by_number = {
            str(number): names.get(self._same.get(known, known), "")
            for known, number in self._numbers.items()
        }
        return Resolver(by_number)


class Resolver:
    """Names by the numbers of marks."""

    def __init__(self, names: Mapping[str, str]) -> None:
        self._names = names

    def in_body(self, text: str) -> str:
        """The text with links of Obsidian in it."""
        return _MARK.sub(self._link, text)

    def in_head(self, line: str) -> str:
        """A line of a head with them, in its quotes; people may have called a note anything."""
        return _MARK.sub(lambda mark: quoted(self._link(mark))[1:-1], line)

    def _link(self, mark: re.Match[str]) -> str:
        number, at, words, otherwise = mark.groups()
        name = self._names[number]
        if not name:
            return otherwise
        place = f"#^{at}" if at else ""
        return f"[[{name}{place}|{words}]]" if words and words != name else f"[[{name}{place}]]"
