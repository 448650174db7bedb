"""What stands behind a claim, in words: each origin, what it counts for, and why.

Says what `domain.origin` decided; decides nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from workbench.domain.claim import Link, LinkKind
from workbench.domain.origin import OriginCount, Standing
from workbench.domain.text import safe_line
from workbench.present.cells import fit
from workbench.present.glyphs import UNICODE, Glyphs
from workbench.present.runs import Run, Runs, fill_runs

_WHY: Mapping[Standing, str] = {
    Standing.COUNTED: "",
    Standing.ANONYMOUS: "not confirmed: two anonymous origins never count as two",
    Standing.SIMILAR: "not confirmed: the article is like one of another origin, and nobody said "
    "which derives from which (gr)",
    Standing.READ: "the same words, as another analyst reads them: they were said once",
    Standing.NONE: "nobody stands behind it",
    Standing.UNSAID: "it does not assert the words: it denies them, or says nothing of them",
}
_STYLES: Mapping[Standing, str] = {
    Standing.COUNTED: "source",
    Standing.ANONYMOUS: "anonymous",
    Standing.SIMILAR: "unsure",
    Standing.READ: "dim",
    Standing.NONE: "dim",
    Standing.UNSAID: "dim",
}
_NAME = 26

_FORWARD: Mapping[LinkKind, str] = {
    LinkKind.SAME: "same as",
    LinkKind.SUPPORTS: "supports",
    LinkKind.CONTRADICTS: "contradicts",
    LinkKind.UPDATES: "updates",
}
_BACKWARD: Mapping[LinkKind, str] = {
    LinkKind.SAME: "same as",
    LinkKind.SUPPORTS: "supported by",
    LinkKind.CONTRADICTS: "contradicted by",
    LinkKind.UPDATES: "updated by",
}


def origins_words(count: OriginCount, claims: int) -> str:
    """The count over so many claims, this one among them."""
    over = f" over this claim and {claims - 1} linked to it" if claims > 1 else ""
    return f"independent origins{over}: {count}"


def origin_row(
    standing: Standing,
    name: str,
    number: int,
    width: int,
    *,
    owners: Sequence[str] = (),
    glyphs: Glyphs = UNICODE,
) -> Runs:
    """An origin with the article of a claim that comes from it, in exactly `width` cells: whether
    it counts, who it is, and why not; of outlets of one owner who that is, and which they are."""
    counts = standing is Standing.COUNTED
    mark = glyphs.verdict["accepted"] if counts else glyphs.verdict[None]
    return fill_runs(
        (
            Run(f"{mark} {fit(standing.value, 13)}", "accepted" if counts else "open"),
            Run(fit(", ".join(owners) or name, _NAME, glyphs.ellipsis) + " ", _STYLES[standing]),
            Run(f"#{number}  ", "text"),
            Run(_WHY[standing] or _owned(name, owners), "dim"),
        ),
        width,
    )


def again_row(name: str, number: int, width: int, glyphs: Glyphs = UNICODE) -> Runs:
    """One more claim from the same origin: it adds none."""
    return fill_runs(
        (
            Run(f"  {fit('the same', 13)}", "dim"),
            Run(fit(name, _NAME, glyphs.ellipsis) + " ", "dim"),
            Run(f"#{number}", "text"),
        ),
        width,
    )


def why_words(standing: Standing, name: str, owners: Sequence[str] = ()) -> str:
    """Why an origin counts or does not, in full."""
    who = safe_line(", ".join(owners) or name)
    why = _WHY[standing] or _owned(name, owners) or "counts as one origin"
    return f"{who}: {why}"


def house_words(house: str, origins: Sequence[str]) -> str:
    """Several origins that stand in one house: that is told, and counts for nothing."""
    return safe_line(f"one house, {house}: {', '.join(origins)}")


def _owned(name: str, owners: Sequence[str]) -> str:
    """Which outlets an owner makes one origin."""
    return safe_line(f"one owner's: {name}") if owners else ""


def link_words(link: Link, claim: str) -> str:
    """How the claim with this uid stands to the other one of a link."""
    return (_FORWARD if link.claim == claim else _BACKWARD)[link.kind]
