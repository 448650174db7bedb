"""A picture of times as inline SVG: a bar from when to when each thing is said to be, and a mark
for when it was said; as narrow as all diagrams, so that a phone shows it whole.

What is not sure is dashed, what reaches beyond an edge ends in a point there: colour says nothing.
A group of links, no image: what is within an image is out of reach for who does not see it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from workbench.exchange.report.blocks import Bar, Times
from workbench.exchange.report.diagram import WIDTH, wrapped

_LEFT, _RIGHT = 6, WIDTH - 6
_ROW, _TOP = 36, 6
_LEAST = 3
"""Pixels of the shortest bar."""


def times_svg(times: Times, escape: Callable[[str], str]) -> str:
    """The picture. escape: makes words safe in markup."""
    bottom = _TOP + _ROW * len(times.bars)
    drawn = [
        f'<svg class="times" viewBox="0 0 {WIDTH} {bottom + 20}" role="group">'
        f"<title>{escape(times.title)}</title><desc>{escape(times.text)}</desc>",
        f'<path class="axis" d="M{_LEFT} {bottom}H{_RIGHT}M{_LEFT} {_TOP}V{bottom + 4}'
        f'M{_RIGHT} {_TOP}V{bottom + 4}"/>',
        f'<text class="note" x="{_LEFT}" y="{bottom + 16}">{escape(times.ends[0])}</text>',
        f'<text class="note end" x="{_RIGHT}" y="{bottom + 16}">{escape(times.ends[1])}</text>',
    ]
    for at, bar in enumerate(times.bars):
        drawn += _row(times, bar, _TOP + _ROW * at, escape)
    drawn.append("</svg>")
    return "".join(drawn)


def _row(times: Times, bar: Bar, y: int, escape: Callable[[str], str]) -> Iterator[str]:
    (words,) = wrapped(bar.words, _RIGHT - _LEFT - 8, lines=1)
    text = f'<text x="{_LEFT + 4}" y="{y + 14}">{escape(words)}</text>'
    yield f'<a href="{escape(bar.to)}">{text}</a>'
    left = min(_at(times, bar.first), _RIGHT - _LEAST)
    right = max(_at(times, bar.last), left + _LEAST)
    before = f"L{left - 5} {y + 24}" if bar.first < times.first else ""
    behind = f"L{right + 5} {y + 24}" if bar.last > times.last else ""
    look = "bar" if bar.is_sure else "bar dashed"
    shape = f"M{left} {y + 20}H{right}{behind}L{right} {y + 28}H{left}{before}z"
    yield f'<path class="{look}" d="{shape}"/>'
    if bar.said is not None:
        yield f'<circle class="said" cx="{_at(times, bar.said)}" cy="{y + 24}" r="4"/>'


def _at(times: Times, minute: int) -> int:
    """Where a minute is, within the edges."""
    room = _RIGHT - _LEFT - 12
    share = (minute - times.first) / (times.last - times.first)
    return _LEFT + 6 + round(room * min(max(share, 0.0), 1.0))
