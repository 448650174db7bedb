"""The only place that parses HTML: hostile markup is made shallow first.

HTML's own rules make parsers quadratic in nesting depth and in unclosed formatting elements, so a
small page can take minutes. Tags are dropped here before parsing, words never.
"""

from __future__ import annotations

import re

from selectolax.lexbor import LexborHTMLParser

from workbench.intake.document import counted

_DEEPEST = 256
"""Open elements; browsers stop at 512."""
_MOST_TAGS = 100_000
_MOST_ATTRIBUTES = 500
"""Of one tag."""
_OPENING = re.compile(r"<(?:(!--)|(/?)([A-Za-z][^\s/>]*))")
_ATTRIBUTE = re.compile(
    r"[ \t\n\f\r/]*+([^ \t\n\f\r/>][^ \t\n\f\r/>=]*+)?[ \t\n\f\r]*+(=[ \t\n\f\r]*+)?"
)
"""A name and, if it has a value, all before that value."""
_UNQUOTED = re.compile(r"[^ \t\n\f\r>]*+")
_COMMENT_END = re.compile(r"--!?>")
_SCRIPT_END = re.compile(r"</script[\s/>]", re.IGNORECASE)
_TEMPLATE = re.compile(r"<(/?)template\b[^<>]*>", re.IGNORECASE)
_SHADOW = re.compile(r"<template\s[^<>]*\bshadow(?:root)?mode\s*=", re.IGNORECASE)
_FORMATTING = frozenset((
    "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u",
))  # fmt: skip
"""They say nothing that we keep, and are reopened in every later block when left unclosed."""
_FOREIGN = frozenset(("svg", "math"))
"""Parsed by other rules; they hold no prose."""
_UNNESTED = frozenset((
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
    "track", "wbr", "html", "head", "body", "p", "li", "dt", "dd", "tr", "td", "th", "tbody",
    "thead", "tfoot", "colgroup", "caption", "option", "optgroup", "rt", "rp",
))  # fmt: skip
"""Void, or closed by the next of their kind: they nest only by way of others."""
_BARRIERS = frozenset((
    "applet", "button", "marquee", "object", "select", "table", "template",
))  # fmt: skip
"""No end tag reaches an element outside of them."""
_REACH = 16
"""How many unclosed elements an end tag may close at once."""


def parse(markup: str) -> tuple[LexborHTMLParser, tuple[str, ...]]:
    """The parsed page and a note when its structure had to be simplified."""
    shallow, dropped = make_shallow(_with_shadows(markup))
    note = f"page too complex: {counted(dropped, 'tag', 'tags')} ignored"
    return LexborHTMLParser(shallow), (note,) if dropped else ()


def _with_shadows(markup: str) -> str:
    """The markup with templates that are shown as part of the page made plain elements.

    Parsers keep every template out of the tree; a browser writes shadow trees as such.
    """
    if not _SHADOW.search(markup):
        return markup
    shown: list[bool] = []

    def replaced(tag: re.Match[str]) -> str:
        if tag[1]:
            return "</div>" if shown and shown.pop() else tag[0]
        shown.append(bool(_SHADOW.match(tag[0])))
        return "<div>" if shown[-1] else tag[0]

    return _TEMPLATE.sub(replaced, markup)


def make_shallow(markup: str) -> tuple[str, int]:
    """The markup with bounded nesting, and how many tags were dropped for that, in linear time.

    Formatting tags and drawings are left out of every page and not counted.
    """
    pieces: list[str] = []
    nesting = _Nesting()
    kept = at = 0
    while match := _OPENING.search(markup, at):
        comment, slash, name = match.groups()
        if comment:
            at = _after_comment(markup, match.end())
            continue
        name = name.lower()
        end, attributes = _end_of_tag(markup, match.end())
        keeps = nesting.keeps(name, is_end=bool(slash), attributes=attributes)
        if name in _FOREIGN and not slash:
            end = _end_of_foreign(markup, name, end, nesting)
        at = end
        if keeps:
            at = _after_script(markup, at) if name == "script" and not slash else at
            continue
        pieces.append(markup[kept : match.start()])
        if name not in _FORMATTING:
            pieces.append(" ")
        kept = end
    pieces.append(markup[kept:])
    return "".join(pieces), nesting.dropped


def _end_of_tag(markup: str, at: int) -> tuple[int, int]:
    """One past the tag's ">" (HTML's own rules for quotes), and how many attributes it has."""
    attributes = 0
    while match := _ATTRIBUTE.match(markup, at):
        at = match.end()
        if at == len(markup):
            break
        if match[2]:
            at = _end_of_value(markup, at)
        elif not match[1] and markup[at] == ">":
            return at + 1, attributes
        attributes += 1
    return len(markup), attributes


def _end_of_value(markup: str, at: int) -> int:
    if markup[at] not in "\"'":
        end = _UNQUOTED.match(markup, at)
        return end.end() if end else at
    end_of_quote = markup.find(markup[at], at + 1)
    return len(markup) if end_of_quote < 0 else end_of_quote + 1


def _after_script(markup: str, at: int) -> int:
    end = _SCRIPT_END.search(markup, at)
    return end.start() if end else at


def _after_comment(markup: str, at: int) -> int:
    if markup.startswith((">", "->"), at):
        return at + 1
    end = _COMMENT_END.search(markup, at)
    return end.end() if end else len(markup)


def _end_of_foreign(markup: str, name: str, end_of_tag: int, nesting: _Nesting) -> int:
    """Where the drawing ends, or its first tag when nothing closes it."""
    if name in nesting.never_closed:
        return end_of_tag
    end = re.compile(f"</{name}[^<>]*>", re.IGNORECASE).search(markup, end_of_tag)
    if end is None:
        nesting.never_closed.add(name)
        return end_of_tag
    return end.end()


class _Nesting:
    """The elements that are open, told no shallower than a parser would have them."""

    def __init__(self) -> None:
        self.open: list[str] = []
        self.tags = 0
        self.dropped = 0
        self.never_closed: set[str] = set()
        self._dropped_open = 0

    def keeps(self, name: str, *, is_end: bool, attributes: int) -> bool:
        """Whether this tag may stay; it is taken note of."""
        if name in _FORMATTING or name in _FOREIGN:
            return False  # neither kept nor counted
        self.tags += 1
        if self.tags > _MOST_TAGS or attributes > _MOST_ATTRIBUTES:
            self.dropped += 1
            return False
        if name in _UNNESTED:
            return True
        return self._closes(name) if is_end else self._opens(name)

    def _opens(self, name: str) -> bool:
        if len(self.open) < _DEEPEST:
            self.open.append(name)
            return True
        self._dropped_open += 1
        self.dropped += 1
        return False

    def _closes(self, name: str) -> bool:
        if self._dropped_open:
            self._dropped_open -= 1
            self.dropped += 1
            return False
        for back in range(1, min(_REACH, len(self.open)) + 1):
            if self.open[-back] == name:
                del self.open[-back:]
                break
            if self.open[-back] in _BARRIERS:
                break
        return True
