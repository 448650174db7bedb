"""Markup that is an article and nothing else becomes text: an entry of a feed, a newsletter.

Nothing is chosen, unlike in a saved page; what is hidden stays out.
"""

from __future__ import annotations

import re
from html import unescape

from workbench.intake.normalise import normalise, one_line
from workbench.intake.pages.content import all_paragraphs
from workbench.intake.pages.markup import parse

_CANONICAL = re.compile(r"""<link\b[^<>]{0,200}\brel\s*=\s*["']?canonical\b[^<>]{0,2000}>""", re.I)
_HREF = re.compile(r"""\bhref\s*=\s*["']?(https?://[^\s"'<>]{1,2000})""", re.I)
_HEAD = 100_000
"""Letters within which markup says where it stands."""


def fragment_text(markup: str) -> tuple[str, tuple[str, ...]]:
    """Its paragraphs with blank lines between, normalised, and notes on what was repaired."""
    page, notes = parse(markup)
    paragraphs = all_paragraphs(page.body) if page.body else []
    text, text_notes = normalise("\n\n".join(paragraphs))
    return text, notes + text_notes


def canonical_address(markup: str) -> str:
    """Where markup says that it stands on the web; empty where it does not."""
    link = _CANONICAL.search(markup, 0, _HEAD)
    address = _HREF.search(link[0]) if link else None
    return one_line(unescape(address[1])) if address else ""
