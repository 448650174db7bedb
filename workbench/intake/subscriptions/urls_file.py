"""newsboat's urls file: a feed a line, with tags.

Its searches and programs (`query:`, `exec:`, `filter:`) are kept, so that they can be written back;
they are never run.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from workbench.domain.subscription import NEVER_ASKED
from workbench.intake.decode import decode_page
from workbench.intake.subscriptions.listed import Listed, name_of, tags_of

_TOKEN = re.compile(r'[ \t\r]*(?:"((?:[^"\\]|\\.)*)(?:"|\\?$)|([^ \t\r#][^ \t\r]*))', re.DOTALL)
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_MEANT = {"n": "\n", "r": "\r", "t": "\t"}
_TITLE = "~"


def read_urls(raw: bytes) -> list[Listed]:
    """The lines of a urls file that are no comments, in order. Raises RefusedError."""
    text, _ = decode_page(raw)
    lines = (_tokens(line) for line in text.split("\n"))
    return [_listed(tokens) for tokens in lines if tokens and tokens[0]]


def _tokens(line: str) -> list[str]:
    """Words of a line, in quotation marks or not, up to one that begins a comment."""
    tokens: list[str] = []
    at = 0
    while match := _TOKEN.match(line, at):
        quoted, bare = match.groups()
        tokens.append(bare if quoted is None else _ESCAPED.sub(_unescaped, quoted))
        at = match.end()
    return tokens


def _unescaped(found: re.Match[str]) -> str:
    return _MEANT.get(found[1], found[1])


def _listed(tokens: list[str]) -> Listed:
    address, *tags = tokens
    titles = [tag[1:] for tag in tags if tag.startswith(_TITLE)]
    others = [tag for tag in tags if not tag.startswith(_TITLE)]
    return Listed(address, name_of(titles[-1]) if titles else "", tags_of(others))


def write_urls(feeds: Iterable[Listed]) -> bytes:
    """A urls file of these, in order."""
    return "".join(f"{_line(feed)}\n" for feed in feeds).encode("utf-8")


def _line(feed: Listed) -> str:
    is_bare = not feed.address.startswith((*NEVER_ASKED, "#")) and '"' not in feed.address
    first = feed.address if is_bare else _quoted(feed.address)
    title = [_quoted(f"{_TITLE}{feed.name}")] if feed.name else []
    return " ".join([first, *title, *map(_quoted, feed.tags)])


def _quoted(words: str) -> str:
    escaped = words.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
