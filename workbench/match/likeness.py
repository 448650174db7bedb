"""Names and times of two statements: whether they may be of one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from workbench.domain.signature import Extent, Named
from workbench.match.acronyms import counted

_ZONES = frozenset((60, 120))
"""Minutes by which clocks of one country may differ."""


def is_one_name(one: Named, other: Named) -> bool:
    """Whether two names may be of one: the same, or the words of one among the other's."""
    if one.key == other.key or _is_acronym(one, other) or _is_acronym(other, one):
        return True
    if one.parts <= other.parts or other.parts <= one.parts:
        return not one.means or not other.means or bool(one.means & other.means)
    is_one = bool(one.means) and one.means == other.means
    return is_one and not has_own_words(one) and not has_own_words(other)


def _is_acronym(short: Named, full: Named) -> bool:
    """Whether a name is the first letters of another one, of which words say what it is, as those
    of a body do: "UI", Universitas Indonesia."""
    if not full.means or " " in short.key:
        return False
    words = counted(full.key.split())
    return len(short.key) == len(words) > 1 and all(map(str.startswith, words, short.key))


def are_parted(one: Named, other: Named) -> bool:
    """Whether one of two places has all telling words of the other, in their order, with others
    between them: "Ogan Ilir" is no "Ogan Komering Ilir"."""
    if " " not in one.key or " " not in other.key:
        return False
    short, long = sorted((_telling_words(one), _telling_words(other)), key=len)
    if len(short) < 2 or " ".join(short) in " ".join(long):
        return False
    return [word for word in long if word in short] == short


def _telling_words(name: Named) -> list[str]:
    return [word for word in name.key.split() if word in name.parts]


def has_own_words(one: Named) -> bool:
    """Whether a name has words that stand for nothing else."""
    return len(one.parts) < len(one.key.split())


def may_lie_in(one: Named, other: Named) -> bool:
    """Whether one is a land and the other a place in it, or in a land that is not known."""
    land, place = (one, other) if one.key.isupper() else (other, one)
    return land.key.isupper() and not place.key.isupper() and place.country in ("", land.key)


def lie_in(ones: Iterable[Named], others: Sequence[Named]) -> bool:
    """Whether one lies in another, as the seat of a government that is called by it."""
    return any(
        one.country == other.key or other.country == one.key for one in ones for other in others
    )


def overlap_in_time(one: Extent, other: Extent) -> float:
    """1 where two times may be one."""
    return float(one.first < other.last and other.first < one.last)


def meet(ones: Iterable[Extent], others: Sequence[Extent]) -> bool:
    """Whether any of some times may be one of others: a clock of another zone too, as a quake at
    03.12 WIB is one at 05.12 WIT."""
    return any(
        overlap_in_time(one, other) or _are_of_zones(one, other) for one in ones for other in others
    )


def _are_of_zones(one: Extent, other: Extent) -> bool:
    are_clocks = one.last - one.first == other.last - other.first == 1
    return are_clocks and abs(one.first - other.first) in _ZONES
