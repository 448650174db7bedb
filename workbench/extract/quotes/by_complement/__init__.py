"""The reader whose cues each say what they take: "S said that C", "S urged X to C".

For languages whose data says so with each cue (English). It knows nothing of the reader by frames.
"""

from __future__ import annotations

from workbench.extract.quotes.by_complement.complements import rules_for
from workbench.extract.quotes.by_complement.reader import ComplementReader, join_continued

__all__ = ["ComplementReader", "join_continued", "rules_for"]
