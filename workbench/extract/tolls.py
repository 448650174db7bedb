"""What became of those whom a number counts, where that stands before the number: "the death toll
rose to nine", "korban tewas bertambah menjadi 21 orang", "jumlah yang benar adalah 12 orang".

A toll that only points back, "jumlah itu", counts what the number before it counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from workbench.domain.fact import Quantity
from workbench.domain.segment import Extent
from workbench.extract.amounts import QuantityRules
from workbench.extract.amounts import rules_for as quantity_rules_for
from workbench.extract.kept import compiled
from workbench.extract.lexicon import Lexicon, alternation, cased, lexicon_for
from workbench.extract.numbers import NumberReader, numbers_for
from workbench.extract.quantities import FoundQuantity
from workbench.extract.text_words import Led

_AGAIN_WITHIN = 200
"""Code points between a number and a toll that points back to it."""
_ALONE = 0.85
"""How sure a number is that nothing follows which it counts. A step by judgement: a little less
than one with what it counts behind it."""
_COUNTED = ("quantity.count", "quantity.other")
_PERSON = "person"


def _in_headlines(words: Iterable[str]) -> list[str]:
    """Each as a sentence has it, and as a headline with capitals does."""
    every = list(words)
    return [*cased(every), *map(str.title, every)]


class TollRules:
    """The words for tolls in one language."""

    def __init__(self, lex: Lexicon, numbers: NumberReader) -> None:
        self.tolls = lex.map("quantities", "tolls")
        again = lex.words("quantities", "tolls_again")
        reached, at, about = (
            alternation(_in_headlines(lex.words("quantities", key)))
            for key in ("toll_verbs", "tolls_at", "approximate")
        )
        bare = lex.words("quantities", "tolls_bare")
        of = alternation(
            [*lex.words("frames", "describing"), *lex.words("frames", "demonstrative")]
        )
        gap = r"(?:\s[^\s.,;:!?()\"“”]+){0,14}?"
        named = alternation(_in_headlines(self.tolls))
        pointing = alternation(cased(again))
        self.led = Led(
            compiled(
                rf"(?:(?P<toll>{named})(?:{gap}\s{reached}|\s{at})"
                rf"|(?:{pointing})(?:\s{of}{gap})?\s{reached}|(?:{alternation(cased(bare))}))"
                rf"\s(?:{about}\s)?(?={numbers.source}(?!\w))"
            ),
            [*self.tolls, *again, *bare],
        )
        """A toll up to its number."""
        self.fates = lex.set("quantities", "casualties")
        unsure = [
            word
            for key in ("hedges", "negations", "future", "hypothetical")
            for word in lex.words("frames", key)
        ]
        self.unsure = compiled(rf"(?<![\w-]){alternation(unsure)}(?![\w-])")
        """Before a number that is none yet: "may have risen to"."""


@lru_cache(maxsize=16)
def rules_for(lang: str) -> TollRules:
    """The toll rules of a language."""
    return TollRules(lexicon_for(lang), numbers_for(lang))


class _Toll(NamedTuple):
    start: int
    number: int
    """Where its number begins."""
    fate: str
    """What became of them; empty where it points back."""


def with_tolls(
    text: str, extent: Extent, lang: str, found: Sequence[FoundQuantity], taken: Sequence[Extent],
    before: Sequence[FoundQuantity] = (),
) -> list[FoundQuantity]:  # fmt: skip
    """The quantities of a stretch of a text, those behind a toll with what they count, and numbers
    of tolls that stand alone. taken: stretches that are no quantities. before: the quantities of
    the paragraph before, which a toll may point back to."""
    tolls = list(_tolls(text, *extent, lang))
    if not tolls:
        return list(found)
    rules = quantity_rules_for(lang)
    told = {one.start: one for one in found}
    earlier = {one.start: one for one in before}
    for toll in tolls:
        fate = (
            toll.fate
            or _fate_before(told, toll, text, lang, taken)
            or _fate_before(earlier, toll, text, lang, taken)
        )
        there = told.get(toll.number)
        if not fate:
            continue
        if there is None:
            alone = _alone(text, extent[1], toll, fate, rules)
            if alone and not _overlaps(alone, [*taken, *((q.start, q.end) for q in found)]):
                told[toll.number] = alone
        elif there.rule in _COUNTED:
            told[toll.number] = there._replace(attributes=_counting(there.attributes, fate, lang))
    return [told[at] for at in sorted(told)]


def _tolls(text: str, start: int, end: int, lang: str) -> Iterator[_Toll]:
    rules = rules_for(lang)
    for match in rules.led.finditer(text, start, end):
        if rules.unsure.search(text, match.start(), match.end()):
            continue
        named = match["toll"]
        fate = rules.tolls[" ".join(named.lower().split())] if named else ""
        yield _Toll(match.start(), match.end(), fate)


def _fate_before(
    told: Mapping[int, FoundQuantity], toll: _Toll, text: str, lang: str, taken: Sequence[Extent]
) -> str:
    """What became of those whom the numbers right before a toll count; nothing where they count
    several, or where another number stands between: not one of a day or a name ("Kencana 08")."""
    near = [one for at, one in told.items() if 0 < toll.start - at <= _AGAIN_WITHIN]
    if not near:
        return ""
    others = quantity_rules_for(lang).number.finditer(text, max(q.end for q in near), toll.start)
    if any(not _is_in(one.span(), taken) and one[0][:1] != "0" for one in others):
        return ""
    fates = {_fate(one.attributes, lang) for one in near if one.attributes.unit == _PERSON}
    return fates.pop() if len(fates) == 1 else ""


def _fate(quantity: Quantity, lang: str) -> str:
    """What became of those whom a quantity counts, as it has it: "orang | tewas"."""
    _, _, behind = (quantity.counts or "").partition(" ")
    fates = rules_for(lang).fates
    return behind if behind in fates else quantity.counts if quantity.counts in fates else ""


def _counting(quantity: Quantity, fate: str, lang: str) -> Quantity:
    if _fate(quantity, lang):
        return quantity
    return replace(quantity, counts=f"{quantity.counts} {fate}" if quantity.counts else fate)


def _alone(
    text: str, limit: int, toll: _Toll, fate: str, rules: QuantityRules
) -> FoundQuantity | None:
    """The number of a toll that nothing follows which it counts: "rose to nine on Friday"."""
    match = rules.number.match(text, toll.number, limit)
    value = rules.numbers.value(match.group()) if match else None
    if match is None or value is None or text[match.end() : match.end() + 1].isalnum():
        return None
    behind = rules.noun.match(text, match.end(), limit)
    if behind and rules.is_noun(behind.group(1)):
        return None
    is_about = rules.approximate.search(text, toll.start, match.start()) is not None
    quantity = Quantity(value, unit=_PERSON, counts=fate, approximate=is_about)
    return FoundQuantity(
        match.start(), match.end(), quantity, "quantity.toll", "a number behind what it counts",
        _ALONE,
    )  # fmt: skip


def _overlaps(one: FoundQuantity, others: Sequence[Extent]) -> bool:
    return _is_in((one.start, one.end), others)


def _is_in(extent: Extent, others: Sequence[Extent]) -> bool:
    return any(start < extent[1] and extent[0] < end for start, end in others)
