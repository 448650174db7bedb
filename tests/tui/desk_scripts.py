"""What the stories of the desk share: articles with what they let one do, and first steps."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from desk_driver import Desk

from workbench.domain.claim import Claim


@dataclass(frozen=True)
class Script:
    """What an article lets the story do."""

    title: str
    outlet: str
    relay: str
    joint: str
    """Words of a quote with two speakers."""
    speakers: tuple[str, str]
    doubtful: str
    """Words of a quote whose speaker is corrected."""
    bounds: str
    """A quote that is wanted without its last word."""
    dead: str
    """A statement of sources that nobody names."""
    sources: str
    place: str


SEED = Script(
    title="Haftar Tolak",
    outlet="KIBLAT.NET",
    relay="Daily Sabah",
    joint="Konflik itu merusak keamanan",
    speakers=("Recep Tayyip Erdogan", "Vladimir Putin"),
    doubtful="pihaknya menyambut seruan",
    bounds="partai-partai Libya",
    dead="sembilan orang mereka tewas dalam serangan pesawat tak berawak malam",
    sources="sumber-sumber LNA",
    place="al-Washka",
)
TRUCE = Script(
    title="Dua Pemerintah",
    outlet="KABAR LINTANG",
    relay="The Meridian Courier",
    joint="Kami menunggu satu kata",
    speakers=("Idris al-Karamani", "Nadia Salhoub"),
    doubtful="Serangan itu tidak dilakukan",
    bounds="Front Selatan mundur",
    dead="sebelas orang mereka tewas dalam serangan pesawat nirawak semalam",
    sources="sumber-sumber Front Selatan",
    place="Wadi Asma",
)


async def undone_and_done_again(desk: Desk, look: Callable[[], object]) -> None:
    """Undo takes the last act back in the database; redo brings back just what was there."""
    after = look()
    await desk.press("u")
    assert desk.status.startswith("undo"), desk.status
    assert look() != after
    await desk.press("ctrl+r")
    assert desk.status.startswith("redo"), desk.status
    assert look() == after


async def a_claim(desk: Desk, script: Script) -> Claim:
    """A claim with one hop, open on the screen."""
    await desk.press("enter")
    await desk.on_words(script.dead)
    await desk.press("c")
    await desk.type(script.sources)
    await desk.press("enter", "escape", "enter")
    assert desk.pane == "claim"
    return desk.claim
