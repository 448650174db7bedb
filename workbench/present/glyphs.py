"""The marks that carry meaning beside colour, in Unicode and in ASCII, one cell each.

Data only. Every mark means the same wherever it stands: list, gutter, sheet, help.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple


class Glyphs(NamedTuple):
    """One set of marks."""

    verdict: Mapping[str | None, str]
    """By the verdict's value; None: an open question."""
    reading: Mapping[str, str]
    given: str
    """The row's article is the analyst's to judge, and she has not begun it."""
    claim: Mapping[str, str]
    arrow: str
    """Between an outlet and whom it has it from."""
    ellipsis: str
    cursor: str
    """The bar in the gutter of the line or row under the cursor."""
    active: str
    """In the margin of the lines with the words that the list's cursor is on."""
    mark: str
    """Beside the cursor's bar: the row is marked."""
    relayed: str
    alike: str
    company: str
    """A colleague has it open now."""
    disputed: str
    """Another claim contradicts it."""
    equals: str
    bar: str
    """Between text and facts."""
    rule: str
    waiting: str
    """A row that is still being read."""
    cover: Mapping[str, str]
    """In the margin of a line, by the word of what covers it; a line that nothing covers is bare,
    so that what was missed is a gap."""
    layers: str
    """Digits 0 to 9 and more, for how many layers begin on a line."""
    bars: str
    """Heights of a bar, from none on."""


UNICODE = Glyphs(
    verdict={
        None: "?",
        "accepted": "✓",
        "corrected": "~",
        "rejected": "✗",
        "skipped": "»",
        "unsure": "¿",
    },
    reading={
        "new": "•",
        "open": "◦",
        "done": "✓",
        "set aside": "–",
    },
    given="›",
    claim={
        "draft": "·",
        "done": "✓",
        "reviewed": "★",
        "withdrawn": "✗",
    },
    arrow="←",
    ellipsis="…",
    cursor="▌",
    active="┃",
    mark="◆",
    relayed="←",
    alike="≈",
    company="@",
    disputed="≠",
    equals="→",
    bar="│",
    rule="─",
    waiting="·",
    cover={
        "uncovered": " ",
        "no body": "·",
        "nothing": "·",
        "answered": "┆",
        "claim": "│",
    },
    layers=" 123456789+",
    bars=" ▁▂▃▄▅▆▇█",
)

ASCII = Glyphs(
    verdict={
        None: "?",
        "accepted": "+",
        "corrected": "~",
        "rejected": "x",
        "skipped": ">",
        "unsure": "%",
    },
    reading={
        "new": "*",
        "open": "o",
        "done": "+",
        "set aside": "-",
    },
    given="}",
    claim={
        "draft": ".",
        "done": "+",
        "reviewed": "*",
        "withdrawn": "x",
    },
    arrow="<-",
    ellipsis="~",
    cursor=">",
    active="[",
    mark="#",
    relayed="<",
    alike="=",
    company="@",
    disputed="!",
    equals="=",
    bar="|",
    rule="-",
    waiting=".",
    cover={
        "uncovered": " ",
        "no body": ".",
        "nothing": ".",
        "answered": ":",
        "claim": "|",
    },
    layers=" 123456789+",
    bars=" .:|#",
)
