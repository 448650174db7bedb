"""What an analyst made by keys leaves in every format that is read, and comes back the same."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

from desk_driver import Desk, story
from desk_scripts import TRUCE
from exchange_tools import read_back

from workbench.domain.claim import Claim
from workbench.exchange import formats
from workbench.exchange.bundle import AnnotatedArticle
from workbench.services.exporting import gathered

BACK = [one for one in formats() if one.reads and one.writes]


def told(items: Iterable[Any]) -> list[Any]:
    """The claims of what was read, with the sources of their hops by name."""
    given = list(items)
    names = {one.uid: one.name for one in given if hasattr(one, "aliases")}
    claims = [claim for one in given if isinstance(one, AnnotatedArticle) for claim in one.claims]
    return [_told(claim, names) for claim in sorted(claims, key=lambda one: one.span)]


def _told(claim: Claim, names: dict[str, str]) -> Any:
    hops = [replace(hop, sources=tuple(names[uid] for uid in hop.sources)) for hop in claim.hops]
    return claim.uid, claim.span, claim.restatement, claim.note, hops


@story
async def test_claims_made_by_keys_come_back_in_every_format(truce: Path, tmp_path: Path) -> None:
    async with Desk.open(truce) as desk:
        await desk.press("enter")
        await desk.on_quote(TRUCE.joint)
        await desk.press("a")
        await desk.on_words(TRUCE.dead)
        await desk.press("c")
        await desk.type(TRUCE.sources)
        await desk.press("enter", "escape")
        await desk.press("tab", "3", ")", "V", "c")
        await desk.type("Radio Wadi")
        await desk.press("enter")
        await desk.type("seorang perawat")
        await desk.press("enter", "enter")
        with gathered(desk.bench) as all_of_it:
            bundle = replace(all_of_it, articles=tuple(all_of_it.articles))
    made = told([*bundle.sources, *bundle.articles])
    assert sorted(len(hops) for *_, hops in made) == [1, 1, 2]
    assert {len(hop.sources) for *_, hops in made for hop in hops} == {1, 2}
    for known in BACK:
        assert told(read_back(known, bundle, tmp_path / known.name)) == made, known.name
