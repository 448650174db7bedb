"""Markup that is an article and nothing else becomes text: an entry of a feed, a newsletter.

Nothing is chosen, unlike in a saved page; what is hidden stays out.
"""

from __future__ import annotations

from workbench.intake.markup import parse
from workbench.intake.normalise import normalise
from workbench.intake.page_content import all_paragraphs


def fragment_text(markup: str) -> tuple[str, tuple[str, ...]]:
    """Its paragraphs with blank lines between, normalised, and notes on what was repaired."""
    page, notes = parse(markup)
    paragraphs = all_paragraphs(page.body) if page.body else []
    text, text_notes = normalise("\n\n".join(paragraphs))
    return text, notes + text_notes
