"""Which country the places of an article lie in, told by the countries that it mentions.

Tripoli is in Libya where Libya is mentioned; a name that several countries share is left open when
nothing tells them apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from workbench.domain.fact import Kind
from workbench.extract.gazetteer import Gazetteer, fold, gazetteer
from workbench.extract.mention import Mention
from workbench.extract.name_rules import NameRules


def with_countries(mentions: Sequence[Mention], rules: NameRules) -> list[Mention]:
    """The mentions, places with the country they lie in as far as that is clear."""
    if not any(m.kind is Kind.PLACE for m in mentions):
        return list(mentions)
    table = gazetteer()
    mentioned = frozenset(_mentioned(mentions, table))
    found: dict[str, str] = {}
    located = []
    for mention in mentions:
        if mention.kind is Kind.PLACE:
            if mention.words not in found:
                found[mention.words] = _country(mention.words, table, mentioned, rules)
            if found[mention.words] and found[mention.words] != mention.country:
                mention = mention._replace(country=found[mention.words])
        located.append(mention)
    return located


def _mentioned(mentions: Iterable[Mention], table: Gazetteer) -> set[str]:
    """The countries that names, titles and organisations speak of."""
    pieces: set[str] = set()
    for words in {words for mention in mentions for words in (mention.words, mention.title)}:
        folded = fold(words)
        pieces.add(folded)
        pieces.update(folded.split()[:12])
    return table.evidence(pieces)


def _country(words: str, table: Gazetteer, mentioned: frozenset[str], rules: NameRules) -> str:
    """The country of a place; of "Kota Bogor" that of Bogor."""
    folded = fold(words)
    known = rules.places.get(words.lower())
    if known is not None and not mentioned.intersection(table.shared.get(folded, ())):
        return known
    if country := table.country(folded, mentioned):
        return country
    head, blank, rest = folded.partition(" ")
    return table.country(rest, mentioned) if blank and head in rules.place_heads else ""
