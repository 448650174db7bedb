"""The README's recording of the desk, a minute made from the running program.

    python docs/record.py > docs/tour.svg

Needs the test extra. Drives `workbench demo` on a terminal of 80x24 and writes what it shows as one
animated SVG without scripts: every row of every scene once, with the times at which it is seen.
How long a scene is shown stands below, so that two recordings of one program are the same.
"""

from __future__ import annotations

import sys
import tempfile
import time
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby
from pathlib import Path
from typing import TextIO

from pyte.screens import Char

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "tests" / "tui")]

from desk_terminal import Terminal  # noqa: E402

COLUMNS, ROWS = 80, 24
CELL, LINE = 8.4, 18
"""Width and height of a cell."""
EDGE, LEGEND = 12, 34
"""Room around the screen, and for the line below it."""
STILL = 10
"""The scene that is shown where nothing moves."""
QUIET = 0.6
"""Seconds without a byte after which a screen is done."""
FONT = "ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace"
THEME = tomllib.loads((ROOT / "workbench" / "tui" / "themes" / "ink.toml").read_text("utf-8"))
GROUND, WORDS, FAINT, KEY = (THEME["palette"][name] for name in ("ground", "words", "faint", "sun"))


@dataclass(frozen=True)
class Scene:
    """Keys, how they are named, what they do, how long it is shown, and what must be seen."""

    keys: str
    named: str
    legend: str
    seconds: float
    shows: str = ""


ENTER, ESCAPE, TAB = "\r", "\x1b", "\t"
SCENES = (
    Scene("gXjk", "", "workbench demo: 31 invented articles at 80x24, as over SSH", 4, "title"),
    Scene("ftitle:Gencatan", "f", "filters the list", 2, "title:Gencatan"),
    Scene(ENTER, "enter", "one article is left, with 14 open questions", 2, "?14"),
    Scene(ENTER, "enter", "opens it: the text, and what a machine found in it", 5, "Ingrid"),
    Scene("j", "j", "to the first quote: its words are marked in the text", 2, "Ingrid"),
    Scene("a", "a", "accepts a quote: a claim with its attribution, and on", 3, "✓"),
    Scene("a", "a", "the same again", 2, "accepted"),
    Scene("jj", "j j", "two rows down: who welcomed the call?", 3, "Pemerintah"),
    Scene("es", "e s", "corrects the speaker", 3, "who says it"),
    Scene("Idris", "Idris", "a few letters find a source", 2, "who says it: Idris"),
    Scene(ENTER, "enter", "corrected and recorded: ~", 3, "corrected: Idris"),
    Scene(TAB, "tab", "to the text", 1, "text"),
    Scene("/sebelas", "/", "searches in it", 1.5, "sebelas"),
    Scene(ENTER, "enter", "sources that nobody names speak of eleven dead", 3, "1 hit"),
    Scene("c", "c", "claims the sentence. Who says it?", 3, "who says it"),
    Scene("sumber", "sumber", "the sources", 1.5, "who says it: sumber"),
    Scene(ENTER, "enter", "and who do they have it from?", 2, "has it from"),
    Scene("seorang perawat", "", "a nurse: somebody new", 2, "seorang perawat"),
    Scene(ENTER, "enter", "and she?", 1.5, "seorang perawat has it from"),
    Scene(ESCAPE, "escape", "nobody: the chain is told, outermost first", 4, "recorded;"),
    Scene(ENTER, "enter", "opens the claim: every hop can be moved or changed", 5, "hop"),
    Scene("go", "g o", "what it rests on: origins are counted, not outlets", 5, "independent"),
    Scene("qq", "q q", "back", 1, "text"),
    Scene("u", "u", "takes the last step back", 2, "undo: add hop"),
    Scene("uu", "u u", "and the next ones, without limit, across restarts", 3, "undo:"),
)  # fmt: skip

Row = tuple[Char, ...]


@dataclass(frozen=True)
class Shot:
    """What a scene looks like."""

    scene: Scene
    rows: Sequence[Row]


def shots(folder: Path) -> Iterator[Shot]:
    """Play the scenes on the program."""
    colours = {"COLORTERM": "truecolor"}
    size = (COLUMNS, ROWS)
    desk = Terminal(folder / "tour.db", "demo", size=size, environ=colours)
    try:
        desk.shows("gone when you quit")
        for scene in SCENES:
            desk.press(scene.keys)
            desk.shows(scene.shows)
            _settle(desk)
            yield Shot(scene, [_row(desk, line) for line in range(ROWS)])
    finally:
        desk.kill()


def _settle(desk: Terminal) -> None:
    """Read until nothing comes any more."""
    end = time.monotonic() + QUIET
    while time.monotonic() < end:
        if desk.read(QUIET / 10):
            end = time.monotonic() + QUIET
    desk.screen()


def _row(desk: Terminal, line: int) -> Row:
    cells = desk.drawn.buffer[line]
    return tuple(cells[column] for column in range(COLUMNS))


def drawing(taken: Sequence[Shot], out: TextIO) -> None:
    """Write the shots as an SVG that shows one after the other, again and again."""
    times = [0.0]
    for shot in taken:
        times.append(times[-1] + shot.scene.seconds)
    seen: dict[tuple[int, str], list[int]] = defaultdict(list)
    looks: dict[str, str] = {}
    for number, shot in enumerate(taken):
        for line, row in enumerate(shot.rows):
            seen[line, _drawn(row, line, looks)].append(number)
        seen[ROWS, _legend(shot.scene)].append(number)
    parts: list[str] = []
    moments: dict[tuple[int, ...], str] = {}
    for (_, words), scenes in seen.items():
        if words:
            name = moments.setdefault(tuple(scenes), f"s{len(moments)}")
            parts.append(f'<g class="{name}">{words}</g>')
    width, height = COLUMNS * CELL + 2 * EDGE, ROWS * LINE + 2 * EDGE + LEGEND
    out.write(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height}" '
        f'font-family="{FONT}" font-size="14">\n<title>A minute at the desk</title>\n<style>\n'
    )
    out.writelines(f".{name}{{{look}}}\n" for look, name in looks.items())
    for numbers, name in moments.items():
        out.write(_moments(name, numbers, times))
    out.write(
        "@media (prefers-reduced-motion:reduce){g{animation:none!important}}\n</style>\n"
        f'<rect width="{width:g}" height="{height}" rx="8" fill="{GROUND}"/>\n'
    )
    out.writelines(f"{part}\n" for part in parts)
    out.write("</svg>\n")


def _moments(name: str, numbers: Sequence[int], times: Sequence[float]) -> str:
    """The rules by which a row is seen in these scenes alone."""
    if len(numbers) == len(times) - 1:
        return ""
    still = "visible" if STILL in numbers else "hidden"
    steps = ["0%{visibility:hidden}"]
    for _, run in groupby(enumerate(numbers), lambda pair: pair[1] - pair[0]):
        stretch = [number for _, number in run]
        start, end = (100 * times[at] / times[-1] for at in (stretch[0], stretch[-1] + 1))
        steps.append(f"{start:.2f}%{{visibility:visible}}{end:.2f}%{{visibility:hidden}}")
    if numbers[0] == 0:
        del steps[0]
    return (
        f".{name}{{visibility:{still};animation:{name} {times[-1]:g}s step-end infinite}}\n"
        f"@keyframes {name}{{{''.join(steps)}}}\n"
    )


def _drawn(row: Row, line: int, looks: dict[str, str]) -> str:
    """A row as SVG: grounds, then words, one element for each stretch of one style."""
    parts, top = [], EDGE + line * LINE
    for ground, cells in groupby(enumerate(row), lambda cell: _style(cell[1])[1]):
        stretch = list(cells)
        if ground:
            look = looks.setdefault(f"fill:{ground}", f"c{len(looks)}")
            left, wide = EDGE + stretch[0][0] * CELL, len(stretch) * CELL
            place = f'x="{left:.1f}" y="{top}" width="{wide:.1f}" height="{LINE}"'
            parts.append(f'<rect class="{look}" {place}/>')
    for ink, cells in groupby(enumerate(row), lambda cell: _style(cell[1])[0]):
        stretch = list(cells)
        text = "".join(char.data for _, char in stretch)
        if kept := text.strip():
            look = looks.setdefault(ink, f"c{len(looks)}")
            left = EDGE + (stretch[0][0] + len(text) - len(text.lstrip())) * CELL
            place = f'x="{left:.1f}" y="{top + 13}" textLength="{len(kept) * CELL:.1f}"'
            kept = escape(kept, quote=False).replace(" ", "\N{NO-BREAK SPACE}")
            parts.append(f'<text class="{look}" {place}>{kept}</text>')
    return "".join(parts)


def _style(char: Char) -> tuple[str, str]:
    """How a cell's words look, and its ground where that is not the screen's."""
    ink, ground = _colour(char.fg, WORDS), _colour(char.bg, GROUND)
    if char.reverse:
        ink, ground = ground, ink
    look = f"fill:{ink}"
    look += ";font-weight:bold" if char.bold else ""
    look += ";font-style:italic" if char.italics else ""
    look += ";text-decoration:underline" if char.underscore else ""
    return look, "" if ground == GROUND else ground


def _colour(name: str, default: str) -> str:
    return default if name == "default" else f"#{name}"


def _legend(scene: Scene) -> str:
    """The line below the screen: the keys, and what they do."""
    base = 2 * EDGE + ROWS * LINE + LEGEND - 18
    key = f'<tspan fill="{KEY}" font-weight="bold">{escape(scene.named)}</tspan>  '
    words = f'<tspan fill="{FAINT}">{escape(scene.legend)}</tspan>'
    return f'<text x="{EDGE}" y="{base}">{key if scene.named else ""}{words}</text>'


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as place:
        drawing(list(shots(Path(place))), sys.stdout)
