"""The reader whose cues stand in frames: "S mengatakan bahwa C", "C, kata S", "menurut S, C".

For languages whose data lists the words around a reporting clause (Indonesian, German). It knows
nothing of the reader by complements.
"""

from __future__ import annotations

from workbench.extract.quotes.by_frame.reader import FrameReader

__all__ = ["FrameReader"]
