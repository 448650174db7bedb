"""The source network as rows of text, at the desk and in print: a table that fits 80 columns, and
circles with their steps in words. Names are made safe and cut to cells here."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from workbench.domain.circle import Circle, CircleBasis, CircleKind
from workbench.domain.network import Cited, Edge, Record
from workbench.domain.text import safe_line
from workbench.present.cells import fit, fit_right
from workbench.present.counting import counted
from workbench.present.glyphs import UNICODE, Glyphs
from workbench.present.runs import Run, Runs, fill_runs

_NUMBERS = (("claims", 6), ("conf", 4), ("den", 3))
_DAY = 10
_LEAST = 66
"""Cells under which a row tells the last day alone."""
Name = Callable[[str], str]
"""How a source is shown."""


def edge_heading(width: int) -> Runs:
    """What stands over the table, in exactly `width` cells."""
    return _row(("who", "has it from"), [word for word, _ in _NUMBERS], ("first", "last"), width,
                ("header",) * 4)  # fmt: skip


def edge_row(
    edge: Edge, name: Name, width: int, glyphs: Glyphs = UNICODE, *, is_checked: bool = True
) -> Runs:
    """Who passes on whom, in how many claims, how many of them were confirmed and denied by
    independent ones, and from when to when; in exactly `width` cells. is_checked: whether that is
    known yet."""
    numbers = [str(one) if one else "-" for one in (edge.claims, edge.confirmed, edge.denied)]
    numbers[1:] = numbers[1:] if is_checked else [glyphs.waiting] * 2
    who = name(edge.citing), f"{glyphs.arrow} {name(edge.cited)}"
    return _row(who, numbers, (edge.first or "-", edge.last or "-"), width,
                ("source", "title", "text", "warning" if edge.denied else "text"))  # fmt: skip


def _row(
    who: tuple[str, str],
    numbers: Sequence[str],
    days: tuple[str, str],
    width: int,
    styles: Sequence[str],
) -> Runs:
    shown = days if width >= _LEAST else days[1:]
    told = sum(size + 1 for _, size in _NUMBERS) + len(shown) * (_DAY + 1)
    left = max(2, width - told - 1)
    first = left // 2
    runs = [
        Run(fit(safe_line(who[0]), first) + " ", styles[0]),
        Run(fit(safe_line(who[1]), left - first), styles[1]),
    ]
    for (word, size), number in zip(_NUMBERS, numbers, strict=True):
        runs.append(Run(" " + fit_right(number, size), styles[3 if word == "den" else 2]))
    runs += [Run(" " + fit(day, _DAY), styles[2] if styles[2] == "header" else "dim")
             for day in shown]  # fmt: skip
    return fill_runs(runs, width)


def edge_details(edge: Edge) -> str:
    """What a row has no room for: articles, topics, months, what nobody answered."""
    parts = [counted(edge.articles, "article")]
    if edge.topics:
        parts.append("topics " + _listed(edge.topics))
    if edge.months:
        parts.append("months " + _listed(edge.months))
    if edge.asked:
        parts.append(f"{counted(edge.asked, 'open question')} besides")
    return "; ".join(parts)


def _listed(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{word} {count}" for word, count in counts.items())


_BASES = {
    CircleBasis.LINKED: "linked claims",
    CircleBasis.SAME_DAY: "articles of one day; nobody linked the claims",
}


def circle_words(circle: Circle, name: Name, glyphs: Glyphs = UNICODE) -> str:
    """What leads round, and what holds it together."""
    claims = counted(len({step.claim for step in circle.steps}), "claim")
    if circle.kind is CircleKind.ONE_END:
        outlets = len({step.number for step in circle.steps})
        return f"{claims} in {counted(outlets, 'article')} all end with {name(circle.sources[0])}"
    if circle.kind is CircleKind.EARLY:
        return f"in print before its stated source has it here: {name(circle.sources[0])}"
    ring = f" {glyphs.arrow} ".join(map(name, (*circle.sources, circle.sources[0])))
    return f"{ring}  ({_BASES[circle.basis]})"


def step_words(
    step: Cited, name: Name, glyphs: Glyphs = UNICODE, kind: CircleKind = CircleKind.RING
) -> str:
    """One step of a circle: where it stands and who has it from whom there; of what is early, with
    the time of day."""
    leads = f"{glyphs.arrow} {name(step.cited)}" if step.cited else "ends there"
    when = step.at.replace("T", " ") if kind is CircleKind.EARLY else step.day
    return f"#{step.number} {when or 'no date'}  {name(step.citing)} {leads}"


def record_words(record: Record) -> str:
    """What became of what a source said, by links."""
    if not record.said:
        return "said nothing that is recorded"
    return (
        f"said {record.said}, confirmed later {record.confirmed}, denied later {record.denied} "
        "(by links to claims of independent origins)"
    )
