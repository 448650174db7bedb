"""Stored words as Markdown that shows them and does nothing: CommonMark, GFM, and what Obsidian and
Dataview read beside that.

Articles are hostile: a line of one may be a heading, an embed, a comment that hides what follows, a
tag, an inline field. Whatever could begin one stands behind a backslash, what nobody sees as a
number; whoever takes these off has the words again, to the letter.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

from workbench.domain import grapheme
from workbench.domain.text import safe_line
from workbench.exchange.vault.quoting import is_unseen

Extent = tuple[int, int]

_SPECIAL = re.compile(
    r"[\\`*_{}\[\]<>#|~=%^$&@]|:(?=[:/])|(?<=:):|(?<=[Ww]{3})\.|(?<=\w)\.(?=[^\W\d])"
)
"""What may begin something wherever it stands. Colons and dots: `field:: value`, addresses, which
some readers make links of though nobody wrote one."""
_OPENS = re.compile(r"\A(?:([-+])|(\d+)([.)]))(?=\s|-|\Z)")
"""What makes a list or a rule of a line."""
_EDGES = re.compile(r"\A\s+|\s+\Z")

_WIDE = str.maketrans({mark: chr(ord(mark) + 0xFEE0) for mark in '\\/:*?"<>|#^[]`~=%$&{}_'})
"""What neither a file's name nor a link may hold, as its full-width form."""
_LONGEST = 100
"""Bytes of a file's name: systems that sync folders take fewer than the disk."""
_DEVICE = re.compile(r"(?i)(con|prn|aux|nul|(com|lpt)[1-9¹²³])\s*(\.|\Z)")
"""What Windows takes for a device, whatever its ending."""


class _Unseen(dict[int, int | str]):
    """Unseen letters as numbers, which Markdown takes for the letters."""

    def __missing__(self, code: int) -> int | str:
        self[code] = shown = f"&#{code};" if is_unseen(chr(code)) else code
        return shown


_UNSEEN = _Unseen()


def escaped(line: str, marked: Iterable[Extent] = ()) -> str:
    """One line, without its line feed, as Markdown that shows it; marked: stretches of it that are
    highlighted, apart from each other and in order."""
    found, at = [], 0
    for start, end in marked:
        found += [_literal(line[at:start]), "==", _literal(line[start:end]), "=="]
        at = end
    whole = "".join((*found, _literal(line[at:])))
    return _EDGES.sub(_numbered, _OPENS.sub(_closed, whole))


def _literal(words: str) -> str:
    return _SPECIAL.sub(r"\\\g<0>", words).translate(_UNSEEN)


def _closed(found: re.Match[str]) -> str:
    sign, number, dot = found.groups()
    return f"\\{sign}" if sign else f"{number}\\{dot}"


def _numbered(space: re.Match[str]) -> str:
    return "".join(f"&#{ord(one)};" for one in space[0])


def one_line(words: str) -> str:
    """Words that stand within a line, as Markdown; white space is not kept."""
    return escaped(" ".join(words.split()))


def quotation(words: str) -> str:
    """Words as a quotation of their own, with their lines."""
    *lines, last = (escaped(line) for line in words.split("\n"))
    return "\n".join((*(f"> {line}\\" if line else ">" for line in lines), f"> {last}"))


def paragraphs(text: str, marked: Sequence[Extent]) -> str:
    """A text, each line that is not empty as a paragraph of its own, which `anchor` leads to.

    marked: what is highlighted, merged. A line that is empty in the text is one here as well.
    """
    found, start, waiting = [], 0, list(reversed(marked))
    for line in text.split("\n"):
        end = start + len(line)
        here = []
        while waiting and waiting[-1][0] < end:
            here.append((waiting[-1][0] - start, min(waiting[-1][1], end) - start))
            if waiting[-1][1] <= end:
                waiting.pop()
            else:
                waiting[-1] = (end, waiting[-1][1])
                break
        shown = escaped(line, filter(None, (_trimmed(line, *one) for one in here)))
        found.append(f"\n{shown} ^{anchor(start)}\n" if line else "\n")
        start = end + 1
    return "".join(found)


def anchor(start: int) -> str:
    """The name of a line of a text, by where it begins: texts do not change, so it stays."""
    return f"p{start}"


def anchor_of(text: str, start: int, end: int) -> str:
    """The name of the line on which the words of a stretch begin; empty where it has none."""
    words = text[start:end]
    at = start + len(words) - len(words.lstrip("\n"))
    return anchor(text.rfind("\n", 0, at) + 1) if at < end else ""


def merged(extents: Iterable[Extent]) -> list[Extent]:
    """The stretches, those that touch as one, in order."""
    found: list[Extent] = []
    for start, end in sorted(extents):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def _trimmed(line: str, start: int, end: int) -> Extent | None:
    """Without white space at its ends, where a highlight would not begin; None of that alone."""
    start = max(start, 0)
    words = line[start:end]
    start += len(words) - len(words.lstrip())
    return (start, start + len(words.strip())) if words.strip() else None


def plain(words: str) -> str:
    """Words as they may stand in a link, a head and a file's name: nothing in them is syntax."""
    return " ".join(safe_line(words).translate(_WIDE).split())


def file_name(words: str) -> str:
    """A name, without its ending, that Linux, macOS, Windows and Obsidian all take."""
    name = unicodedata.normalize("NFC", plain(words))
    while len(name.encode()) > _LONGEST:
        name = name[: grapheme.floor(name, len(name) - 1)]
    name = name.strip(" .") or "-"
    return f"-{name}" if _DEVICE.match(name) else name
