"""What a document's properties say of it, as far as somebody said it.

Programs fill in titles and authors by themselves (office.toml), which are none here. Times of
making, changing and printing are never the publication, and are not kept.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from workbench.domain.headline import prints_title
from workbench.domain.naming import fold_name
from workbench.intake.normalise import one_line

_LONGEST = 1_000
"""Code points of a property that is kept."""

Properties = Mapping[str, Sequence[str]]
"""What leaves of XML say, by name."""


@dataclass(frozen=True, slots=True)
class _Defaults:
    titles: frozenset[str]
    title: re.Pattern[str]
    authors: frozenset[str]
    author: re.Pattern[str]


@lru_cache(maxsize=1)
def _defaults() -> _Defaults:
    data = tomllib.loads(
        files("workbench.intake.office").joinpath("office.toml").read_text("utf-8")
    )
    return _Defaults(
        frozenset(data["titles"]),
        re.compile("|".join(data["title_patterns"])),
        frozenset(data["authors"]),
        re.compile("|".join(data["author_patterns"])),
    )


def said_title(words: str) -> str:
    """A title that somebody gave; empty for what a program writes by itself."""
    title = one_line(words)[:_LONGEST]
    folded = title.casefold()
    defaults = _defaults()
    is_none = folded in defaults.titles or defaults.title.fullmatch(folded)
    return "" if is_none or not any(map(str.isalpha, title)) else title


def said_authors(names: Sequence[str]) -> str:
    """The authors whom somebody named, each once."""
    defaults = _defaults()
    said: dict[str, None] = {}
    for name in (one_line(part) for words in names for part in words.split(";")):
        folded = name.casefold()
        if folded not in defaults.authors and not defaults.author.fullmatch(folded):
            said.setdefault(name)
    return ", ".join(said)[:_LONGEST]


def title_for(text: str, said: str, headline: str) -> str:
    """The title of a text: what its properties say where the text prints it, else the paragraph
    that is set as the headline, else what the properties say. A site behind it is no part of it."""
    title = said_title(said)
    headline = one_line(headline)[:_LONGEST]
    has_more = fold_name(title).startswith(f"{fold_name(headline)} ")
    if headline and (has_more or not (title and prints_title(text, title))):
        return headline
    return title


def kept(properties: Properties, names: Mapping[str, str]) -> dict[str, str | int | bool | None]:
    """What is kept of properties as it stands: their names -> the names they are kept under."""
    found = {key: one_line(", ".join(properties.get(name, ()))) for name, key in names.items()}
    return {key: words[:_LONGEST] for key, words in found.items() if words}
