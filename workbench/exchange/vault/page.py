"""A note in the making, and the lines that notes of every kind are made of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import NamedTuple

from workbench.domain.article import Article
from workbench.domain.claim import Claim
from workbench.domain.note import Note
from workbench.domain.span import shorten
from workbench.domain.tag import Tag
from workbench.exchange.vault.head import Values, lines
from workbench.exchange.vault.words import one_line, quotation

ARTICLE, CLAIM, SOURCE, STORY = "article", "claim", "source", "story"
FOLDERS = {ARTICLE: "articles", CLAIM: "claims", SOURCE: "sources", STORY: "stories"}
_TITLE = 80
"""Code points of a claim in a heading and a list."""
_USUAL = re.compile(r"[0-9A-Za-z-]+")


class Page(NamedTuple):
    """One note, before names are known."""

    known: str
    """Its id."""
    folder: str
    name: str
    """How it is called where it is new."""
    head: list[str]
    """The lines that are ours."""
    body: str


def page(kind: str, uid: str, name: str, values: Values, told: str) -> Page:
    """A note of a kind. name: how it is called where it is new; values: of its head, behind those
    that every head begins with; told: its body."""
    known = id_of(kind, uid)
    return Page(known, FOLDERS[kind], name, lines({"id": known, "kind": kind} | dict(values)), told)


def id_of(kind: str, uid: str) -> str:
    """What a note is known by: the uid, or of one from elsewhere, which may hold anything, a hash,
    so that it reads the same in a head whoever writes that anew."""
    if not _USUAL.fullmatch(uid):
        uid = sha256(uid.encode("utf-8", "surrogatepass")).hexdigest()
    return f"{kind} {uid}"


def body(*parts: str) -> str:
    """Parts of a note, a blank line between them; what is empty is none."""
    return "\n\n".join(part for part in parts if part)


def section(title: str, lines: Iterable[str], *, sign: str = "-") -> Iterator[str]:
    """A heading and a list under it; neither where there is nothing to list."""
    if listed := "\n".join(f"{sign} {line}" for line in lines):
        yield f"## {title}"
        yield listed


def words(said: str) -> str:
    """What somebody wrote of something, as a quotation."""
    return quotation(said) if said else ""


def short(claim: Claim) -> str:
    """What a claim says, in a line."""
    return shorten(claim.restatement or claim.span.words, _TITLE)


def opens(article: Article, at: int) -> str:
    """What opens the desk at that place."""
    return f"`workbench open '#{article.number}' --at {at}`"


def note_line(note: Note) -> str:
    """A note, with whose it is and of when."""
    return f"{one_line(note.words)} ({by(note.analyst, note.at[:10])})"


def by(*who: str) -> str:
    """Who, when, and what else belongs in brackets; what is empty is left out."""
    return ", ".join(one_line(one) for one in who if one)


def because(rationale: str) -> str:
    """A rationale behind what it is for."""
    return f": {one_line(rationale)}" if rationale else ""


def tag_words(tags: Iterable[Tag], claim: str | None) -> tuple[str, ...]:
    """The tags on a claim, or on the article, each with whose it is."""
    return tuple(f"{tag.name} ({tag.analyst})" for tag in tags if tag.claim == claim)
