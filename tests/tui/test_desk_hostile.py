"""Whatever an article, a source or an analyst's words hold: it is shown, harmless, on every page.

The net behind the widgets must find nothing to do: what is painted is safe before it.
"""

from __future__ import annotations

import json
import os
import random
import unicodedata
from collections.abc import Sequence
from pathlib import Path

import pytest
from desk_driver import SAMPLE, UNSAFE, Desk, library, story
from rich.segment import Segment
from textual.color import Color

from workbench.services.proof import verify
from workbench.services.review import accept_facts
from workbench.services.view import view_article
from workbench.services.workbench import Workbench
from workbench.store import open_store
from workbench.tui.catalogue import read_catalogue
from workbench.tui.keymap import default_keys
from workbench.tui.safe import ControlFilter

NASTY = "\x1b[31m[/] [@click=app.quit]x[/] [b\x9b2J\u202ednarb\u202c \u200b\u2066\x07 \"' “=1+1"


class Trap(ControlFilter):
    """A net that nothing may fall into."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        for text, _, control in segments:
            assert control or not UNSAFE.search(text), repr(text)
        return segments


async def walk(desk: Desk, *keys: str) -> None:
    """Press keys; every line of the screen after each of them is safe."""
    for key in keys:
        await desk.press(key)
        for line in desk.strips():
            bad = [c for c in line if unicodedata.category(c) in ("Cc", "Cf", "Cs", "Co")]
            assert not bad, repr(line)


async def say(desk: Desk, words: str) -> None:
    """Paste words into the open field and enter them."""
    await desk.paste(words)
    await walk(desk)
    desk.strips()
    await desk.press("enter")


@pytest.fixture
def hostile(tmp_path: Path) -> Path:
    """A database with the hostile article and a few of the wire."""
    lines = (SAMPLE / "wire.jsonl").read_text(encoding="utf-8").splitlines()
    wire = tmp_path / "wire.jsonl"
    records = [json.loads(line) for line in lines]
    chosen = [one for one in records if one["id"] in ("hostile-01", "lintang-kapal-ralat")]
    chosen.append({
        "id": "nasty-meta", "title": NASTY, "outlet": f"Harian {NASTY}", "author": NASTY,
        "text": f"Kepala desa {NASTY} datang.\n\n“Kami {NASTY} tidak pergi,” kata Surya {NASTY}.",
        "url": f"https://x.example/{NASTY}", "lang": "id", "published": "2026-03-01",
    })  # fmt: skip
    wire.write_text("\n".join(map(json.dumps, chosen)), encoding="utf-8")
    return library(tmp_path / "hostile.db", wire)


@pytest.mark.parametrize(("title", "size"), [("Judul", (80, 24)), ("app.quit]x", (45, 12))])
@story
async def test_every_page_of_a_hostile_article_is_safe(
    hostile: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    title: str,
    size: tuple[int, int],
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    async with Desk.open(hostile, size=size) as desk:
        desk.app._net = Trap()
        await walk(desk, "j", "k", "gr", "q", "y")
        await desk.go_to(title)
        text = desk.view.text
        await walk(desk, "f", "e", "j", "gw", "y", "q", "f", "f")
        await say(desk, NASTY)
        await walk(desk, "f", "q", "space", "V", "j", "V", "*", "y", "escape")
        await walk(desk, "y", "tab", "ga", "w", "ga", "v", "e", "&", "w", "y", "-", "G")
        await walk(desk, "ga", "gg", "V", "y", "c")
        await say(desk, NASTY)
        await walk(desk, "escape", "enter", "er")
        await say(desk, NASTY)
        await walk(desk, "et")
        await say(desk, NASTY)
        await walk(desk, "o")
        await say(desk, f"Surya {NASTY}")
        await walk(desk, "ec")
        await say(desk, NASTY)
        await walk(desk, "i")
        await say(desk, NASTY)
        await walk(desk, "j", "j", "j", "y", "go", "q", "R", "3", "0", "0")
        await say(desk, NASTY)
        await walk(desk, "S", "y", "ea")
        await say(desk, f"{NASTY} alias")
        await walk(desk, "r", "c")
        await say(desk, NASTY)
        await walk(desk, "r", "escape", "en", "escape", "M")
        await desk.paste("Surya")
        await walk(
            desk, "escape", "q", "gs", "j", "j", "y", "q", "gc", "j", "q", "gj", "j", "j", "q"
        )
        await walk(desk, "g/")
        await say(desk, "Kami")
        await walk(desk, "j", "q", "g/")
        await say(desk, NASTY)
        await walk(desk, "q", "/")
        await say(desk, NASTY)
        await walk(desk, "?")
        await desk.paste(NASTY)
        await walk(desk, "escape", ":")
        await say(desk, NASTY)
        await walk(
            desk, "ea", "t", "enter", "ea", "escape", "u", "ctrl+r", "T", "z", "z", "T", "g*"
        )
        await walk(desk, "gl", "f")
        await say(desk, f"title:{NASTY}")
        await walk(desk, "F", "D", "A")
        await say(desk, NASTY)
        await walk(desk, "gj", "q")
        assert (
            desk.bench.store.articles.text(
                desk.bench.store.articles.resolve(str(_number(desk, title)))
            )
            == text
        )
        assert not list(verify(desk.bench.store))
        assert len(desk.ops()) > 10


SAID = "Tidak ada korban jiwa di pelabuhan itu"


@pytest.fixture
def hostile_pair(tmp_path: Path) -> Path:
    """Two articles that are nearly the same and hold the same words, the first with a translation;
    a colleague of an evil name has worked on it."""
    text = (
        f"Pelabuhan {NASTY} ditutup tiga hari karena gelombang tinggi di selat sebelah utara.\n\n"
        f"“{SAID},” kata Dewi Lestari {NASTY} di dermaga, Senin pagi, seusai rapat.\n\n"
        f"Pasar tutup {NASTY}, lalu sepi. {SAID}, tulis koran setempat pada sore harinya."
    )
    common = {"outlet": f"Harian {NASTY}", "lang": "id"}
    records = [
        common | {"id": "a", "title": f"Malam {NASTY}", "text": text, "published": "2026-03-01",
                  "translation": f"The port {NASTY} is shut.\n\n“Nobody,” she said.\n\nQuiet."},
        common | {"id": "b", "title": f"Pagi {NASTY}", "published": "2026-05-02",
                  "text": text.replace("Pasar", f"Toko {NASTY}").replace("tiga", "dua")},
    ]  # fmt: skip
    source = tmp_path / "pair.jsonl"
    source.write_text("\n".join(map(json.dumps, records)), encoding="utf-8")
    path = library(tmp_path / "desk.db", source)
    with open_store(path) as store:
        colleague = Workbench(store, f"budi {NASTY}")
        view = view_article(colleague, 1)
        accept_facts(colleague, view, view.open_questions())
    return path


@pytest.mark.parametrize("size", [(160, 50), (45, 12)])
@story
async def test_what_lies_over_several_articles_is_safe_too(
    hostile_pair: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int]
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    async with Desk.open(hostile_pair, size=size) as desk:
        desk.app._net = Trap()
        pages = {desk.pane}

        async def seen(*keys: str) -> None:
            for key in keys:
                await walk(desk, key)
                pages.add(desk.pane)

        await seen("gT", "g>", "H", "H", "j")
        await desk.go_to("Malam")
        await seen("t", "j", "tab", "j", "tab", "t", "gr", "j", "=", "]d", "tab", "]d", "y", "q")
        await seen("q", "tab", "gg", "/")
        await say(desk, SAID)
        await seen("v", "i", "c", "c")
        await say(desk, f"Dewi {NASTY}")
        await seen("escape", "et")
        await say(desk, f"topik {NASTY}")
        await seen("eg")
        await say(desk, NASTY)
        await seen("g*", "j", "k", "*", "a", "y", "q", ".")
        await seen("D", "y")
        await desk.go_to("Malam")
        await seen("L")
        assert "colleagues are shown: budi" in desk.status
        await seen("]d", "j", "gl", "gc", "j", "s", "s", "R", "1", "0", "0")
        await say(desk, NASTY)
        await seen("escape", "/")
        await say(desk, NASTY)
        await seen("F", "f")
        await say(desk, f'topic:"{NASTY}"')
        await seen("escape", "F", "V", "*", "et")  # a quote in the middle of it is refused
        await say(desk, NASTY)
        await seen("y", "gl", "f")
        await say(desk, f"-title:{NASTY.split()[-1]}")
        await seen("escape", "W")
        await say(desk, "pagi")
        await seen("o")
        await say(desk, f"sari {NASTY}")
        await seen("gq", "j", "e", "f", "y", "enter", "o", "escape", "gj", "j", "q", "gX")
        assert {"board", "compare", "suggestions", "selections"} <= pages
        assert {"topic", "claim elsewhere", "save selection"} <= set(desk.ops())
        assert not list(verify(desk.bench.store))


def _number(desk: Desk, title: str) -> int:
    rows = desk.bench.store.articles.rows((), analyst="ratna", limit=9)
    return next(row.number for row in rows if title in row.title)


# A random walk ----------------------------------------------------------------------------------

STEPS = int(os.environ.get("WORKBENCH_WALK", "1500"))
NOT_PRESSED = {"Q", "Z Z", "Z Q", "ctrl+z", "g e"}
"""Quitting, suspending and starting an editor end or leave the desk."""
TYPED = ("enter", "enter", "escape", "tab", "down", "lang:id", "a", "ban", "3", "Surya", "\u202e")


def bound_keys() -> list[str]:
    """Every sequence that some action has by default."""
    defaults = default_keys(read_catalogue()).values()
    found = {" ".join(keys) for sequences in defaults for keys in sequences}
    return sorted(found - NOT_PRESSED)


def some_keys(chance: random.Random, bound: Sequence[str]) -> list[str]:
    """A sequence of keys, and now and then words or a paste for the prompt it may open."""
    keys = chance.choice(bound).split()
    if chance.random() < 0.25:
        words = chance.choice(TYPED)
        keys += [words] if words in ("enter", "escape", "tab", "down") else list(words)
    if chance.random() < 0.1:
        keys.insert(0, str(chance.randrange(1, 40)))
    return keys


@pytest.mark.parametrize("seed", [7, 24])
@story
async def test_a_random_walk_breaks_nothing(
    truce: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    seed: int,
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    library(truce, SAMPLE / "demam-berdarah.txt", SAMPLE / "rail-pause.txt")
    chance = random.Random(seed)
    bound = bound_keys()
    pressed: list[str] = []
    async with Desk.open(truce) as desk:
        desk.app._net = Trap()
        texts = desk.bench.store.articles.texts([1, 2, 3])
        while len(pressed) < STEPS // 2:
            keys = some_keys(chance, bound)
            if chance.random() < 0.05:  # back to an article: most keys lead away from it
                keys = ["escape", "escape", "escape", ":", "1", "enter"]
            pressed += keys
            for key in keys:
                if chance.random() < 0.5:
                    desk.put(key)
                else:
                    await desk.press(key) if len(key) > 1 else await desk.type(key)
            await desk.idle()
            assert desk.app.is_running, pressed[-20:]
            assert "internal error" not in desk.status, (desk.status, pressed[-20:])
            often = 0.3 if desk.screen_of.is_too_small else 0.02  # there keys do next to nothing
            if chance.random() < often:
                await desk.resize(chance.choice((30, 80, 132)), chance.choice((8, 24, 50)))
            desk.strips()
        await desk.done()
        assert desk.bench.store.articles.texts([1, 2, 3]) == texts
        assert not list(verify(desk.bench.store))
        assert len(desk.ops()) > 2, "it did change things"
    assert not list((tmp_path / "state").rglob("crash-*"))
