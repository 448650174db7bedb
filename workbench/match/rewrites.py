"""The same story in other words: what an article tells, and how likely two tell the same.

A `Story` is what counts of a text: its telling words (no ordinary ones), who is named, numbers,
what is quoted and which days. `telling` picks the few by which others are found; `score` decides on
a pair. The weights were fitted on pairs of Indonesian articles of different outlets, labelled by
reading (docs/architecture.md has the figures); a likeness is a suggestion, never a fact.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from math import exp, log
from zlib import crc32

from workbench.domain.naming import fold_name

DAYS_APART = 5
"""Publications further apart are not compared: who tells it again a week later tells news of it."""
TELLING = 8
"""Words by which an article is found."""
_NAMES = 10
"""And names, by which one is found that speaks of the same: words of two languages, or of another
headline, are others."""
_NAME = 1 << 31
"""The bit that tells them apart."""
SHARED_TELLING = 2
"""Two articles that share so many of them are worth a look."""
LEAST_RARITY = 1.5
"""What the words that they share must be worth together: two that one in fourteen has are not."""
REWRITE = 0.7
"""From this score on two articles tell the same."""
_ORDINARY_SHARE = 60
"""Articles of the days around that have a word, from which on it finds nothing."""
LEAD = 700
"""Code points that tell what is new; what follows is told again for weeks."""
_QUOTED_RUN = 4
"""Words of a quotation that are no chance."""
_MOST_QUOTED = 8
_MOST_OFTEN = 4
"""Times that a name counts for."""
_WITHIN = 4
"""Letters from which on a name counts within longer words, too, which are forms of it; a shorter
one stands there by chance."""

_WEIGHTS = {"cross": 5.6, "rarity": 0.22, "quoted": 0.28, "other_day": -1.5, "apart": -1.05}
_BIAS = -2.6
_UNTOLD = 1.0
"""What quotations may add, as far as is known from the texts alone."""

_WORD = re.compile(r"\w+")
_NUMBER = re.compile(r"\d[\d.,]*")
_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True)
class Story:
    """What counts of an article, words in lower case."""

    head: Set[str]
    """The telling words of title and lead."""
    words: Set[str]
    """Those of the whole text."""
    names: Mapping[str, str]
    """Full names of people, places and bodies, each to how it is printed."""
    numbers: Set[str]
    quoted: Set[str]
    """Runs of quoted words."""
    days: Set[str]
    """Days that the lead speaks of."""


def story_of(
    title: str,
    text: str,
    *,
    ordinary: Set[str],
    names: Iterable[str] = (),
    quoted: Iterable[str] = (),
    days: Iterable[str] = (),
) -> Story:
    """What counts of a text. names: as the text has them at their longest; quoted: the words of
    its quotations; days: those that it speaks of at its head; ordinary: the words that do not
    count."""
    folded = text.casefold()
    head = f"{title.casefold()}\n{_lead(title, folded)}"
    return Story(
        _counting(head, ordinary),
        _counting(folded, ordinary),
        {name.casefold(): name for name in names},
        set(_numbers(text)),
        {run for one in quoted for run in _runs(one)},
        set(days),
    )


def telling(title: str, text: str, names: Iterable[str], ordinary: Set[str]) -> list[str]:
    """The few words by which articles that tell the same are found: of the title, of names by how
    often the text has them, and numbers."""
    folded = text.casefold()
    weights: Counter[str] = Counter()
    for word in _WORD.findall(title.casefold()):
        if len(word) > 2:
            weights[word] += 3
    named = {word for name in set(names) for word in _WORD.findall(name.casefold())}
    said = Counter(_WORD.findall(folded))
    for word in named - ordinary:
        if len(word) > 2:
            times = folded.count(word) if len(word) >= _WITHIN else said[word]
            weights[word] += min(times, _MOST_OFTEN)
    lead = _lead(title, folded)
    for number in set(_numbers(text)):
        weights[number] += 2 if number in lead else 1
    chosen = sorted(weights.keys() - ordinary, key=lambda word: (-weights[word], -len(word), word))
    return chosen[:TELLING]


def telling_names(names: Iterable[str]) -> list[str]:
    """The names by which articles are found that speak of the same, in any language: those that
    the text has most often, each mention counted; folded, without what stands behind in brackets.
    names: one for each mention."""
    mentions = Counter(fold_name(name.partition(" (")[0]) for name in names)
    return sorted(filter(None, mentions), key=lambda name: (-mentions[name], name))[:_NAMES]


def number_of(word: str) -> int:
    """A telling word as 31 bits, the same on every machine."""
    return crc32(word.encode("utf-8", "replace")) & _NAME - 1


def number_of_name(name: str) -> int:
    """A telling name as 32 bits, never the same as a word's."""
    return number_of(name) | _NAME


def is_name(number: int) -> bool:
    """Whether a number is a telling name's."""
    return number >= _NAME


def rarity(articles: int) -> float:
    """What it says that two share a word that so many articles of the days around have."""
    return max(0.0, log(_ORDINARY_SHARE / max(2, articles)))


def score(one: Story, other: Story, *, apart: int, rarities: float) -> float:
    """How likely two articles tell the same, 0 to 1. apart: days between their publications;
    rarities: the sum over the telling words that they share."""
    return 1 / (1 + exp(-_logit(one, other, apart=apart, rarities=rarities)))


def may_be(one: Story, other: Story, *, apart: int, rarities: float) -> bool:
    """Whether two articles may tell the same, as far as their words say: before anybody looks at
    what they quote and which days they speak of."""
    wanted = log(REWRITE / (1 - REWRITE)) - _UNTOLD
    return _logit(one, other, apart=apart, rarities=rarities) >= wanted


def _logit(one: Story, other: Story, *, apart: int, rarities: float) -> float:
    both = one.days and other.days
    values = {
        "cross": _cross(one, other),
        "rarity": rarities,
        "quoted": min(len(one.quoted & other.quoted), _MOST_QUOTED),
        "other_day": float(bool(both and not one.days & other.days)),
        "apart": apart,
    }
    return _BIAS + sum(_WEIGHTS[name] * value for name, value in values.items())


def _counting(folded: str, ordinary: Set[str]) -> Set[str]:
    """The words that count: no ordinary ones, no letters, no years and days of months."""
    return {
        word
        for word in set(_WORD.findall(folded)) - ordinary
        if len(word) > 1 and not (word.isdigit() and (len(word) < 3 or _YEAR.fullmatch(word)))
    }


def _cross(one: Story, other: Story) -> float:
    """How much of each head stands in the other text."""
    found = len(one.head & other.words) + len(other.head & one.words)
    return found / (len(one.head) + len(other.head) + 1)


def _lead(title: str, folded: str) -> str:
    return folded[: len(title) + LEAD]


def _numbers(text: str) -> Iterable[str]:
    """The numbers of a text as they are printed; no years, and no single digits."""
    for found in _NUMBER.findall(text):
        number = found.strip(".,")
        if len(number) > 1 and not _YEAR.fullmatch(number):
            yield number


def _runs(quotation: str) -> Iterable[str]:
    words = _WORD.findall(quotation.casefold())
    return (" ".join(words[at : at + _QUOTED_RUN]) for at in range(len(words) - _QUOTED_RUN + 1))
