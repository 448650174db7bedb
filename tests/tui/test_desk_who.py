"""Who may be meant: the article's own names first, the very name before longer ones, and what is
typed anew is of the class that the machine would give it."""

from __future__ import annotations

from pathlib import Path

import pytest
from desk_driver import Desk, library, story

from workbench.domain.claim import HopClass
from workbench.domain.source import SourceKind
from workbench.services.sources import add_source
from workbench.services.workbench import Workbench
from workbench.store import open_store

TEXT = (
    "Kementerian Kelautan mengatakan kapal itu aman. Menteri Pertahanan Rudi Hartono membantah.\n\n"
    "“Kami siap,” kata juru bicara PBB, Dewi Lestari, Senin.\n\n"
    "Kapal itu tiba malam hari. Kementerian Pertahanan menolak berkomentar. Pasar sepi.\n\n"
    "“Belum ada kabar,” kata Samrin Wabula kepada Kantor Berita Laut.\n"
)
OTHERS = (
    "Misi Diplomatik Israel untuk PBB", "Kementerian Agama", "Samrin", "Dewan Kelautan Dunia",
)  # fmt: skip


@pytest.fixture
def ships(tmp_path: Path) -> Path:
    """One article, and sources of other articles whose names are like those in it."""
    (tmp_path / "kapal.txt").write_text("Kapal Tiba\n\n" + TEXT, encoding="utf-8")
    path = library(tmp_path / "desk.db", tmp_path / "kapal.txt")
    with open_store(path) as store:
        for name in OTHERS:
            add_source(Workbench(store, "ratna"), name)
    return path


async def at_the_market(desk: Desk) -> None:
    await desk.press("enter")
    if desk.pane != "text":
        await desk.press("tab")
    await desk.press("/")
    await desk.fill("Pasar sepi")


def rows(desk: Desk) -> list[str]:
    """The names that the picker offers."""
    return [one.value for one in desk.screen_of.bar._completions]


def taken(desk: Desk) -> str:
    """The row that enter takes, as it is marked on the screen."""
    bar = desk.screen_of.bar
    last = desk.screen().splitlines()[-1 - len(bar._completions) : -1]
    (row,) = [line for line in last if line.startswith("▌")]
    return row


@story
async def test_the_names_of_the_article_are_offered_the_nearest_first(ships: Path) -> None:
    async with Desk.open(ships) as desk:
        await at_the_market(desk)
        await desk.press("c")
        assert "nobody else" in taken(desk)
        names = rows(desk)[1:]
        assert names[0] == "Kementerian Pertahanan"
        assert names.index("Dewi Lestari") < names.index("Kementerian Kelautan")
        assert not set(names) & set(OTHERS)
        await desk.type("kem")
        assert rows(desk)[:3] == [
            "Kementerian Pertahanan", "Kementerian Kelautan", "Kementerian Agama",
        ]  # fmt: skip
        assert "Kementerian Pertahanan" in taken(desk)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("PBB", "PBB"), ("pbb", "PBB"), ("Samrin", "Samrin"), ("samrin w", "Samrin Wabula"),
        ("kk", "Kementerian Kelautan"), ("KP", "Kementerian Pertahanan"), ("dl", "Dewi Lestari"),
        ("Misi Dip", "Misi Diplomatik Israel untuk PBB"), ("Zulkifli", "Zulkifli"),
    ],
)  # fmt: skip
@story
async def test_what_is_typed_takes_the_row_that_is_marked(
    ships: Path, typed: str, name: str
) -> None:
    async with Desk.open(ships) as desk:
        await at_the_market(desk)
        await desk.press("c")
        await desk.type(typed)
        assert name in taken(desk)
        await desk.press("enter", "enter")
        assert desk.chain()[-1] == name


@story
async def test_a_digit_takes_its_row_while_nothing_is_typed(ships: Path) -> None:
    async with Desk.open(ships) as desk:
        await desk.press("enter")
        fact = await desk.on_quote("Belum ada kabar")
        await desk.press("es")
        wanted = rows(desk)
        assert "Samrin Wabula" not in wanted, "who is named already is not offered unasked"
        await desk.press(str(wanted.index("Dewi Lestari")))
        claim = desk.view.claim_of(fact.id)
        assert claim
        assert desk.view.names(claim.hops[-1].sources) == ["Dewi Lestari"]
        await desk.on_quote("Kami siap")
        await desk.press("es")
        await desk.type(" 12 warga")
        await desk.press("enter")
        assert desk.bench.store.sources.named("12 warga")


@pytest.mark.parametrize("keys", [["es"], ["c", "enter", "enter", "es"], ["C"]])
@story
async def test_a_bare_enter_names_nobody_in_every_prompt(ships: Path, keys: list[str]) -> None:
    async with Desk.open(ships) as desk:
        await desk.press("enter")
        await desk.on_quote("Belum ada kabar")
        await desk.press(*keys)
        if not desk.screen_of.bar.is_open:
            return  # a claim of nobody's has no hop whose source could be chosen
        before = desk.ops()
        await desk.press("enter")
        assert desk.ops() == before


@pytest.mark.parametrize(
    ("lang", "typed", "hop_class", "kind"),
    [
        ("id", "sumber-sumber pejabat AS", HopClass.ANONYMOUS, SourceKind.GROUP),
        ("id", "sejumlah saksi mata", HopClass.ANONYMOUS, SourceKind.GROUP),
        ("id", "seorang pejabat senior", HopClass.ROLE, SourceKind.GROUP),
        ("id", "Media-media Iran", HopClass.ROLE, SourceKind.GROUP),
        ("id", "Kementerian Luar Negeri", HopClass.NAMED, SourceKind.ORGANISATION),
        ("id", "Reuters", HopClass.NAMED, SourceKind.OUTLET),
        ("id", "Joko Susilo", HopClass.NAMED, SourceKind.PERSON),
        ("en", "an anonymous source", HopClass.ANONYMOUS, SourceKind.GROUP),
        ("en", "witnesses", HopClass.ANONYMOUS, SourceKind.GROUP),
        ("en", "a senior official", HopClass.ROLE, SourceKind.GROUP),
        ("de", "eine Quelle", HopClass.ANONYMOUS, SourceKind.GROUP),
        ("de", "Regierungskreise", HopClass.ANONYMOUS, SourceKind.GROUP),
        ("de", "ein Sprecher", HopClass.ROLE, SourceKind.GROUP),
    ],
)
@story
async def test_what_is_typed_anew_has_the_class_that_the_machine_would_give_it(
    ships: Path, lang: str, typed: str, hop_class: HopClass, kind: SourceKind
) -> None:
    async with Desk.open(ships) as desk:
        await desk.press("ea", "l")
        await desk.fill(lang)
        await at_the_market(desk)
        await desk.press("c")
        await desk.type(typed)
        await desk.press("enter", "enter")
        (hop,) = desk.claim.hops
        assert hop.hop_class is hop_class
        (uid,) = hop.sources
        assert desk.bench.store.sources.get(uid).kind is kind
