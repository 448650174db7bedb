"""What names are known by in signatures."""

from __future__ import annotations

from workbench.domain.fact import Kind
from workbench.extract.gazetteer import fold, gazetteer


def country_of(folded: str) -> str:
    """The code of a country, by its name or by what its people are called."""
    known = gazetteer()
    return known.countries.get(folded) or known.demonyms.get(folded, "")


def key_of(kind: Kind, name: str) -> str:
    """What a name is known by; a country by its code, also where its people are a body's name."""
    folded = fold(name)
    return folded if kind is Kind.PERSON else country_of(folded) or folded
