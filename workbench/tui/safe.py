"""The one door between data and a widget, and the net behind it.

A plain string given to a widget is markup to textual, and neither textual nor rich keeps escape
sequences out. Whatever comes from an article, a source or a file goes through `content`;
ControlFilter catches what went around it. Nothing here alters stored text.
"""

from __future__ import annotations

import re

from rich.segment import Segment
from textual.color import Color
from textual.content import Content
from textual.filter import LineFilter

from workbench.domain.text import safe, safe_line

_UNSAFE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]"
)
"""Control codes, bidi controls, zero-width marks and lone surrogates."""


def content(words: str) -> Content:
    """Words as a widget may show them: no markup, one visible code point for each unsafe one."""
    return Content(safe(words))


def content_line(words: str) -> Content:
    """As `content`, on one line."""
    return Content(safe_line(words))


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
