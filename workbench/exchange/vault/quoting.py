"""Words as a value of a note's head: a double-quoted string that every YAML reader takes."""

from __future__ import annotations

import unicodedata

_SHORT = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}


def is_unseen(letter: str) -> bool:
    """Whether nobody sees a letter, or some reader refuses it: controls, bidi marks, line breaks of
    Unicode's own, halves of pairs, and what is no character. Joiners are none: scripts and emoji
    are made of them."""
    if unicodedata.category(letter) in ("Cc", "Cf", "Zl", "Zp", "Cs"):
        return letter not in "\u200c\u200d"
    code = ord(letter)
    return code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF


class _Escapes(dict[int, int | str]):
    """What has to be escaped, or had better be: whatever some reader refuses, folds or hides.

    PyYAML and ruamel refuse U+007F..U+009F and U+FFFE, make a space of U+0085, and take two `\\u`
    halves of an emoji for two letters, so that letters beyond the BMP stand as they are.
    """

    def __missing__(self, code: int) -> int | str:
        letter = chr(code)
        self[code] = found = _SHORT.get(letter) or (_numbered(code) if is_unseen(letter) else code)
        return found


def _numbered(code: int) -> str:
    return f"\\u{code:04X}" if code < 0x10000 else f"\\U{code:08X}"


_ESCAPES = _Escapes()


def quoted(words: str) -> str:
    """Words in their quotes, on one line."""
    return f'"{words.translate(_ESCAPES)}"'
