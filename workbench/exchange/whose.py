"""Whose work an export holds, and by which names: some analysts' alone, what was decided of several
analysts' work, or under pseudonyms."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Set
from dataclasses import replace
from typing import Any, TypeVar

from workbench.domain.chain import Chain
from workbench.domain.claim import Assessment, Claim, Link
from workbench.domain.codebook import Flag, Guideline
from workbench.domain.deciding import Layer
from workbench.domain.family import Belonging
from workbench.domain.habit import Habit
from workbench.domain.note import Note
from workbench.domain.ruling import Dispute, Ruling
from workbench.domain.source import Rating, Source, Unalike
from workbench.domain.tag import Tag
from workbench.domain.topic import Topic
from workbench.exchange.bundle import AnnotatedArticle, Bundle, Item, Losses, PastOf

WORK = (
    "claims", "decisions", "states", "assessments", "links", "notes", "judgements", "nothings",
    "tags", "rulings", "disputes", "flags", "unrelated",
)  # fmt: skip
"""What of an article people make, each by one analyst."""
ON_SOURCES = ("ratings", "belongings", "unalikes", "habits", "notes")
"""What of an export's beginning they make."""

WRITTEN: Mapping[type, tuple[str, ...]] = {
    Claim: ("restatement", "gloss", "topic_name", "time", "place", "note"),
    Assessment: ("rationale",),
    Rating: ("rationale",),
    Belonging: ("rationale",),
    Note: ("words",),
    Tag: ("name",),
    Topic: ("name",),
    Source: ("note",),
    Guideline: ("subject", "words"),
    Flag: ("words",),
    Ruling: ("why",),
    Dispute: ("words", "reply"),
}
"""What people write in words of their own."""

Named = Callable[[str], str]
"""What an analyst is called."""
Thing = TypeVar("Thing")
_WORDS = "pseudonyms within words that people wrote"
_MAY_NAME = "an analyst's name, or a part of one, stands in them: they may name people"


def work_of(
    annotated: AnnotatedArticle, analysts: Collection[str], losses: Losses
) -> AnnotatedArticle:
    """The article with what these analysts made of it. Told as lost: what they said of others'
    claims, which are not in it."""
    theirs: dict[str, Any] = {
        field: _made_by(getattr(annotated, field), analysts) for field in WORK
    }
    here = {claim.uid for claim in theirs["claims"]}
    others = {claim.uid for claim in annotated.claims} - here
    for field in (*_ON_CLAIMS, "rulings"):
        kept = tuple(one for one in theirs[field] if not _hangs_on(one, others, here))
        losses.add(field, "they are on others' claims", len(theirs[field]) - len(kept))
        theirs[field] = kept
    theirs["disputes"] = _of_these(theirs["disputes"], theirs["rulings"])
    chains = {uid: chain for uid, chain in annotated.chains.items() if uid in here}
    pasts = _pasts_of(annotated.pasts, analysts)
    return replace(annotated, **theirs, chains=chains, pasts=pasts)


def layer_of(annotated: AnnotatedArticle, layer: Layer, losses: Losses) -> AnnotatedArticle:
    """The article with the claims that stand. Told as lost: the others, each with the reason, and
    what people made of those. What was decided stays: it says of claims that are here why they
    are, and stands wherever the others are too."""
    gone = {claim.uid for claim in annotated.claims if claim.uid in layer.left_out}
    if not gone:
        return annotated
    for claim in annotated.claims:
        if claim.uid in gone:
            losses.add("claims", layer.left_out[claim.uid].value)
    here = {claim.uid for claim in annotated.claims} - gone
    kept: dict[str, Any] = {
        "claims": tuple(claim for claim in annotated.claims if claim.uid in here),
        "decisions": tuple(one for one in annotated.decisions if one.claim not in gone),
    }
    losses.add("decisions", _NOT_STANDING, len(annotated.decisions) - len(kept["decisions"]))
    for field in _ON_CLAIMS:
        every = getattr(annotated, field)
        kept[field] = tuple(one for one in every if not _hangs_on(one, gone, here))
        losses.add(field, _NOT_STANDING, len(every) - len(kept[field]))
    chains = {uid: chain for uid, chain in annotated.chains.items() if uid in here}
    pasts = tuple(one for one in annotated.pasts if not {one.key[1], one.past.about} & gone)
    return replace(annotated, **kept, chains=chains, pasts=pasts)


_NOT_STANDING = "they are on claims that do not stand"
_ON_CLAIMS = ("assessments", "links", "notes", "tags", "flags")
"""What of an article's work may be on a claim, and goes with it."""


def _of_these(disputes: Iterable[Dispute], rulings: Iterable[Ruling]) -> tuple[Dispute, ...]:
    uids = {ruling.uid for ruling in rulings}
    return tuple(one for one in disputes if one.ruling in uids)


def _hangs_on(thing: Any, others: Collection[str], here: Set[str]) -> bool:
    """Whether it is on a claim of the others, and on none that is here; of a ruling, which tells
    who made each, whether any is not here."""
    if isinstance(thing, Link):
        return here.isdisjoint((thing.claim, thing.other))
    if isinstance(thing, Note):
        return thing.subject_uid.partition("/")[0] in others
    if isinstance(thing, Ruling):
        return not {*thing.claims} <= here
    assert isinstance(thing, Assessment | Tag | Flag)
    return thing.claim in others


def sources_work_of(bundle: Bundle, analysts: Collection[str]) -> Bundle:
    """The bundle with what these analysts said of its sources."""
    theirs: dict[str, Any] = {
        field: _made_by(getattr(bundle, field), analysts) for field in ON_SOURCES
    }
    return replace(bundle, **theirs, pasts=_pasts_of(bundle.pasts, analysts))


def _pasts_of(pasts: Iterable[PastOf], analysts: Collection[str]) -> tuple[PastOf, ...]:
    """Those of these analysts' records, and of what is nobody's own."""
    return tuple(one for one in pasts if not one.past.analyst or one.past.analyst in analysts)


def _made_by(things: Iterable[Thing], analysts: Collection[str]) -> tuple[Thing, ...]:
    return tuple(one for one in things if one.analyst in analysts)  # type: ignore[attr-defined]


def count_named(things: Iterable[object], is_named: Callable[[str], bool], losses: Losses) -> None:
    """Tell how many of these people wrote somebody's name in, as far as they have words at all."""
    for thing in things:
        if any(is_named(getattr(thing, field)) for field in WRITTEN.get(type(thing), ())):
            losses.add(_WORDS, _MAY_NAME)


def renamed(item: Item, named: Named) -> Item:
    """What reading gives, with its analysts called otherwise. Words that they wrote stay."""
    if isinstance(item, AnnotatedArticle):
        work: dict[str, Any] = {field: _renamed(getattr(item, field), named) for field in WORK}
        chains = {uid: _chain(chain, named) for uid, chain in item.chains.items()}
        return replace(item, **work, chains=chains)
    if isinstance(item, Rating | Belonging | Unalike | Habit | Note | Guideline):
        return replace(item, analyst=named(item.analyst))
    return item


def sources_renamed(bundle: Bundle, named: Named) -> Bundle:
    """The bundle with the analysts called otherwise who said something of its sources; without
    pasts, which name them too."""
    theirs: dict[str, Any] = {
        field: _renamed(getattr(bundle, field), named) for field in (*ON_SOURCES, "guidelines")
    }
    return replace(bundle, **theirs, pasts=())


def _renamed(things: Iterable[Any], named: Named) -> tuple[Any, ...]:
    return tuple(replace(one, analyst=named(one.analyst), **_sides(one, named)) for one in things)


def _sides(thing: Any, named: Named) -> dict[str, Any]:
    """The sides of a ruling, which name analysts too."""
    return {"sides": _renamed(thing.sides, named)} if isinstance(thing, Ruling) else {}


def _chain(chain: Chain, named: Named) -> Chain:
    return replace(chain, habits=_renamed(chain.habits, named)) if chain.habits else chain
