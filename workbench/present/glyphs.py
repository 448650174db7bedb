"""The marks that carry meaning beside colour, in Unicode and in ASCII, one cell each.

Data only. Every mark means the same wherever it stands: list, gutter, sheet, help.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from workbench.domain.article import ReadingState
from workbench.domain.claim import ClaimState
from workbench.domain.decision import Verdict


@dataclass(frozen=True, slots=True)
class Glyphs:
    """One set of marks."""

    verdict: Mapping[Verdict | None, str]
    """None: an open question."""
    reading: Mapping[ReadingState, str]
    claim: Mapping[ClaimState, str]
    arrow: str
    """Between an outlet and whom it has it from."""
    ellipsis: str
    cursor: str
    """The bar in the gutter of the line or row under the cursor."""
    marked: str
    relayed: str
    alike: str
    equals: str
    bar: str
    """Between text and facts."""
    rule: str
    waiting: str
    """A row that is still being read."""
    layers: str
    """Digits 0 to 9 and more, for how many layers begin on a line."""
    chosen: str
    choices: tuple[str, str]
    """Around a value that is one of several."""


UNICODE = Glyphs(
    verdict={
        None: "?",
        Verdict.ACCEPTED: "✓",
        Verdict.CORRECTED: "~",
        Verdict.REJECTED: "✗",
        Verdict.SKIPPED: "»",
        Verdict.UNSURE: "¿",
    },
    reading={
        ReadingState.NEW: "•",
        ReadingState.OPEN: "◦",
        ReadingState.DONE: "✓",
        ReadingState.SET_ASIDE: "–",
    },
    claim={
        ClaimState.DRAFT: "·",
        ClaimState.DONE: "✓",
        ClaimState.REVIEWED: "★",
        ClaimState.WITHDRAWN: "✗",
    },
    arrow="←",
    ellipsis="…",
    cursor="▌",
    marked="+",
    relayed="←",
    alike="≈",
    equals="→",
    bar="│",
    rule="─",
    waiting="·",
    layers=" 123456789+",
    chosen="▸",
    choices=("‹", "›"),
)

ASCII = Glyphs(
    verdict={
        None: "?",
        Verdict.ACCEPTED: "+",
        Verdict.CORRECTED: "~",
        Verdict.REJECTED: "x",
        Verdict.SKIPPED: ">",
        Verdict.UNSURE: "%",
    },
    reading={
        ReadingState.NEW: "*",
        ReadingState.OPEN: "o",
        ReadingState.DONE: "+",
        ReadingState.SET_ASIDE: "-",
    },
    claim={
        ClaimState.DRAFT: ".",
        ClaimState.DONE: "+",
        ClaimState.REVIEWED: "*",
        ClaimState.WITHDRAWN: "x",
    },
    arrow="<-",
    ellipsis="~",
    cursor=">",
    marked="+",
    relayed="<",
    alike="=",
    equals="=",
    bar="|",
    rule="-",
    waiting=".",
    layers=" 123456789+",
    chosen=">",
    choices=("<", ">"),
)
