"""Lists of words by language as pieces of patterns."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from tomllib import loads


def any_of(words: Iterable[str]) -> str:
    """A pattern for any of some words, the first that fits; a blank stands for any blanks."""
    return "|".join(r"\s+".join(map(re.escape, one.split())) for one in words)


def lists_in(file: Path, *keys: str) -> tuple[str, ...]:
    """For each key of a file of lists by language, a pattern for any of its words in any of the
    languages: a text may quote another."""
    every = loads(file.read_text("utf-8")).values()
    return tuple(any_of(word for language in every for word in language[key]) for key in keys)
