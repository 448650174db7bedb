"""Names and times of two statements: whether they may be of one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from workbench.domain.signature import Extent, Named


def is_one_name(one: Named, other: Named) -> bool:
    """Whether two names may be of one: the same, or the words of one among the other's."""
    if one.key == other.key or is_acronym(one.key, other.key) or is_acronym(other.key, one.key):
        return True
    if one.parts <= other.parts or other.parts <= one.parts:
        return not one.means or not other.means or bool(one.means & other.means)
    return bool(one.means) and one.means == other.means and not tells(one) and not tells(other)


def is_acronym(short: str, full: str) -> bool:
    """Whether a folded name is the first letters of another one: "UI", Universitas Indonesia."""
    words = full.split()
    return len(short) == len(words) > 1 and all(map(str.startswith, words, short))


def are_parted(one: Named, other: Named) -> bool:
    """Whether one of two places has all words of the other, in their order, with others between
    them: "Ogan Ilir" is no "Ogan Komering Ilir"."""
    short, long = sorted((one.key, other.key), key=len)
    words = short.split()
    return (
        len(words) > 1
        and f" {short} " not in f" {long} "
        and [word for word in long.split() if word in words] == words
    )


def tells(one: Named) -> bool:
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
