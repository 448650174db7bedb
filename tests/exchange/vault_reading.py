"""A vault as Obsidian reads it, as far as its documentation says: notes by name, links, anchors;
and the way back from an article's note to its text.

Written for the tests; the program never reads a note but to keep what people wrote in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from workbench.exchange.vault.kept import BEGIN, END

_NUMBER = re.compile(r"&#(\d+);|\\([!-/:-@\[-`{-~])")
_LINK = re.compile(r"(?<!\\)\[\[([^\]|#]+)(?:#\^([A-Za-z0-9-]+))?(?:\|([^\]|]*))?\]\]")
_HIGHLIGHT = re.compile(r"(?<!\\)((?:\\\\)*)==")
"""A sign of a highlight: behind as many backslashes as stand for themselves."""
_ANCHORED = re.compile(r"(.*) \^([A-Za-z0-9-]+)")


class Read(NamedTuple):
    """One note."""

    path: Path
    head: str
    body: str
    """Between the marks."""

    @property
    def name(self) -> str:
        return self.path.stem

    def value(self, key: str) -> str:
        """A value of the head, quoted as it stands."""
        found = re.search(rf"^wb-{key}: (.*)$", self.head, re.MULTILINE)
        return found[1] if found else ""


def read_note(path: Path) -> Read:
    text = path.read_bytes().decode()
    assert text.startswith("---\n")
    head, _, rest = text[4:].partition("\n---\n")
    _, begin, inner = rest.partition(f"{BEGIN}\n")
    body, end, _ = inner.rpartition(f"\n\n{END}\n")
    assert begin
    assert end
    return Read(path, f"{head}\n", body)


def read_vault(folder: Path) -> list[Read]:
    """Every note of ours, by path."""
    files = (path for path in sorted(folder.rglob("*.md")) if b"\nwb-id" in path.read_bytes())
    return [read_note(path) for path in files]


def of_kind(notes: list[Read], kind: str) -> list[Read]:
    return [note for note in notes if note.value("kind") == f'"{kind}"']


def links(note: Read) -> Iterator[tuple[str, str]]:
    """Name and anchor of each link; the anchor is empty where the whole note is meant."""
    for found in _LINK.finditer(note.head + note.body):
        yield found[1], found[2] or ""


def anchors(note: Read) -> list[str]:
    return [found[2] for line in note.body.split("\n") if (found := _ANCHORED.fullmatch(line))]


def shown(markdown: str) -> str:
    """What a line shows: escapes taken off, and the signs of a highlight."""
    return _NUMBER.sub(
        lambda found: chr(int(found[1])) if found[1] else found[2],
        _HIGHLIGHT.sub(r"\1", markdown),
    )


def marked(markdown: str) -> list[str]:
    """What is highlighted."""
    parts = _HIGHLIGHT.split(markdown)  # each followed by the backslashes that end it
    return [shown(f"{words}{ends}") for words, ends in zip(parts[2::4], parts[3::4], strict=True)]


def text_lines(note: Read) -> Iterator[tuple[str, str]]:
    """Each line of an article's text, as Markdown, with its anchor; both empty of an empty one."""
    _, _, text = note.body.partition("\n## Text\n")
    pieces = text.split("\n")[:-1]
    while pieces:
        blank, *pieces = pieces
        assert blank == "", "a line of text stands by itself"
        if pieces and pieces[0]:
            found = _ANCHORED.fullmatch(pieces.pop(0))
            assert found
            yield found[1], found[2]
        else:
            yield "", ""


def text_of(note: Read) -> str:
    """The text of an article's note."""
    return "\n".join(shown(line) for line, _ in text_lines(note))
