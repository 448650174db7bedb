"""The reader whose cues each say what they take: "S said that C", "S urged X to C".

For languages whose data says so with each cue (English). It knows nothing of the reader by frames.
"""

from __future__ import annotations

from workbench.extract.quotes.by_complement.reader import ComplementReader

__all__ = ["ComplementReader"]
