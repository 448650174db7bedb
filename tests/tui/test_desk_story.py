"""A story from its first article to the report, by keys: a number that is corrected, a denial, a
relay in a circle and an independent second origin.

The articles are written for this; what the machine finds in them and proposes is its own.
"""

from __future__ import annotations

import asyncio
import json
import os
import re
import sys
from pathlib import Path
from typing import NamedTuple

import pytest
from desk_driver import Desk, library, story
from desk_terminal import CHECKOUT, ROOT

from workbench.domain.fact import Kind
from workbench.services.proof import verify
from workbench.tui.pages.counterparts import CounterpartsPage


class Printed(NamedTuple):
    """An article of the story."""

    outlet: str
    published: str
    lang: str
    title: str
    body: str


FIRST, CORRECTED, _DENIAL, EAST, WEST, _SECOND = range(1, 7)
ARTICLES = (
    Printed(
        "Radar Sungkai", "2026-03-04T10:00+07:00", "id", "Banjir Bandang Landa Desa Tirta",
        "SUNGKAI - Banjir bandang melanda Desa Tirta, Kabupaten Sungkai, Rabu (4/3/2026) pagi.\n\n"
        "“Empat orang tewas akibat banjir bandang di Desa Tirta,” kata Kepala BPBD Sungkai, "
        "Rahmat Hidayat, Rabu.\n",
    ),
    Printed(
        "Radar Sungkai", "2026-03-05T06:00+07:00", "id", "Korban Banjir Desa Tirta Bertambah",
        "SUNGKAI - Data korban diperbarui.\n\n"
        "“Sembilan orang tewas akibat banjir bandang di Desa Tirta,” kata Kepala BPBD Sungkai, "
        "Rahmat Hidayat, Kamis (5/3/2026).\n",
    ),
    Printed(
        "Kabar Hulu", "2026-03-04T18:00+07:00", "id", "Bupati Sungkai Bantah Ada Korban Jiwa",
        "SUNGKAI - Bupati Sungkai angkat bicara.\n\n"
        "“Tidak ada orang tewas akibat banjir bandang di Desa Tirta,” bantah Bupati Sungkai, "
        "Joko Susilo, Rabu.\n",
    ),
    Printed(
        "Warta Timur", "2026-03-05T07:00+07:00", "id", "Tanggul Desa Tirta Disebut Dijebol",
        "SUNGKAI - Kabar tentang tanggul ramai dibicarakan.\n\n"
        "“Lima orang menjebol tanggul di Desa Tirta,” kata Rudi Hartono, dikutip dari Kabar "
        "Barat, Kamis (5/3/2026).\n",
    ),
    Printed(
        "Kabar Barat", "2026-03-05T08:00+07:00", "id", "Lima Orang Jebol Tanggul",
        "SUNGKAI - Warga resah sejak pagi.\n\n"
        "“Lima orang menjebol tanggul sungai di Desa Tirta,” ujar Rudi Hartono, dikutip dari "
        "Warta Timur, Kamis (5/3/2026).\n",
    ),
    Printed(
        "The Coast Daily", "2026-03-05T09:00+07:00", "en", "Nine dead in Sungkai flood",
        "SUNGKAI - Bodies were brought to the district hospital on Wednesday.\n\n"
        "“Nine people died in the flash flood in Tirta village,” Sari Lestari, director of "
        "Sungkai Hospital, said on Thursday.\n",
    ),
)  # fmt: skip


def printed(folder: Path) -> Path:
    """The articles, as an export of some archive hands them over."""
    path = folder / "story.jsonl"
    path.write_text(
        "".join(
            json.dumps(
                {
                    "id": f"t-{place}",
                    "outlet": one.outlet,
                    "published": one.published,
                    "lang": one.lang,
                    "title": one.title,
                    "text": f"{one.title}\n\n{one.body}",
                }
            )
            + "\n"
            for place, one in enumerate(ARTICLES)
        ),
        "utf-8",
    )
    return path


async def beside(desk: Desk, number: int, words: str) -> None:
    """What other articles say beside what is said in an article in these words."""
    await desk.go_to(ARTICLES[number - 1].title)
    await desk.on_quote(words)
    await desk.press("gp")
    assert desk.pane == "counterparts", desk.status


async def at(desk: Desk, words: str) -> None:
    """Put the cursor on what another article says in these words."""
    page = desk.screen_of.page
    assert isinstance(page, CounterpartsPage)
    await desk.press("gg")
    while page.chosen is None or words not in page.chosen.said.span.exact:
        before = desk.row
        await desk.press("j")
        assert desk.row != before, f"nothing says {words!r}:\n{desk.screen()}"


async def report(path: Path, lang: str) -> str:
    """What `workbench report` says of all of it."""
    words = *CHECKOUT[1:], "--db", str(path), "--analyst", "ratna", "report", "--lang", lang
    run = await asyncio.create_subprocess_exec(
        sys.executable, *words, "--format", "md", "--out", "-",
        stdout=asyncio.subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(ROOT), "HOME": str(path.parent)},
    )  # fmt: skip
    out, _ = await run.communicate()
    assert run.returncode == 0
    return out.decode()


SAYS = {
    "en": (
        r"Rahmat Hidayat changed the number: 4 \(4 March 2026\) → 9 \(5 March 2026\)",
        r"- updates \[\d\]\(#s\d\) “Empat orang tewas",
        r"- contradicts \[\d\]\(#s\d\) \*\*Joko Susilo says \(a denial\):\*\* “Tidak ada",
        r"Rests on 2 independent origins\. (?=.*Rahmat Hidayat \(in ).*Sari Lestari \(in \\#6\)",
        r"Rests on 1 independent origin\. Rudi Hartono, through whom ",
        r"- Warta Timur ← Kabar Barat ← Warta Timur: claims that are linked\.",
    ),
    "id": (
        r"- memperbarui \[\d\]\(#s\d\) “Empat orang tewas",
        r"- bertentangan dengan \[\d\]\(#s\d\) \*\*Joko Susilo menyatakan \(membantah\):\*\*",
        r"2 sumber asal independen\. (?=.*Rahmat Hidayat \(dalam ).*Sari Lestari \(dalam ",
        r"- Warta Timur ← Kabar Barat ← Warta Timur: klaim yang bertautan\.",
    ),
}
"""What a report says of the number, the denial, the second origin and the circle.

Which of two origins comes first is left to it.
"""


@pytest.mark.parametrize("size", [(80, 24), (160, 50)])
@story
async def test_a_story_is_answered_by_keys_and_the_report_says_so(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    path = library(tmp_path / "story.db", printed(tmp_path))
    async with Desk.open(path, size=size) as desk:
        await a_number_that_is_corrected(desk)
        await a_second_origin_and_a_denial(desk)
        await a_relay_in_a_circle(desk)
        assert not list(verify(desk.bench.store))
    for lang, sayings in SAYS.items():
        told = await report(path, lang)
        for one in sayings:
            assert re.search(one, told), f"{one!r} is not told:\n{told}"


async def a_number_that_is_corrected(desk: Desk) -> None:
    """The same man says nine a day after he said four: newer, and no contradiction."""
    await beside(desk, FIRST, "Empat orang")
    await at(desk, "Sembilan orang")
    desk.shows("4 here, 9 there")
    await desk.press("c", "u")
    desk.shows("linked: updates")


async def a_second_origin_and_a_denial(desk: Desk) -> None:
    """A hospital says nine as well, in English; the regent says that nobody died. That there was a
    flood is no third origin of the nine."""
    await beside(desk, CORRECTED, "Sembilan orang")
    await at(desk, "Nine people")
    desk.shows("same", "Nine people died")
    await desk.press("a")
    desk.shows("linked: same")
    await at(desk, "Tidak ada orang")
    await desk.press("a")
    desk.shows("linked: contradicts")
    assert "Banjir bandang melanda" not in desk.screen()
    await desk.press("q")
    desk.shows("also in #6, 2 origins; #3 denies it")


async def a_relay_in_a_circle(desk: Desk) -> None:
    """Two outlets have it from each other, as both credit."""
    await beside(desk, EAST, "Lima orang")
    await at(desk, "tanggul sungai")
    await desk.press("a")
    desk.shows("linked: same")
    for number in (EAST, WEST):
        await desk.go_to(ARTICLES[number - 1].title)
        await desk.on_fact(lambda fact: fact.kind is Kind.RELAY)
        await desk.press("a")
        assert desk.status.startswith("accepted")
    await desk.press("gn")
    desk.shows(
        "Warta Timur ← Kabar Barat ← Warta Timur  (linked claims)",
        "#4 2026-03-05  Warta Timur ← Kabar Barat",
        "#5 2026-03-05  Kabar Barat ← Warta Timur",
    )
    desk.shows("2 claims in 2 articles all end with Rudi Hartono")
