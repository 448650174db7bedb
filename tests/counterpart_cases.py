"""Four articles of one flood, and counterparts of what is said in them, kept as a judge would."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from services_cases import bench_on, imported
from stores import Stores

from workbench.domain.claim import ClaimState
from workbench.domain.counterpart import Counterpart, Differs, Place, Stance
from workbench.domain.fact import Fact, Kind
from workbench.services.annotate import edit_claim
from workbench.services.review import accept_fact
from workbench.services.view import view_article
from workbench.services.workbench import Workbench

FLOOD = (
    "Banjir Bandang\n\n“Sembilan orang tewas akibat banjir bandang di Garut,” kata Budi Santoso.\n",
    "Banjir di Garut\n\n“Sembilan warga tewas akibat banjir di Garut,” ujar Budi Santoso, Senin.\n",
    "Korban Bertambah\n\n“Sebelas orang tewas akibat banjir di Garut,” kata Rina Wijaya.\n",
    "Bantahan\n\n“Tidak ada orang tewas akibat banjir di Garut,” bantah Joko Susilo.\n",
)
NUMBER = Differs("number", "9", "11")
DENIED = Differs("denied", "die", "die")


def quote(bench: Workbench, number: int) -> Fact:
    """What somebody says in an article."""
    return next(one for one in view_article(bench, number).facts if one.kind is Kind.QUOTE)


def place(bench: Workbench, number: int) -> Place:
    span = quote(bench, number).span
    return Place(number, span.start, span.end)


def keep(bench: Workbench, *found: tuple[int, int, Stance, tuple[Differs, ...]]) -> None:
    """Keep these alone, as what was found: (one, other, stance, differs)."""
    kept = [
        Counterpart(place(bench, one), place(bench, other), stance, 80, differs)
        for one, other, stance, differs in found
    ]
    bench.store.counterparts.keep({1: [], 2: [], 3: [], 4: kept})


def of_the_flood(bench: Workbench) -> None:
    """Keep that the second says the same as the first, the third has a later number, and the fourth
    denies it."""
    keep(
        bench,
        (2, 1, Stance.SAME, ()),
        (3, 1, Stance.UPDATES, (NUMBER.turned,)),
        (4, 1, Stance.CONTRADICTS, (DENIED,)),
    )


def reviewed(bench: Workbench, *numbers: int) -> None:
    """Accept what is said in these articles."""
    for number in numbers:
        accept_fact(bench, view_article(bench, number), quote(bench, number))


def withdrawn(bench: Workbench, number: int) -> None:
    """Withdraw the analyst's one claim in an article."""
    view = view_article(bench, number)
    (claim,) = view.my_claims()
    edit_claim(bench, view, replace(claim, state=ClaimState.WITHDRAWN))


@contextmanager
def flooded(stores: Stores, folder: Path) -> Iterator[Workbench]:
    """A desk with the articles and what was found of them."""
    with stores.open("flood") as store:
        bench = bench_on(store)
        imported(bench, folder, *FLOOD, outlet="Kapal Pos", lang="id", published="2026-03-04")
        of_the_flood(bench)
        yield bench
