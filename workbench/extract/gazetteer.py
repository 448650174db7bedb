"""Places of the world: which country a place lies in, and what an article's countries say of it.

A table made from GeoNames (build/gazetteer.py), read once when a name is first asked for. It says
nothing about whether words are a name, and it leaves a country open rather than guess.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

from workbench.errors import DataError
from workbench.extract.data import DATA_FOLDER
from workbench.extract.kept import compiled
from workbench.extract.lexicon import name_prefixes

DATA = "places.tsv"
DOUBT = "?"
"""Ends the countries of a name of which none holds by far the most people."""
SECTIONS = ("countries", "demonyms", "cities", "shared", "settlements")
_APART = compiled(r"[^\w]+")
_SILENT = str.maketrans(
    {"'": "", "’": "", "‘": "", "ʼ": "", "`": "", ".": "", "ı": "i", "ł": "l", "ø": "o", "đ": "d",
     "ß": "ss", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th"}
)  # fmt: skip


@lru_cache(maxsize=1)
def _prefix() -> re.Pattern[str]:
    return compiled(rf"(?<![^\W_]){name_prefixes()}[-‐‑–](?=\w)")


@lru_cache(maxsize=4_096)
def fold(name: str) -> str:
    """The form that names are compared in: lower case, no diacritics, apostrophes, hyphens or
    Arabic articles ("el-Beida", "Al-Baydā" -> "beida", "bayda"). Folding twice changes nothing.
    """
    folded = name.lower()
    if not folded.isascii():
        apart = unicodedata.normalize("NFKD", folded)
        folded = "".join(c for c in apart if not unicodedata.combining(c)).lower()
        folded = unicodedata.normalize("NFKC", folded)
    folded = _prefix().sub("", folded.translate(_SILENT))
    return _APART.sub(" ", folded).strip()


class Gazetteer(NamedTuple):
    """The table, by folded name; countries are ISO 3166-1 alpha-2 codes."""

    countries: Mapping[str, str]
    demonyms: Mapping[str, str]
    cities: Mapping[str, str]
    """Names of one country only."""
    shared: Mapping[str, tuple[str, ...]]
    """Names of several countries, that with the most people first; DOUBT last where none leads."""
    settlements: frozenset[str]
    """Small places of Indonesia: many are plain words or people's names too."""

    def knows(self, folded: str) -> bool:
        """Whether it is the name of a country or of a larger town."""
        return folded in self.cities or folded in self.countries or folded in self.shared

    def knows_any(self, folded: str) -> bool:
        """Whether it is the name of a place, however small."""
        return self.knows(folded) or folded in self.settlements

    def evidence(self, names: Iterable[str]) -> set[str]:
        """The countries that folded names and adjectives of nationality stand for."""
        countries, demonyms = self.countries, self.demonyms
        return {
            countries[name] if name in countries else demonyms[name]
            for name in names
            if name in countries or name in demonyms
        }

    def country(self, folded: str, mentioned: Collection[str]) -> str:
        """The country of a place in an article that mentions these countries; "" in doubt."""
        one = self.countries.get(folded) or self.cities.get(folded)
        if one:
            return one
        if candidates := self.shared.get(folded):
            spoken_of = [code for code in candidates if code in mentioned]
            if spoken_of:
                return spoken_of[0] if len(spoken_of) == 1 else ""
            return "" if candidates[-1] == DOUBT else candidates[0]
        return "ID" if folded in self.settlements and "ID" in mentioned else ""


@lru_cache(maxsize=1)
def gazetteer() -> Gazetteer:
    """The shipped table; DataError when it is damaged."""
    file = DATA_FOLDER / DATA
    return read_gazetteer(file.read_text(encoding="utf-8"))


def read_gazetteer(table: str) -> Gazetteer:
    """The table of a data file: a line each of section names ("= cities") and code, tab, names."""
    sections: dict[str, dict[str, str]] = {name: {} for name in SECTIONS}
    current: dict[str, str] | None = None
    for number, line in enumerate(table.splitlines(), 1):
        if line.startswith("#"):
            continue
        if line.startswith("= "):
            current = sections.get(line[2:])
        code, tab, names = line.partition("\t")
        if current is None or not (tab or line.startswith("= ")):
            raise DataError(f"{DATA}: line {number} belongs to no section")
        if tab:
            current.update(dict.fromkeys(names.split("|"), code))
    return Gazetteer(
        sections["countries"],
        sections["demonyms"],
        sections["cities"],
        {name: tuple(codes.split()) for name, codes in sections["shared"].items()},
        frozenset(sections["settlements"]),
    )
