"""What every reader and writer of marks asks of a text: joined spans, cues' places, whose words."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256

from workbench.domain.article import Article, Metadata
from workbench.domain.claim import Claim, Mode
from workbench.domain.fact import Fact, Quote
from workbench.domain.span import Span

CUE_REACH = 300
"""How far from the claim or its source a cue is looked for, in code points."""
QUOTATION_MARKS = '"“”„«»'


def article_of(
    text: str, uid: str, *, number: int = 0, foreign_id: str, how: str, title: str = ""
) -> Article:
    """An article of which there is only the text; how: what it was read from."""
    data = text.encode()
    digest = sha256(data).hexdigest()
    return Article(
        uid=uid,
        number=number,
        metadata=Metadata(title=title),
        outlet="",
        sha256=digest,
        raw_sha256=digest,
        normaliser="",
        retrieved_at="",
        retrieved_how=how,
        foreign_id=foreign_id,
        length=len(text),
    )


def joined(text: str, pieces: Iterable[tuple[int, int]]) -> Span:
    """One span over all of these; those that overlap are one."""
    first, *others = sorted(pieces)
    whole = [first]
    for start, end in others:
        if start < whole[-1][1]:
            whole[-1] = (whole[-1][0], max(end, whole[-1][1]))
        else:
            whole.append((start, end))
    return Span.of(text, whole[0][0], whole[-1][1], whole)


def mode_of(content: Span) -> Mode:
    """How words reach us, by the quotation marks in them."""
    marked = [mark for mark in QUOTATION_MARKS if mark in content.exact]
    if not marked:
        return Mode.INDIRECT
    whole = (
        content.exact[0] in QUOTATION_MARKS and content.exact.rstrip(",.;")[-1:] in QUOTATION_MARKS
    )
    return Mode.DIRECT if whole else Mode.MIXED


def cue_span(text: str, claim: Claim, position: int, fact: Fact | None) -> Span | None:
    """Where the words of a hop's cue stand: as the claim's fact says, else the nearest place
    outside."""
    hop = claim.hops[position]
    if not hop.cue.strip() or hop.cue != hop.cue.strip():
        return None
    if fact and isinstance(fact.attributes, Quote) and position == len(claim.hops) - 1:
        told = fact.attributes.cue
        if told and told.exact == hop.cue and not told.parts:
            return told
    near = hop.span or claim.span
    at = _nearest(text, hop.cue, near, avoid=claim.span)
    return Span.of(text, at, at + len(hop.cue)) if at is not None else None


def _nearest(text: str, words: str, near: Span, *, avoid: Span) -> int | None:
    """Where words stand nearest to a span, outside the other one if they can."""
    low, high = max(0, near.start - CUE_REACH), min(len(text), near.end + CUE_REACH)
    places = []
    at = text.find(words, low, high)
    while at >= 0:
        inside = avoid.overlaps(at, at + len(words)) or near.overlaps(at, at + len(words))
        distance = max(near.start - at - len(words), at - near.end, 0)
        places.append((inside, distance, at))
        at = text.find(words, at + 1, high)
    return min(places)[2] if places else None
