"""How claims that are carried over read: a line each, and what was done."""

from __future__ import annotations

from workbench.domain.landing import Landing
from workbench.domain.text import safe_line
from workbench.present.counting import counted

MARKS = {"exact": "=", "offered": "~", "left": "-"}
"""Before a claim: carried over as it is, offered for a look, not carried over."""


def mark_of(landing: Landing) -> str:
    """The mark of a claim."""
    return MARKS["exact" if landing.is_exact else "offered" if landing.is_offered else "left"]


def landing_line(landing: Landing) -> str:
    """A claim on one line: its mark, its words, those that it lands on, and what is otherwise."""
    exact = " ".join(landing.claim.span.exact.split())
    words = f"{mark_of(landing)} “{exact}”"
    if landing.span and landing.span.exact != landing.claim.span.exact:
        words += f" → “{' '.join(landing.span.exact.split())}”"
    if landing.why:
        words += f": {landing.why}"
    return safe_line(words)


def carried_words(count: int, number: int) -> str:
    """What was done."""
    return (
        f"{counted(count, 'claim')} carried over to #{number}" if count else "nothing carried over"
    )
