"""Nothing is left out in silence: what a format writes nothing of stands in its loss report."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from exchange_bundles import example

from workbench.exchange import Format, formats, write
from workbench.exchange.bundle import Bundle, Loss

OF_SOURCES = ("ratings", "belongings", "unalikes", "habits", "topics", "notes")
OF_ARTICLE = (
    "relays", "facts", "decisions", "states", "assessments", "links", "notes", "judgements",
    "nothings", "translation", "extra", "tags", "unrelated",
)  # fmt: skip
"""What people and machines made or brought; the rest says which article it is, or how records came
to be what they are."""


def without(part: str) -> Bundle:
    """The example without one part of it, as "article.notes" or "notes" name it."""
    bundle, (where, _, name) = example(), part.rpartition(".")
    if not where:
        return replace(bundle, **empty(name))
    (annotated,) = bundle.articles
    return replace(bundle, articles=(replace(annotated, **empty(name)),))


def empty(name: str) -> dict[str, Any]:
    nothing: dict[str, Any] = {"translation": "", "extra": {}}
    return {name: nothing.get(name, ())}


def written(known: Format, bundle: Bundle, folder: Path) -> tuple[list[bytes], tuple[Loss, ...]]:
    """The bytes of every file, and what was lost."""
    if not known.is_folder:
        stream = io.BytesIO()
        lost = write(known.name, bundle, stream).lost
        return [stream.getvalue()], lost
    folder.mkdir()
    lost = write(known.name, bundle, folder).lost
    return [one.read_bytes() for one in sorted(folder.rglob("*")) if one.is_file()], lost


@pytest.mark.parametrize("part", [*OF_SOURCES, *(f"article.{name}" for name in OF_ARTICLE)])
@pytest.mark.parametrize("known", formats(), ids=lambda known: known.name)
def test_what_is_not_written_is_told(known: Format, part: str, tmp_path: Path) -> None:
    whole = written(known, example(), tmp_path / "whole")
    assert written(known, without(part), tmp_path / "less") != whole, f"{part} left no trace"
