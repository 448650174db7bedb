"""Whether two stretches of words count and deny alike, by what their languages say of it.

Words that are nearly the same and have another number, or a denial in one of the two, say something
else: neither carrying claims over nor a look for repeats may take one for the other.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Set
from dataclasses import dataclass

_FIGURES = re.compile(r"\d[\d.,]*")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_BREAK = re.compile(r"[.,;:!?…](?=\s|$)|[\n\"“”„«»]")
_FAR = 200
"""Code points about a place that are looked at: a text may have no marks at all."""


@dataclass(frozen=True, slots=True)
class Tongue:
    """What a language says of numbers and of denying, in lower case."""

    numbers: Set[str]
    negations: Set[str]
    negated_endings: tuple[str, ...] = ()
    """Of words: “n't”."""


def tongue_of(lang: str) -> Tongue:
    """That of a language."""
    from workbench.extract import negated_endings, negations, number_words

    return Tongue(number_words(lang), negations(lang), negated_endings(lang))


def denials(words: str, tongue: Tongue) -> int:
    """How often a stretch denies: which word does it may differ."""
    denied = sum(_counted(words, tongue.negations).values())
    if not tongue.negated_endings:
        return denied
    found = (word.casefold() for word in _WORD.findall(words))
    return denied + len([word for word in found if word.endswith(tongue.negated_endings)])


def numbers(words: str, tongue: Tongue) -> Counter[str]:
    """The figures and number words of a stretch, and how often each stands in it."""
    figures = Counter(found.strip(".,") for found in _FIGURES.findall(words))
    return figures + _counted(words, tongue.numbers)


def clause(text: str, start: int, end: int) -> str:
    """A place with what stands around it up to the next marks: what denies it may stand there."""
    before = max((found.end() for found in _BREAK.finditer(text, max(0, start - _FAR), start)),
                 default=max(0, start - _FAR))  # fmt: skip
    after = _BREAK.search(text, end, end + _FAR)
    return text[before : after.start() if after else end + _FAR]


def _counted(words: str, wanted: Set[str]) -> Counter[str]:
    """How often each of some words stands in a stretch; phrases of several count as well."""
    found = [word.casefold() for word in _WORD.findall(words)]
    runs = (
        " ".join(found[at : at + size]) for size in (1, 2, 3) for at in range(len(found) - size + 1)
    )
    return Counter(run for run in runs if run in wanted)
