"""What stands before everything else: how far anybody answers for it, what was decided where
analysts differ, corrections, articles that a story does not hold, and those that are hardly two.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from workbench.domain.article import Article, Basis
from workbench.domain.claim import ClaimState
from workbench.domain.deciding import Layer, Standing
from workbench.exchange.report.blocks import Block, Inline, Inlines, Link, Para, Said, Strong
from workbench.exchange.report.correcting import Correction
from workbench.exchange.report.digest import Digest
from workbench.exchange.report.likeness import Likeness
from workbench.exchange.report.made import Made
from workbench.exchange.report.overtaken import newer
from workbench.exchange.report.sections.articles import title_of
from workbench.exchange.report.sections.telling import article_link, dated_words, shortened
from workbench.exchange.report.told import Told
from workbench.exchange.report.words import Words

_PAIRS = 4
"""Corrections, and pairs of articles."""
_NEWER = 3
"""Newer articles that are named."""
_LONG = 220


def standing(digest: Digest, words: Words) -> Iterable[Block]:
    """The notices."""
    if digest.places:
        yield Para((Strong(f"⚠ {_review(digest, words)}"),), "notice")
    if unseen := digest.unseen:
        yield Para((f"⚠ {words.count('unseen', unseen)}",), "notice")
    if layer := digest.bundle.layer:
        yield Para((_layer(digest, layer, words),), "notice")
    for one in digest.corrections[:_PAIRS]:
        yield Para(_correction(digest, one, words), "notice")
    if beyond := len(digest.beyond):
        line = words.count("beyond_notice", beyond)
        yield Para(("⚠ ", Link("#beyond", line), *_newer(digest, words)), "notice")
    if by_text := [one.annotated.article for one in digest.articles if _is_dated_by_text(one)]:
        yield Para(_dated_by_text(by_text, words), "notice")
    for pair in digest.alike[:_PAIRS]:
        yield Para((f"⚠ {_alike(digest, pair, words)}",), "notice")
    if (more := len(digest.alike) - _PAIRS) > 0:
        yield Para((words.count("more", more),), "small")


def _review(digest: Digest, words: Words) -> str:
    """How much of it somebody has looked at again: what one analyst recorded and nobody reviewed
    must not read as finished."""
    places, sources, open_ones = digest.places, digest.sources, digest.unreviewed
    if not open_ones:
        line = words.count("review_all", len(places))
    elif len(open_ones) == len(places):
        line = words.count("review_none", len(places))
    else:
        line = words.count("review_some", len(open_ones), of=words.number(len(places)))
    if drafts := sum(one.claim.state is ClaimState.DRAFT for one in open_ones):
        line = f"{line} ({words.count('review_drafts', drafts)})"
    graded = sum(bool(digest.rating(one.uid)) for one in sources)
    every = words.count("sources_number", len(sources))
    rated = words("rated_some", rated=words.number(graded), sources=every)
    line = f"{line}; {rated if graded else words('rated_none')}."
    if as_read := digest.made[Made.AS_READ]:
        analysts = words.joined(sorted({one.claim.analyst for one in as_read}))
        every = words.count("claims_number", len(places))
        read = words.count("as_read", len(as_read), claims=every, analysts=analysts)
        line = f"{line} {read}"
    return line


def _newer(digest: Digest, words: Words) -> Inlines:
    """The articles beside a report that are newer than all of it: what it says may have been
    overtaken by them."""
    line: list[Inline] = []
    for one in (each.article for each in newer(digest)[:_NEWER]):
        about = dated_words(digest, one, words)
        line += ["; " if line else f" {words('beyond_newer')} "]
        line += [f"#{one.number} {about}: ", title_of(one, words)]
    return (*line, ".") if line else ()


def _layer(digest: Digest, layer: Layer, words: Words) -> str:
    """What of several analysts' work is here, and how much is not, since nobody has ruled on it."""
    counts = Counter(layer.standings.get(one.claim.uid, Standing.SINGLE) for one in digest.places)
    held = {one.value: words.number(counts[one]) for one in Standing}
    open_places = sum(layer.unresolved.get(one.annotated.article.uid, 0) for one in digest.articles)
    line = words("layer_notice", **held)
    if begun := counts[Standing.BEGUN]:
        line = f"{line} {words.count('layer_begun', begun)}"
    return f"⚠ {line} {words.count('layer_open', open_places)}" if open_places else line


def _is_dated_by_text(told: Told) -> bool:
    """Whether an article has its day from the head of its text alone: where that prints when the
    event was, nothing tells the two apart."""
    publication = told.annotated.article.metadata.publication
    return publication is not None and publication.basis is Basis.DATELINE


def _dated_by_text(articles: Sequence[Article], words: Words) -> Inlines:
    """That these may be of another day, each with the way to it and what is noted there."""
    which: list[Inline] = []
    for one in articles[:_PAIRS]:
        which += [
            ", " if which else "",
            article_link(one.number),
            f" ({words.day(one.metadata.day)})",
        ]
    if (more := len(articles) - _PAIRS) > 0:
        which.append(f", {words.count('more', more)}")
    before, _, behind = words.count("dated_by_text", len(articles), which="\0").partition("\0")
    return (f"⚠ {before}", *which, behind)


def _correction(digest: Digest, one: Correction, words: Words) -> Inlines:
    """A correction, what it may mean, and what it says is right."""
    number, about = one.article.number, dated_words(digest, one.article, words)
    to = "#beyond" if one.is_beyond else f"#a{number}"
    which = words.joined([f"#{each}" for each in one.corrects])
    means = words("corrects", which=which) if which else words("corrects_unknown")
    if repeats := digest.repeats_of(one):
        which = words.joined([f"#{each}" for each in repeats])
        means = f"{means} {words('corrects_repeats', which=which)}"
    line: list[Inline] = ["⚠ ", Link(to, words("correction", number=number, about=about)), ": "]
    line += [title_of(one.article, words), f". {means}"]
    for at, sentence in enumerate(one.right):
        line += [" "] if at else [f" {words('corrects_right')} "]
        said = shortened(sentence, _LONG)
        line.append(Said(said, one.article.metadata.lang, is_quoted=False))
    return tuple(line)


def _alike(digest: Digest, likeness: Likeness, words: Words) -> str:
    outlets = {
        told.annotated.article.number: told.annotated.article.outlet or words("unknown_outlet")
        for told in digest.articles
    }
    key, pair = "alike", [likeness.one, likeness.other]
    if likeness.credited:
        key = "alike_credited"
        pair.sort(key=lambda number: number == likeness.credited)
    one, other = (f"#{number} {outlets[number]}" for number in pair)
    score = "?" if likeness.score is None else f"{likeness.score:.0%}"
    line = words(key, one=one, other=other, score=score)
    days = {
        told.annotated.article.number: told.annotated.article.metadata.day
        for told in digest.articles
    }
    early, late = (days[number] for number in pair)
    if not (likeness.credited and early and early < late):
        return line
    values = {"one": one, "day": words.day(early), "other": other, "late": words.day(late)}
    return f"{line} {words('alike_early', **values)}"
