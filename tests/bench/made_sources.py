"""Sources for measuring: as many as asked for, the same ones each time, some merged, some rated."""

from __future__ import annotations

import random
from itertools import islice

from made_articles import FAMILY, GIVEN, PLACES, ROLES, SYLLABLES

from workbench.domain.journal import Change
from workbench.domain.source import Rating, Source, SourceKind
from workbench.services.workbench import Workbench

BODIES = ("Dinas", "Badan", "Kantor", "Komisi", "Yayasan", "Forum", "PT", "Balai", "Serikat")
AT_ONCE = 5_000
"""Changes of one act."""


def add_sources(bench: Workbench, count: int) -> None:
    """Add so many sources, every fiftieth merged into the one before it, every tenth rated."""
    dice = random.Random("sources")
    changes = []
    before = ""
    for number in range(count):
        name, kind = _named(dice, number)
        same_as = before if number % 50 == 49 else None
        source = Source(f"made-{number:06}", name, kind, _aliases(dice, name), same_as=same_as)
        changes.append(Change("source", source.uid, None, source.to_record()))
        if number % 10 == 0:
            rating = Rating(
                f"rated-{number:06}", source.uid, "ratna", "ABCDEF"[number // 10 % 6],
                "made", "2026-01-01T00:00:00Z",
            )  # fmt: skip
            changes.append(Change("rating", rating.uid, None, rating.to_record()))
        before = source.uid
    rest = iter(changes)
    while some := list(islice(rest, AT_ONCE)):
        bench.act("add source", some, "made")


def _named(dice: random.Random, number: int) -> tuple[str, SourceKind]:
    if number % 3:
        words = [dice.choice(GIVEN), _word(dice), dice.choice(FAMILY)]
        if number % 7 == 0:
            words.insert(0, dice.choice(ROLES))
        return " ".join(words), SourceKind.PERSON
    words = [dice.choice(BODIES), _word(dice), _word(dice), dice.choice(PLACES)]
    return " ".join(words), SourceKind.ORGANISATION


def _aliases(dice: random.Random, name: str) -> tuple[str, ...]:
    if dice.random() < 0.2:
        return ("".join(word[0] for word in name.split()),)
    return ()


def _word(dice: random.Random) -> str:
    return "".join(dice.choice(SYLLABLES) for _ in range(dice.randint(2, 4))).capitalize()
