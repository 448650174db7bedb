"""Quantities: value, unit, what is counted, approximation, and the same in another unit.

"370 km (230 mil)" is two facts that point to each other. Years, ages in brackets, article numbers,
scores and clock times are not quantities. An amount that only tells its size ("ratusan") is the
range of that size, approximate.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from workbench.domain.fact import Quantity
from workbench.domain.span import Span
from workbench.extract.amounts import QuantityRules, rules_for
from workbench.extract.kept import compiled
from workbench.extract.sentences import trim
from workbench.extract.text_words import words_in

_ALONE_LONGEST = 90
"""Code points of a line that is only a number in words."""
_AGREES = 0.1
"""By how much of the larger one the two of a pair in different units may differ."""
_SIGNS = compiled(r"[^\d\s]+")
_MINUS = compiled(r"[^\W\d_]+\s|[-−]")


class FoundQuantity(NamedTuple):
    """One quantity with its rule."""

    start: int
    end: int
    attributes: Quantity
    rule: str
    reason: str
    score: float


def find_quantities(
    text: str, start: int, end: int, lang: str, taken: Sequence[tuple[int, int]]
) -> list[FoundQuantity]:
    """The quantities of text[start:end] outside the taken stretches (times), in order."""
    rules = rules_for(lang)
    found: list[FoundQuantity] = []
    if not taken and end - start <= _ALONE_LONGEST and (alone := _alone(rules, text, start, end)):
        return [alone]
    busy = iter(sorted(taken))
    current = next(busy, None)
    behind = start
    for at in _beginnings(rules, text, start, end):
        match = rules.pattern.match(text, at, end) if at >= behind else None
        if match is None:
            continue
        behind = match.end()
        while current and current[1] <= at:
            current = next(busy, None)
        if current and current[0] < behind:
            continue
        if quantity := _read(rules, text, match, end):
            found.append(quantity)
    return _pair(rules, text, found)


def _beginnings(rules: QuantityRules, text: str, start: int, end: int) -> list[int]:
    """Where a quantity may begin in text[start:end], in order."""
    places = words_in(text).alone(rules.beginnings, start, end)
    marks = [mark.start() for mark in rules.marks.finditer(text, start, end)]
    return sorted([*places, *marks]) if marks else places


def _alone(rules: QuantityRules, text: str, start: int, end: int) -> FoundQuantity | None:
    """A line or cell that is a number or an ordinal and nothing else."""
    start, end = trim(text, start, end)
    words = text[start:end]
    if re.fullmatch(r"[12]\d{3}", words):
        return None
    value, unit = rules.numbers.number(words), None
    if value is None:
        value, unit = rules.numbers.ordinal(words), "ordinal"
    if value is None:
        return None
    return FoundQuantity(
        start, end, Quantity(value, unit=unit), "quantity.alone",
        "a number that stands alone", 0.7,
    )  # fmt: skip


_REASONS = {
    "money": ("a currency sign and a number", 0.96),
    "coins": ("a number and a currency", 0.95),
    "signed": ("a number and a currency sign", 0.93),
    "measure": ("a number and a unit", 0.93),
    "count": ("a number and what it counts", 0.9),
    "fraction": ("a fraction in words", 0.8),
    "led": ("a unit before its number", 0.9),
    "ordinal": ("a place in an order", 0.8),
    "rank": ("a place in an order, in words", 0.8),
    "other": ("a number before a noun", 0.6),
}


def _read(
    rules: QuantityRules, text: str, match: re.Match[str], limit: int
) -> FoundQuantity | None:
    sort = match.lastgroup or ""
    if match.group() in rules.no_amounts:
        return None
    before = text[max(0, match.start() - 24) : match.start()]
    read = {
        "fraction": _fraction, "ordinal": _ordinal,
        "rank": _ordinal, "led": _led, "other": _other,
    }.get(sort, _amount)(rules, text, match, limit)  # fmt: skip
    if read is None or (sort in ("count", "other") and _is_label(rules, before, match)):
        return None
    start, end, quantity = read
    if rules.approximate.search(before):
        quantity = replace(quantity, approximate=True)
    reason, score = _REASONS[sort]
    return FoundQuantity(start, end, quantity, f"quantity.{sort}", reason, score)


_Read = tuple[int, int, Quantity]
"""Start, end and what it says."""


def _amount(rules: QuantityRules, text: str, match: re.Match[str], limit: int) -> _Read | None:
    """A number or a range with a currency, a unit or what it counts."""
    sort, words = match.lastgroup or "", match.group()
    is_money = sort in ("money", "coins", "signed")
    numbers = list((rules.amount if is_money else rules.number).finditer(words))
    if not numbers:
        return None
    value, top, is_vague = _value(rules, [n.group() for n in numbers], is_money=is_money)
    if value is None:
        return None
    start, unit = match.start(), _unit(rules, sort, words, numbers[-1].end())
    if sort == "measure" and _MINUS.match(words) and numbers[0].start():
        value = -value
    if sort == "measure" and (times := _factor(rules, text, match.start(), unit)):
        start, value = start - times[1], value * times[0]
    counts = _counted(rules, text, match, numbers[-1].end(), limit) if sort == "count" else None
    return start, match.end(), Quantity(value, top, unit, counts, is_vague)


def _value(
    rules: QuantityRules, words: Sequence[str], *, is_money: bool
) -> tuple[float | None, float | None, bool]:
    """Value, upper end, and whether the words only tell the size."""
    numbers = rules.numbers
    if size := numbers.vague_range(words[0]):
        return *size, True
    read = numbers.money if is_money else numbers.value
    value = read(words[0])
    top = read(words[-1]) if len(words) > 1 else None
    if value is None or top is None:
        return value, None, False
    scale = numbers.magnitude(words[-1])
    if numbers.magnitude(words[0]) == 1 < scale and value <= top / scale:
        value *= scale
    return value, top if top > value else None, False


def _factor(
    rules: QuantityRules, text: str, start: int, unit: str | None
) -> tuple[float, int] | None:
    """ "2 x" before "1.000 MW": a factor and its length; of lengths it makes an area."""
    if unit is None or rules.sizes.get(unit, ("",))[0] == "length":
        return None
    match = rules.factor.search(text, max(0, start - 12), start)
    value = rules.numbers.value(match.group(1)) if match else None
    return (value, start - match.start()) if match and value is not None else None


def _fraction(rules: QuantityRules, text: str, match: re.Match[str], limit: int) -> _Read | None:
    """ "dua pertiga penduduk"; half of something only where it says of what."""
    words = match.group().lower()
    value = rules.numbers.fraction_of(words)
    of = rules.of.match(text, match.end(), limit)
    noun = rules.noun.match(text, match.end(), limit)
    is_half = words in rules.half
    if value is None or not (of or (noun and not is_half and rules.is_noun(noun.group(1)))):
        return None
    return match.start(), match.end(), Quantity(value)


def _ordinal(rules: QuantityRules, text: str, match: re.Match[str], limit: int) -> _Read | None:
    """ "ke-7", "peringkat ketujuh": what is in a place stays out of the span."""
    word = match.group().split()[-1]
    value = rules.numbers.ordinal(word)
    if value is None:
        return None
    return match.end() - len(word), match.end(), Quantity(value, unit="ordinal")


def _led(rules: QuantityRules, text: str, match: re.Match[str], limit: int) -> _Read | None:
    """ "bermagnitudo 5,6": the number alone is the span."""
    unit, _, number = match.group().rpartition(" ")
    value = rules.numbers.value(number)
    if value is None:
        return None
    quantity = Quantity(value, unit=rules.units_before.get(unit.strip().lower()))
    return match.end() - len(number), match.end(), quantity


def _other(rules: QuantityRules, text: str, match: re.Match[str], limit: int) -> _Read | None:
    """A number before a noun; the noun belongs to it."""
    value, top, is_vague = _value(rules, [match.group()], is_money=False)
    counted = rules.noun.match(text, match.end(), limit)
    noun = counted.group(1).lower() if counted else ""
    if counted is None or value is None or not rules.is_noun(noun):
        return None
    if match.group().isdigit() and len(match.group()) == 4 and 1800 <= value <= 2100:
        return None
    return match.start(), counted.end(), Quantity(value, top, None, noun, is_vague)


def _is_label(rules: QuantityRules, before: str, match: re.Match[str]) -> bool:
    """ "Pasal 27 ayat", "JT 610 batal": the number names something; "Sebanyak 12 orang" counts."""
    if match.group()[0].isalpha():
        return False
    if rules.numbered.search(before):
        return True
    name = rules.name_before.search(before)
    if name is None or match.lastgroup == "count":
        return False
    left = before[: name.start(1)].rstrip()
    return left[-1:] not in ("", ".", "!", "?", "“", '"', "\n")


def _unit(rules: QuantityRules, sort: str, words: str, number_end: int) -> str | None:
    behind = " ".join(words[number_end:].strip(" -\t\n").lower().split())
    if sort == "money":
        sign = _SIGNS.match(words)
        key = sign.group().lower() if sign else ""
        return rules.currency.get(key) or rules.currency.get(key.rstrip("."))
    if sort == "coins":
        return rules.currency_after.get(behind)
    if sort == "signed":
        return rules.currency.get(behind.rstrip(".")) or rules.currency.get(behind)
    if sort == "measure":
        return rules.units.get(behind)
    return rules.classifiers.get(behind) if sort == "count" else None


def _counted(
    rules: QuantityRules, text: str, match: re.Match[str], number_end: int, limit: int
) -> str:
    """What is counted, with what became of it: "orang tewas"."""
    noun = " ".join(match.group()[number_end:].lower().split())
    fate = rules.casualties.match(text, match.end(), min(limit, match.end() + 48))
    return f"{noun} {fate.group('what')}" if fate else noun


_PAIRED = frozenset({"quantity.measure", "quantity.money", "quantity.coins"})


def _pair(rules: QuantityRules, text: str, found: list[FoundQuantity]) -> list[FoundQuantity]:
    """Link "370 km (230 mil)": the second in brackets right behind the first."""
    for index in range(len(found) - 1):
        one, other = found[index], found[index + 1]
        between = text[one.end : other.start]
        closes = text[other.end : other.end + 2].lstrip()[:1] in (")", "]")
        if len(between) > 4 or between.strip() not in ("(", "[") or not closes:
            continue
        if not {one.rule, other.rule} <= _PAIRED or one.attributes.unit == other.attributes.unit:
            continue
        first = replace(one.attributes, pair=Span.of(text, other.start, other.end))
        second = replace(other.attributes, pair=Span.of(text, one.start, one.end))
        if first.approximate:
            second = replace(second, approximate=True)
        agrees = _agree(rules, first, second)
        found[index] = _doubted(one._replace(attributes=first), agrees=agrees)
        found[index + 1] = _doubted(other._replace(attributes=second), agrees=agrees)
    return found


def _agree(rules: QuantityRules, one: Quantity, other: Quantity) -> bool:
    """Whether two quantities are the same within a tenth, as far as their units are known."""
    sizes = [rules.sizes.get(quantity.unit or "") for quantity in (one, other)]
    if sizes[0] is None or sizes[1] is None or one.value is None or other.value is None:
        return True
    (kind, factor), (other_kind, other_factor) = sizes[0], sizes[1]
    first, second = one.value * factor, other.value * other_factor
    return kind == other_kind and abs(first - second) <= _AGREES * max(abs(first), abs(second))


def _doubted(found: FoundQuantity, *, agrees: bool) -> FoundQuantity:
    if agrees:
        return found
    reason = f"{found.reason}; the other unit in brackets says something else"
    return found._replace(reason=reason, score=0.5)
