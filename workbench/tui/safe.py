"""The net behind the door between data and the screen.

Widgets paint what `domain.text.safe` made of an article, never a string of it, which textual would
take for markup and send escape sequences of. ControlFilter catches what went around that.
"""

from __future__ import annotations

import re

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from workbench.domain.text import safe_line

_UNSAFE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]"
)
"""Control codes, bidi controls, zero-width marks and lone surrogates."""


class ControlFilter(LineFilter):
    """The net: no control code or bidi control that is still in a segment reaches the terminal."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The segments, made safe; the same list when there was nothing to do."""
        if not any(_UNSAFE.search(text) for text, _, control in segments if not control):
            return segments
        return [
            segment if segment.control else Segment(safe_line(segment.text), segment.style)
            for segment in segments
        ]
