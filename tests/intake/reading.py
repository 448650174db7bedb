"""Reads one file of a test's own bytes, and says which of the two it must have become."""

from __future__ import annotations

from pathlib import Path

from workbench.intake import Document, Refused, read


def one_of(path: Path) -> Document | Refused:
    """All that a file holds: one document or refusal."""
    (found,) = read([path])
    return found


def document_of(path: Path) -> Document:
    """The one document of a file."""
    found = one_of(path)
    assert isinstance(found, Document), found
    return found


def refused_of(path: Path) -> Refused:
    """The one refusal of a file."""
    found = one_of(path)
    assert isinstance(found, Refused), found
    return found


def written(folder: Path, raw: bytes, name: str) -> Path:
    """The file of these bytes."""
    (folder / name).write_bytes(raw)
    return folder / name
