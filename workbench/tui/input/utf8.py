"""From bytes to code points, in pieces of any size. It cannot fail.

A byte that is no UTF-8 goes through as a lone surrogate (U+DC80 to U+DCFF, as PEP 383 has it), so
that old mouse reports, which hold any byte, can be put together again; `replaced` makes one U+FFFD
of each broken sequence, for whoever shows text.
"""

from __future__ import annotations

import codecs
import re

REPLACEMENT = "\ufffd"
_BAD = re.compile("[\udc80-\udcff]+")
_Decoder = codecs.getincrementaldecoder("utf-8")


class Utf8:
    """Decodes one stream."""

    def __init__(self) -> None:
        self._decoder = _Decoder("surrogateescape")

    @property
    def is_waiting(self) -> bool:
        """Whether a character has begun that is not whole."""
        return bool(self._decoder.getstate()[0])

    def feed(self, data: bytes) -> str:
        """The characters that are whole now."""
        return self._decoder.decode(data)

    def flush(self) -> str:
        """What was waited for in vain, as bad bytes."""
        rest = self._decoder.decode(b"", final=True)
        self._decoder.reset()
        return rest


def is_bad(character: str) -> bool:
    """Whether it stands for a byte that is no UTF-8."""
    return "\udc80" <= character <= "\udcff"


def replaced(text: str) -> str:
    """The text with one U+FFFD for each broken sequence in it. Bad bytes that came to stand next to
    each other never make a character."""
    return _BAD.sub(lambda bad: REPLACEMENT * len(raw(bad[0]).decode("utf-8", "replace")), text)


def raw(text: str) -> bytes:
    """The bytes that the text was decoded from."""
    return text.encode("utf-8", "surrogateescape")
