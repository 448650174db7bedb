"""Which paragraphs of the chosen part of a page are the article, and which only stand beside it:
bylines, dates, share counts, teasers, notices.

Signs that hold in any language add points (page.toml); no word of a paragraph is looked at, apart
from credits at the end, which say whose the article is and always stay.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from workbench.intake.pages.hints import PageHints, page_hints
from workbench.intake.pages.outline import NAME_WORDS, PARAGRAPHS, Block, Outline

_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_CALLED_LONG = 160
"""Bytes from which it weighs more that what holds a paragraph is called like furniture."""
_LONG = 300
_BETWEEN = 80
"""Bytes below which a line between two paragraphs of prose interrupts them."""
_NEAR_END = 3
_BOX = 3
"""How often a line with a link is printed that invites to something: once is enough."""
_CREDIT = 160
_LEAST = 0.5
"""Share of the words that must stay: of a page of another sort, as a list, nothing is left out."""
_MARKS = frozenset("|•·©")


@dataclass(slots=True)
class _Place:
    """What a paragraph's holders, up to the chosen element, say of it."""

    tags: frozenset[str] = frozenset()
    among_links: bool = False
    called: bool = False


def without_furniture(
    blocks: Sequence[Block], outline: Outline, chosen: set[int]
) -> tuple[list[Block], list[Block]]:
    """The article's paragraphs, and those that stand beside it, both in reading order; credits at
    the end are both."""
    points = page_hints().points
    places = _places(blocks, outline, chosen)
    prose = [index for index, block in enumerate(blocks) if _is_text(block, outline)]
    if not prose:
        return list(blocks), []
    ends = (prose[0], prose[-1])
    kept: list[Block] = []
    beside: list[Block] = []
    seen: set[str] = set()
    times = Counter(block.words for block in blocks)
    for index, block in enumerate(blocks):
        if outline.elements[block.owner].caption:
            stays = block.words not in seen
        elif outline.elements[block.owner].post:
            stays = True
        elif index > ends[1] and _is_credit(block):
            stays = True
            beside.append(block)
        elif block.linked and block.words in seen and times[block.words] >= _BOX:
            stays = False
        else:
            signs = _signs(blocks, index, outline, places[block.owner], ends)
            stays = points["any"] + sum(map(points.__getitem__, signs)) >= 0
        seen.add(block.words)
        (kept if stays else beside).append(block)
    if sum(block.size for block in kept) < _LEAST * sum(block.size for block in blocks):
        return list(blocks), []
    return kept, beside


def _is_text(block: Block, outline: Outline) -> bool:
    return block.is_prose and not outline.elements[block.owner].caption


def _signs(
    blocks: Sequence[Block], index: int, outline: Outline, place: _Place, ends: tuple[int, int]
) -> Iterator[str]:
    """The signs of one paragraph, as page.toml names them."""
    block = blocks[index]
    holder = outline.elements[block.owner]
    heading = holder.tag in _HEADINGS
    follows = index > 0 and blocks[index - 1].is_prose
    leads = index + 1 < len(blocks) and blocks[index + 1].is_prose
    signs = {
        "heading": heading,
        "item": "li" in place.tags,
        "cell": "tr" in place.tags or "table" in place.tags,
        "quoted": "blockquote" in place.tags,
        "figure": "figure" in place.tags,
        "loose": holder.tag not in PARAGRAPHS and holder.paragraphs < 2,
        "all_linked": block.is_link,
        "long": block.size >= _LONG,
        "ends": block.ends_sentence,
        "colon": block.words.endswith(":"),
        "address": any(part in block.words for part in ("http", "@", "www.")),
        "marks": not _MARKS.isdisjoint(block.words),
        "before": index < ends[0],
        "after": index > ends[1],
        "near_end": index >= len(blocks) - _NEAR_END,
        "follows_prose": follows,
        "leads_prose": leads,
        "between": follows and leads and block.size < _BETWEEN and not heading,
        "link_between": block.is_link and follows and leads,
        "among_links": place.among_links,
        "called": place.called and block.size < _CALLED_LONG,
        "called_long": place.called and block.size >= _CALLED_LONG,
    }
    return (name for name, holds in signs.items() if holds)


def _is_credit(block: Block) -> bool:
    """Whether it says whose the article is: "Sumber: Antara", "(ani/budi)"."""
    words = block.words
    if len(words) > _CREDIT or block.linked * 2 > len(words):
        return False
    bracketed = words[0] in "([" and words[-1] in ")]"
    return bracketed or words.casefold().startswith(page_hints().credits)


def _places(blocks: Sequence[Block], outline: Outline, chosen: set[int]) -> dict[int, _Place]:
    """The place of each element that holds a paragraph."""
    hints = page_hints()
    half = sum(block.size for block in blocks if block.is_prose) / 2
    places = {index: _Place() for index in chosen}
    for block in blocks:
        inner: list[int] = []
        at = block.owner
        while at not in places:
            inner.append(at)
            at = outline.elements[at].parent
        for index in reversed(inner):
            places[index] = _inside(places[at], outline, index, half, hints)
            at = index
    return places


def _inside(around: _Place, outline: Outline, index: int, half: float, hints: PageHints) -> _Place:
    element = outline.elements[index]
    called = element.prose < half and not hints.called.isdisjoint(NAME_WORDS.split(element.names))
    return _Place(
        around.tags | {element.tag},
        around.among_links or element.linked > element.words,
        around.called or called,
    )
