"""Quantities: value, unit, what is counted, approximation, and the same in another unit.

"370 km (230 mil)" is two facts that point to each other. Years, ages in brackets, article numbers
and clock times are not quantities.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from workbench.domain.fact import Quantity
from workbench.domain.span import Span
from workbench.extract.lexicon import Lexicon, alternation, lexicon_for
from workbench.extract.numbers import NumberReader, numbers_for

_ALONE_LONGEST = 90
"""Code points of a line that is only a number in words."""
_SIGN_WORDS = ["Rp"]
"""Currency signs of letters that may stand behind their number, too ("20Rp")."""


@dataclass(frozen=True, slots=True)
class FoundQuantity:
    """One quantity with its rule."""

    start: int
    end: int
    attributes: Quantity
    rule: str
    reason: str
    score: float


class QuantityRules:
    """The quantity patterns of one language, compiled together."""

    def __init__(self, lex: Lexicon, numbers: NumberReader) -> None:
        self.numbers = numbers
        self.units = lex.map("quantities", "units")
        self.classifiers = lex.map("quantities", "classifiers")
        self.currency = lex.map("quantities", "currency")
        self.currency_after = lex.map("quantities", "currency_after")
        self.not_counted = lex.set("quantities", "not_counted")
        number = numbers.source
        ranges = rf"(?:\s?(?:{alternation(lex.words('quantities', 'range'))})\s?{number})?"
        sign = alternation(self._written(lex, "currency"))
        between = rf"\s?(?:{alternation(lex.words('quantities', 'range'))})\s?"
        amount = numbers.amount
        behind = alternation([w for w in self.currency if not w.isalpha()] + _SIGN_WORDS)
        after = alternation(self._both(self.currency_after))
        unit = alternation(self._both(self.units))
        classifier = alternation(self._both(self.classifiers))
        self.pattern = re.compile(
            rf"(?<![\w.,/-])(?:"
            rf"(?P<money>{sign}\s?{amount}(?:{between}(?:{sign}\s?)?{amount})?)"
            rf"|(?P<coins>{amount}(?:(?:\s{{1,2}}{after})?{between}{amount})?\s{{1,2}}{after})"
            rf"|(?P<signed>{amount}\s?{behind}(?!\s?\d))"
            rf"|(?P<measure>{number}{ranges}(?:\s{{0,2}}|-){unit})"
            rf"|(?P<count>{number}{ranges}\s{{1,2}}{classifier})"
            rf"|(?P<other>\d{{1,3}}(?:[.,]\d{{3}}){{1,4}}|(?:{numbers.digits}))"
            rf")(?![\w])"
        )
        self.number = re.compile(number)
        self.amount = re.compile(amount)
        self.approximate = re.compile(
            rf"(?:^|\W)(?:{alternation(lex.words('quantities', 'approximate'))})\s{{0,2}}\Z",
            re.IGNORECASE,
        )
        self.casualties = re.compile(
            r"\s{1,2}(?:[^\W\d_]+\s{1,2})??"
            rf"(?P<what>{alternation(lex.words('quantities', 'casualties'))})(?!\w)"
        )
        self.noun = re.compile(r"\s{1,2}([a-zà-ÿ][\w-]{2,30})")

    @staticmethod
    def _both(words: dict[str, str]) -> list[str]:
        return [form for word in words for form in (word, word.upper(), word.capitalize())]

    @staticmethod
    def _written(lex: Lexicon, key: str) -> list[str]:
        words = lex.map("quantities", key)
        return [form for word in words for form in (word, word.upper(), word.capitalize())]


@lru_cache(maxsize=16)
def rules_for(lang: str) -> QuantityRules:
    """The quantity rules of a language."""
    return QuantityRules(lexicon_for(lang), numbers_for(lang))


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
    for match in rules.pattern.finditer(text, start, end):
        while current and current[1] <= match.start():
            current = next(busy, None)
        if current and current[0] < match.end():
            continue
        if quantity := _read(rules, text, match):
            found.append(quantity)
    return _pair(text, found)


def _alone(rules: QuantityRules, text: str, start: int, end: int) -> FoundQuantity | None:
    """A line or cell that is a number or an ordinal and nothing else."""
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


def _read(rules: QuantityRules, text: str, match: re.Match[str]) -> FoundQuantity | None:
    sort = match.lastgroup or ""
    is_money = sort in ("money", "coins", "signed")
    pattern = rules.amount if is_money else rules.number
    read = rules.numbers.money if is_money else rules.numbers.value
    numbers = list(pattern.finditer(match.group()))
    if not numbers:
        return None
    value = read(numbers[0].group())
    top = read(numbers[-1].group()) if len(numbers) > 1 else None
    if value is None or (top is not None and top < value):
        top = None
        if value is None:
            return None
    unit = _unit(rules, sort, match.group(), numbers[-1].end())
    counts, end = None, match.end()
    if sort == "count":
        counts = _counted(rules, text, match, numbers[-1].end())
    elif sort == "other":
        counted = rules.noun.match(text, match.end())
        noun = counted.group(1).lower() if counted else ""
        if not noun or noun in rules.not_counted or not _is_countable(match.group(), value):
            return None
        counts = noun
        end = counted.end() if counted else end
    approximate = bool(rules.approximate.search(text[max(0, match.start() - 24) : match.start()]))
    quantity = Quantity(value, top, unit, counts, approximate)
    reason, score = _REASONS[sort]
    return FoundQuantity(match.start(), end, quantity, f"quantity.{sort}", reason, score)


_REASONS = {
    "money": ("a currency sign and a number", 0.96),
    "coins": ("a number and a currency", 0.95),
    "signed": ("a number and a currency sign", 0.93),
    "measure": ("a number and a unit", 0.93),
    "count": ("a number and what it counts", 0.9),
    "other": ("a number before a noun", 0.6),
}


def _is_countable(words: str, value: float) -> bool:
    """Whether a bare number may count something: not a year, nothing of many decimals."""
    return not (words.isdigit() and len(words) == 4 and 1800 <= value <= 2100)


def _unit(rules: QuantityRules, sort: str, words: str, number_end: int) -> str | None:
    behind = " ".join(words[number_end:].strip(" -\t\n").lower().split())
    if sort == "money":
        sign = re.match(r"[^\d\s]+", words)
        key = sign.group().lower() if sign else ""
        return rules.currency.get(key) or rules.currency.get(key.rstrip("."))
    if sort == "coins":
        return rules.currency_after.get(behind)
    if sort == "signed":
        return rules.currency.get(behind.rstrip(".")) or rules.currency.get(behind)
    if sort == "measure":
        return rules.units.get(behind)
    return rules.classifiers.get(behind) if sort == "count" else None


def _counted(rules: QuantityRules, text: str, match: re.Match[str], number_end: int) -> str:
    noun = " ".join(match.group()[number_end:].lower().split())
    fate = rules.casualties.match(text, match.end(), min(len(text), match.end() + 48))
    return f"{noun} {fate.group('what')}" if fate else noun


def _pair(text: str, found: list[FoundQuantity]) -> list[FoundQuantity]:
    """Link "370 km (230 mil)": the second in brackets right behind the first."""
    for index in range(len(found) - 1):
        one, other = found[index], found[index + 1]
        between = text[one.end : other.start]
        closes = text[other.end : other.end + 1] == ")"
        same_sort = {one.rule, other.rule} <= {
            "quantity.measure",
            "quantity.money",
            "quantity.coins",
        }
        if between.strip() != "(" or len(between) > 3 or not closes or not same_sort:
            continue
        if one.attributes.unit == other.attributes.unit:
            continue
        first = replace(one.attributes, pair=Span.of(text, other.start, other.end))
        second = replace(other.attributes, pair=Span.of(text, one.start, one.end))
        if first.approximate:
            second = replace(second, approximate=True)
        found[index] = replace(one, attributes=first)
        found[index + 1] = replace(other, attributes=second)
    return found
