"""Names of sources without what does not count in them, and whether two are spelled alike.

For suggestions that a person answers. What is one name by itself is decided in `domain/naming.py`.
Two names that differ in a word are alike only where that word is long enough for a slip: one letter
apart are also places, series and people's names.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

from workbench.domain.naming import bracketed_forms, fold_name

_LEAST_SLIP, _LEAST_SWAP = 6, 7
"""Letters of the longer word from which on a letter more or less, or another letter, is a slip."""
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
"""Where a word begins within another: "detikJatim"."""
_NUMERAL = re.compile("[ivxlcdm]+")
_MOST_WORDS, _LONGEST_WORD = 12, 24
"""Longer names and words are compared as they are: they bound what is made for each name."""


class Conventions(NamedTuple):
    """What the data says of names."""

    forms: frozenset[str]
    home: tuple[tuple[str, ...], ...]
    domains: tuple[str, ...]
    joining: frozenset[str]
    variants: tuple[tuple[str, str], ...]


@lru_cache(maxsize=1)
def conventions() -> Conventions:
    """The shipped table."""
    table = tomllib.loads((files("workbench.match") / "sameness.toml").read_text("utf-8"))
    return Conventions(
        frozenset(table["forms"]),
        tuple(tuple(words.split()) for words in table["home"]),
        tuple(table["domains"]),
        frozenset(table["joining"]),
        tuple((one, other) for one, other in table["variants"]),
    )


class Slip(NamedTuple):
    """A name in which one word may be wrong."""

    at: int
    """Place of that word."""
    others: tuple[str, ...]
    """The other words, as they sound."""
    rest: str
    """The word, or the word without one of its letters."""


class Spelled(NamedTuple):
    """A name as it is compared: its words, and how they sound."""

    words: tuple[str, ...]
    """Folded, without legal forms, home country and the ending of an address."""
    sounds: tuple[str, ...]
    """The same with one spelling for each sound."""

    @property
    def joined(self) -> str:
        """All in one: "Moto GP" is MotoGP."""
        return "".join(self.sounds)

    def slips(self) -> Iterator[Slip]:
        """Keys that two names share which are a slip apart in one word."""
        if len(self.sounds) > _MOST_WORDS:
            return
        for at, sound in enumerate(self.sounds):
            if not _LEAST_SLIP - 1 <= len(sound) <= _LONGEST_WORD or not sound.isalpha():
                continue
            others = self.sounds[:at] + self.sounds[at + 1 :]
            yield Slip(at, others, sound)
            for place in range(len(sound)):
                yield Slip(at, others, sound[:place] + sound[place + 1 :])


def spelled(name: str, *, is_person: bool = False) -> Spelled:
    """How a name is compared. What a body's name may go without belongs to a person's; an acronym
    is compared letter by letter."""
    table = conventions()
    bare = (bracketed_forms(name) or (name,))[0]
    if not is_person:
        bare = _without_domain(bare, table)
    words = tuple(fold_name(bare).split())
    if not is_person:
        words = _without_forms(words, table)
    is_acronym = len(words) == 1 and bare.isupper()
    return Spelled(words, words if is_acronym else tuple(sound_of(word) for word in words))


def _without_domain(name: str, table: Conventions) -> str:
    """The name of a site without the ending of its address, and without words run together."""
    if " " in name.strip():
        return name
    site, slash, rest = name.partition("/")
    while ending := next((one for one in table.domains if site.casefold().endswith(one)), ""):
        site = site[: -len(ending)]
    return _HUMP.sub(" ", f"{site}{slash}{rest}")


def _without_forms(words: tuple[str, ...], table: Conventions) -> tuple[str, ...]:
    while words and words[0] in table.forms:
        words = words[1:]
    while words:
        home = next((one for one in table.home if words[-len(one) :] == one), ())
        if home and len(words) > len(home):
            words = words[: -len(home)]
        elif words[-1] in table.forms:
            words = words[:-1]
        else:
            break
    return words


@lru_cache(maxsize=1 << 16)
def sound_of(word: str) -> str:
    """A folded word with one spelling for each sound, and no letter doubled; a numeral as it is."""
    if _NUMERAL.fullmatch(word):
        return word
    for one, other in conventions().variants:
        word = word.replace(one, other)
    return re.sub(r"(\D)\1+", r"\1", word)


def is_slip(one: str, other: str, *, is_person: bool) -> bool:
    """Whether two words, as they sound, are one with a letter wrong. In a person's name the first
    and the last letter make another name as a rule: Rahma and Rahman, Hendra and Hendri."""
    from rapidfuzz.distance import OSA

    if one == other or OSA.distance(one, other, score_cutoff=1) > 1:
        return False
    if is_person and (one[0] != other[0] or one[-1] != other[-1]):
        return False
    longest = max(len(one), len(other))
    is_swap = len(one) == len(other) and sorted(one) != sorted(other)
    return longest >= (_LEAST_SWAP if is_swap else _LEAST_SLIP)
