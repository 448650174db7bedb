"""The engine's input, and what a text prints of itself: a document and its recognised metadata.

Values only; it imports nothing heavy because the way to the first paint may pass here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from workbench.domain.span import Span

EXTRACTOR = "workbench-rules/5"
"""Name and number; stored with each fact. A change of rules or data that changes a fact raises it:
tests/extract/record_facts.py records both, and a test asks for it."""


@dataclass(frozen=True, slots=True)
class Document:
    """One text to extract from, with what is known about it from outside."""

    sha256: str
    """Of the text; carried along for the caller, never read here."""
    text: str
    lang: str = ""
    anchor: str | None = None
    """Local publication date YYYY-MM-DD, or a whole stamp: what relative dates are resolved
    against."""
    anchor_basis: str | None = None
    """metadata, page, dateline or analyst."""
    title: str = ""
    outlet: str = ""


@dataclass(frozen=True, slots=True)
class Recognised:
    """The metadata that a text itself prints; empty where it prints none."""

    title: Span | None = None
    dateline: Span | None = None
    outlet: str = ""
    """From the dateline or an agency tag."""
    place: str = ""
    author: str = ""
    editor: str = ""
    published: str | None = None
    """A date printed in the dateline, a byline line or, in the wire's style "Selasa (17/3/2026)",
    in the first sentence behind the dateline; ISO 8601."""
    lang: str = ""
