"""Articles that a story does not hold, and that name those who speak in it.

A story is what is alike in its words. News of the next day, a correction and another language are
not: what ties them to it is whom they name.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable

from workbench.domain.claim import Claim, HopClass
from workbench.domain.filter.tree import Term
from workbench.domain.source import Source
from workbench.errors import DataError
from workbench.exchange.bundle import AnnotatedArticle
from workbench.exchange.report import (
    NO_SPEAKERS,
    Beyond,
    denied_in,
    is_told,
    opposed_in,
    printed_day,
    stated_in,
)
from workbench.services.workbench import Workbench
from workbench.told.corrective import is_correction, right_in
from workbench.told.counts import counts_of

_NAMES = 12
"""Names that are looked for, those who say most first."""
_EVERYWHERE = 40
"""Articles that name somebody, from which on that ties none of them to a story."""
_RARE = 5
"""Articles elsewhere that name somebody, up to which one name is enough; else two."""
_MOST = 8


def beyond(
    bench: Workbench,
    story: Collection[AnnotatedArticle],
    sources: Iterable[Source],
    *,
    has_text: bool,
) -> list[Beyond]:
    """The articles elsewhere that name those who speak in a story, those that name most first.
    has_text: whether what they count may be told."""
    inside = {one.article.number for one in story}
    named: defaultdict[int, list[str]] = defaultdict(list)
    enough: set[int] = set()
    for name in _speakers(
        (claim for one in story for claim in one.claims if is_told(claim)), sources
    ):
        there = bench.store.articles.numbers(
            (Term("text", "=", name),), analyst=bench.analyst, limit=_EVERYWHERE
        )
        if len(there) == _EVERYWHERE:
            continue
        others = [number for number in there if number not in inside]
        for number in others:
            named[number].append(name)
        if len(others) <= _RARE:
            enough.update(others)
    chosen = [number for number in named if number in enough or len(named[number]) > 1]
    chosen.sort(key=lambda number: (-len(named[number]), number))
    found = (_read(bench, number, named[number], has_text=has_text) for number in chosen[:_MOST])
    return [one for one in found if one]


def _read(bench: Workbench, number: int, names: list[str], *, has_text: bool) -> Beyond | None:
    """The article, with what it counts as far as that is known here; None where it cannot be
    read."""
    try:
        article = bench.store.articles.get(number)
        text = bench.store.articles.text(number) if has_text else ""
        facts = bench.store.facts.of_article(number) if has_text else []
    except DataError:
        bench.store.leave_out(f"article #{number}")
        return None
    corrects = is_correction(article, text)
    return Beyond(
        article,
        tuple(names),
        tuple(counts_of(text, facts, is_correction=corrects)),
        is_correction=corrects,
        right=right_in(text) if corrects else (),
        printed=printed_day(article, facts),
        denied=denied_in(facts),
        opposed=opposed_in(text, facts),
        stated=stated_in(text, facts),
    )


def _speakers(claims: Iterable[Claim], sources: Iterable[Source]) -> list[str]:
    """The names of those who speak in some claims, those who say most first."""
    said: defaultdict[str, int] = defaultdict(int)
    for claim in claims:
        for hop in claim.hops:
            if hop.hop_class is HopClass.NAMED:
                for uid in hop.sources:
                    said[uid] += 1
    speakers = [one for one in sources if one.uid in said and one.kind not in NO_SPEAKERS]
    speakers.sort(key=lambda one: (-said[one.uid], one.name))
    return [one.name for one in speakers if " " in one.name][:_NAMES]
