"""Hearsay: what a text has somebody say without a word of who that is ("dikabarkan", "reportedly").

It is not the outlet that says so. Whoever does is one more step of the chain, who is not named, and
so an origin that counts with doubt.
"""

from __future__ import annotations

from workbench.domain.claim import Mode
from workbench.domain.fact import Event, Fact, Quote
from workbench.domain.segment import sentence_at
from workbench.extract import hearsay


def hearsay_cue(text: str, lang: str, fact: Fact) -> str:
    """The words by which a quote or event of a text is hearsay; empty where it is none, or somebody
    is said to say it."""
    about = fact.attributes
    if fact.chain or not isinstance(about, (Event, Quote)):
        return ""
    start = fact.span.start
    if isinstance(about, Quote):
        if about.mode is Mode.DIRECT or about.cue is None:
            return ""
        start = min(start, sentence_at(text, about.cue.start)[0])
    return hearsay(text[start : fact.span.end], lang)
