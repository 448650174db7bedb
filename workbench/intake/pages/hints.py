"""What saved pages call their parts, read from page.toml once."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class PageHints:
    """Class names, caption words and metadata names of news pages."""

    bodies: frozenset[str]
    captions: frozenset[str]
    unlikely: frozenset[str]
    posts: frozenset[str]
    """Of posts on a platform that an article shows."""
    builders: tuple[str, ...]
    dates: frozenset[str]
    authors: frozenset[str]
    updated: re.Pattern[str]
    """Words and names that say that a date is none of a publication."""
    first_published: re.Pattern[str]
    nobody: frozenset[str]
    by: re.Pattern[str]
    """What stands before an author's name."""
    caption_prefix: str
    caption_starts: tuple[str, ...]
    meta: dict[str, list[str]]
    extra: dict[str, list[str]]
    called: frozenset[str]
    related_end: re.Pattern[str]
    """What leads from the end of a sentence to a link to another article."""
    credits: tuple[str, ...]
    points: dict[str, int]


@lru_cache(maxsize=1)
def page_hints() -> PageHints:
    """The hints as shipped."""
    data = tomllib.loads(files("workbench.intake.pages").joinpath("page.toml").read_text("utf-8"))
    hints = data["hints"]
    return PageHints(
        bodies=frozenset(hints["bodies"]),
        captions=frozenset(hints["captions"]),
        unlikely=frozenset(hints["unlikely"]),
        posts=frozenset(hints["posts"]),
        builders=tuple(hints["builders"]),
        dates=frozenset(hints["dates"]),
        authors=frozenset(hints["authors"]),
        updated=_any_of(data["printed"]["updated"]),
        first_published=_any_of(data["printed"]["published"]),
        nobody=frozenset(data["printed"]["nobody"]),
        by=_any_of(data["printed"]["by"], start=r"^\W*", end=r"\b\W*"),
        caption_prefix=data["captions"]["prefix"],
        caption_starts=tuple(data["captions"]["starts"]),
        meta=data["meta"],
        extra=data["extra"],
        called=frozenset(data["furniture"]["called"]),
        related_end=_any_of(
            data["furniture"]["related"],
            start=r"[.!?…”\"»)\]]\s*(\W{0,3}\b",
            end=r"\b[\w ]{0,15}\W{0,4})$",
        ),
        credits=tuple(data["furniture"]["credits"]),
        points=data["furniture"]["points"],
    )


def _any_of(words: list[str], *, start: str = r"\b", end: str = "") -> re.Pattern[str]:
    return re.compile(f"{start}(?:{'|'.join(map(re.escape, words))}){end}", re.IGNORECASE)
