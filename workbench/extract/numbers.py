"""Numbers as a language writes them: digits with its grouping, and words with its scales.

Used for quantities and for times ("dua hari lalu"). It reads values only; what they count is
somebody else's business.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from math import inf

from workbench.extract.kept import compiled
from workbench.extract.lexicon import Lexicon, alternation, lexicon_for

_DIGITS = r"\d{1,3}(?:[.,]\d{3}){1,5}(?:[.,]\d{1,3})?|\d{1,12}(?:[.,]\d{1,4})?"
_WORD = compiled(r"[^\W\d_]+|\d[\d.,]*")
_LARGE = 1000
"""The least scale behind which another number may follow, in a smaller one."""


class NumberReader:
    """Finds and reads the numbers of one language."""

    def __init__(self, lex: Lexicon) -> None:
        self.words = lex.numbers("quantities", "numbers")
        self.scales = lex.numbers("quantities", "scales")
        self.teens = lex.set("quantities", "teens")
        self.joins = lex.set("quantities", "and")
        self.decimal = lex.text("quantities", "decimal") or "."
        self.grouping = lex.text("quantities", "grouping")
        every = [*self.words, *self.scales]
        word = alternation([*every, *(w.capitalize() for w in every)])
        start = alternation([*self.words, *(w.capitalize() for w in self.words)])
        scale = alternation(self.scales)
        ones = lex.words("quantities", "ones")
        self.ones = frozenset(ones)
        halves = [one for half in lex.words("quantities", "half") for one in (half, half.title())]
        half = rf"{alternation(halves)}\s{alternation(ones)}\s{scale}(?!\w)|" if ones else ""
        self.spelled = rf"(?:{half}{start}(?!\w)(?:[\s-]{{1,2}}{word}(?!\w)){{0,6}})"
        """Pattern source of a number in words: "two hundred", "half a million"."""
        scaled = rf"(?:\s?{scale}(?!\w))?\s?{_descending(self.scales)}"
        self.digits = rf"(?:{_DIGITS})(?:{scaled}|(?:\s?{scale}(?!\w)){{1,2}})?"
        """Pattern source of a number in digits, with a scale behind it: "2 juta 300 ribu"."""
        self.source = rf"(?:{self.digits}|{self.spelled})"
        self.vague = {
            word: (float(low), float(high) if high else None)
            for word, span in lex.map("quantities", "vague").items()
            for low, _, high in [span.partition("..")]
        }
        of = alternation(lex.words("quantities", "of"))
        vague = alternation([*self.vague, *(w.capitalize() for w in self.vague)])
        vague_scale = alternation([*self.scales, *self.vague])
        self.vague_source = (
            rf"{vague}(?!\w)(?:\s{{1,2}}(?:{of}\s)?{vague_scale}(?!\w)){{0,2}}(?:\s{of}(?=\s))?"
        )
        """Pattern source of an amount that only tells its size: "puluhan ribu"."""
        parts = lex.numbers("quantities", "fractions")
        self.fractions = parts
        whole = lex.words("quantities", "whole_fractions")
        alone = alternation([*whole, *(w.capitalize() for w in whole)])
        numerators = [*self.words, *ones]
        numerator = alternation([*numerators, *(w.capitalize() for w in numerators)])
        self.fraction = rf"(?:{numerator}[\s-]{{1,2}}{alternation(parts)}|{alone})"
        """Pattern source of a fraction in words."""
        self.suffixes = lex.numbers("quantities", "suffixes")
        self.money_suffixes = {**self.suffixes, **lex.numbers("quantities", "money_suffixes")}
        letters = "".join(_both_cases(self.money_suffixes))
        suffix = rf"(?:\s?[{letters}](?!\w))?" if letters else ""
        self.amount = (
            rf"(?:(?:{_DIGITS})(?:{scaled}|(?:\s?{scale}(?!\w)|{suffix or '(?!)'}){{1,2}})?"
            rf"|{self.spelled})"
        )
        """Pattern source of an amount of money: a scale or a letter for one may follow."""
        self.alone = lex.numbers("quantities", "alone")
        minus = alternation(lex.words("quantities", "negative"))
        self.minus = compiled(rf"\s*(?:[-−]|{minus}(?!\w))\s?", re.IGNORECASE)
        self.ordinals = lex.numbers("quantities", "ordinals")
        self.ordinal_prefix = compiled(
            rf"{alternation(lex.words('quantities', 'ordinal_prefixes'))}(?=\w)", re.IGNORECASE
        )
        self.ordinal_suffix = compiled(
            rf"(?<=\d){alternation(lex.words('quantities', 'ordinal_suffixes'))}\Z"
        )

    def number(self, words: str) -> float | None:
        """The value of words that are a number and nothing else: "-1,2M", ",77", "kosong"."""
        stripped = words.strip().rstrip(".")
        minus = self.minus.match(stripped)
        body = stripped[minus.end() :] if minus else stripped
        if body[:1] == self.decimal and body[1:2].isdigit():
            body = f"0{body}"
        value = self.alone.get(body.lower())
        if value is None and re.fullmatch(r"[\w\s.,-]+", body):
            value = self._sum(body, self.suffixes)
        if value is None:
            return None
        return -value if minus else value

    def ordinal(self, words: str) -> float | None:
        """The value of an ordinal and nothing else: "ke-4", "keempat", "fourth"."""
        stripped = words.strip().rstrip(".").lower()
        if stripped in self.ordinals:
            return self.ordinals[stripped]
        prefix = self.ordinal_prefix.match(stripped)
        suffix = self.ordinal_suffix.search(stripped)
        if not prefix and not suffix:
            return None
        return self._sum(
            stripped[prefix.end() if prefix else 0 : suffix.start() if suffix else None], {}
        )

    def money(self, words: str) -> float | None:
        """The value of an amount of money: "10K", "1,2 M"."""
        return self._sum(words, self.money_suffixes)

    def value(self, words: str) -> float | None:
        """The value of a number in digits or words; None when it does not add up."""
        return self._sum(words, {})

    def vague_range(self, words: str) -> tuple[float, float | None] | None:
        """What an amount that only tells its size may be: "puluhan ribu" is 10000 to 99999."""
        tokens = _WORD.findall(words.lower())
        if not tokens or tokens[0] not in self.vague:
            return None
        low, high = self.vague[tokens[0]]
        for token in tokens[1:]:
            factor = self.scales.get(token) or self.vague.get(token, (1.0, None))[0]
            low, high = low * factor, (high + 1) * factor - 1 if high is not None else None
        return low, high

    def fraction_of(self, words: str) -> float | None:
        """The value of a fraction in words: "dua pertiga", "three quarters"."""
        *above, part = words.lower().replace("-", " ").split()
        value = self.fractions.get(part)
        counted = [word for word in above if word not in self.ones]
        times = self._sum(" ".join(counted), {}) if counted else 1.0
        return value * times if value is not None and times is not None else None

    def magnitude(self, words: str) -> float:
        """The scales in an amount, multiplied: 1e6 for "3,5 juta", 1 for "3,5"."""
        product = 1.0
        for token in _WORD.findall(words.lower()):
            scale = self.scales.get(token, self.money_suffixes.get(token, 1.0))
            product *= scale if scale >= _LARGE else 1.0
        return product

    def _sum(self, words: str, suffixes: Mapping[str, float]) -> float | None:
        total = part = 0.0
        size, is_scale = inf, False  # of the last part: its scale, and whether that was just read
        current: float | None = None
        for token in _WORD.findall(words.lower()):
            was_scale, is_scale = is_scale, self.scales.get(token, 0) >= _LARGE
            if token[0].isdigit():
                read = self.read_digits(token)
                if read is None or current is not None:
                    return None
                current = read
            elif token in self.words:
                current = (current or 0) + self.words[token]
            elif token in self.scales:
                scale = self.scales[token]
                if token in self.teens:
                    current = (current or 0) + scale
                elif was_scale:  # "2 ribu triliun"
                    total, part, size = total + part * (scale - 1), part * scale, scale
                elif is_scale:
                    part = (current if current is not None else 1) * scale
                    if max(part, scale) >= size:
                        return None  # "300 ribu 2 juta" is two numbers
                    total, current, size = total + part, None, scale
                else:
                    current = self._scaled(current, scale)
            elif token in suffixes and current is not None:
                total, current = total + current * suffixes[token], None
            elif token not in self.joins and not (0 < (current or 0) < 1 and token in self.ones):
                return None
        if current is None and total == 0:
            return None
        return total + (current or 0)

    @staticmethod
    def _scaled(current: float | None, scale: float) -> float:
        """ "lima puluh" = 50; "tiga ratus lima puluh": only the last part is scaled."""
        if current is None:
            return scale
        last = current % 10 if current >= 10 else current
        return current - last + (last or 1) * scale

    def read_digits(self, token: str) -> float | None:
        """ "2.400" and "3,5" by the language's grouping and decimal marks."""
        token = token.rstrip(".,")
        if self.grouping and re.fullmatch(
            rf"\d{{1,3}}(?:{re.escape(self.grouping)}\d{{3}})+(?:{re.escape(self.decimal)}\d+)?",
            token,
        ):
            token = token.replace(self.grouping, "")
        token = token.replace(self.decimal, ".") if self.decimal != "." else token
        try:
            return float(token)
        except ValueError:
            return None


def _descending(scales: Mapping[str, float]) -> str:
    """Pattern source of a scale, and of numbers in smaller ones behind it, the largest first:
    "juta" of "2 juta", and "juta 300 ribu"; of "300 ribu 2 juta" no more than "ribu"."""
    whole: list[str] = []
    smaller = ""
    for size in sorted({size for size in scales.values() if size >= _LARGE}):
        scale = rf"{alternation(word for word, each in scales.items() if each == size)}(?!\w)"
        whole.append(scale + smaller)
        smaller = rf"(?:\s(?:{_DIGITS})\s?{scale})?{smaller}"
    return rf"(?:{'|'.join(whole) or '(?!)'})"


def _both_cases(words: Iterable[str]) -> list[str]:
    return [form for word in words for form in (word, word.upper())]


@lru_cache(maxsize=16)
def numbers_for(lang: str) -> NumberReader:
    """The number reader of a language."""
    return NumberReader(lexicon_for(lang))


def read_numeral(words: str, lang: str) -> float | None:
    """The value of words that are a number in a language and nothing else; None otherwise."""
    return numbers_for(lang).number(words)


def read_ordinal(words: str, lang: str) -> float | None:
    """The value of words that are an ordinal in a language and nothing else; None otherwise."""
    return numbers_for(lang).ordinal(words)
