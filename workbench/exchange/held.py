"""What an export holds, by kinds, so that a format tells how much of which has no place in it.

A format says what it keeps, and all else is told: what comes to be held later, too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping

from workbench.domain.note import NoteSubject
from workbench.exchange.bundle import AnnotatedArticle, Bundle, Losses

NOTES = frozenset(f"notes on {subject.value}s" for subject in NoteSubject)
TAGS = frozenset({"tags on articles", "tags on claims"})
ASSESSMENTS = frozenset({"assessments", "second assessments of a claim"})
"""Kinds that most formats keep together or not at all."""


def lose_rest(
    of: Bundle | AnnotatedArticle, kept: Collection[str], losses: Losses, why: str
) -> None:
    """Tell what a bundle itself, or one article, holds that a format has no place for."""
    for what, count in _held(of).items():
        if what not in kept:
            losses.add(what, why, count)


def lose(of: Bundle | AnnotatedArticle, lost: Mapping[str, str], losses: Losses) -> None:
    """The same, where each kind has a reason of its own."""
    for what, count in _held(of).items():
        if why := lost.get(what):
            losses.add(what, why, count)


def _held(of: Bundle | AnnotatedArticle) -> dict[str, int]:
    return _of_bundle(of) if isinstance(of, Bundle) else _of_article(of)


def _of_bundle(bundle: Bundle) -> dict[str, int]:
    return {
        "sources": len(bundle.sources),
        "ratings": len(bundle.ratings),
        "belongings of sources": len(bundle.belongings),
        "notes on sources": len(bundle.notes),
        "answers that two sources are not one": len(bundle.unalikes),
        "habits of credits": len(bundle.habits),
        "topics of the list": len(bundle.topics),
        "guidelines of the codebook": len(bundle.guidelines),
    }


def _of_article(annotated: AnnotatedArticle) -> dict[str, int]:
    assessed = {one.claim for one in annotated.assessments}
    on_claims = sum(1 for one in annotated.tags if one.claim)
    notes = Counter(note.subject.value for note in annotated.notes)
    return {
        "texts": int(annotated.has_text),
        "translations": int(bool(annotated.translation)),
        "fields that the container had beside the known ones": len(annotated.extra),
        "claims": len(annotated.claims),
        "facts": len(annotated.found),
        "decisions on facts": len(annotated.decisions),
        "states of articles": len(annotated.states),
        "relays": len(annotated.relays),
        "judgements of descent": len(annotated.judgements),
        "sentences with nothing to record": len(annotated.nothings),
        "links": len(annotated.links),
        "assessments": len(assessed),
        "second assessments of a claim": len(annotated.assessments) - len(assessed),
        "tags on articles": len(annotated.tags) - on_claims,
        "tags on claims": on_claims,
        "flags on claims": len(annotated.flags),
        "rulings": len(annotated.rulings),
        "disputes of rulings": len(annotated.disputes),
        "answers that two places are unrelated": len(annotated.unrelated),
        **{f"notes on {noun}s": count for noun, count in notes.items()},
    }
