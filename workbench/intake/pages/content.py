"""Which words of a saved page are the article: blocks of text, and the element that holds them.

The page's own marks win (articleBody, article, main); without them the element with most text
that is no link. Walks without recursion, so depth costs nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from workbench.intake.pages.furniture import without_furniture
from workbench.intake.pages.hints import page_hints
from workbench.intake.pages.outline import (
    LINKED,
    PARAGRAPHS,
    Block,
    Element,
    Mark,
    Outline,
    outline_of,
)

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_FEWEST = 100
"""Code points of unlinked words below which an element is no article."""
_SHARE = 0.4
"""Of the densest element's words: a marked element with fewer is a teaser."""
_HEADLINE = 15
"""Bytes from which a line that is a link may be the headline of another article."""
_CLIMB = 4
"""Levels above the chosen element whose other children are looked at."""
_JUST_BEFORE = 15
"""Paragraphs before the article among which its own date and author may stand."""
_YEAR = re.compile(r"\d{4}")
_LONGEST_LINE, _MOST_LINES = 160, 40
"""Of what stands beside it."""
_BESIDE = 0.12
"""Share of the chosen prose that a sibling must have that is not called like the chosen one."""


@dataclass(frozen=True, slots=True)
class PageArticle:
    """What was found of a page's article."""

    paragraphs: list[str] = field(default_factory=list)
    beside: list[str] = field(default_factory=list)
    """Lines around them that are none of the text: bylines, dates, notices."""
    dates: list[Mark] = field(default_factory=list)
    """Elements in the article or just before it that are called dates."""
    authors: list[Mark] = field(default_factory=list)
    elsewhere: int = 0
    """Size of what reads like prose on the page and was not taken."""
    within: int = 0
    """Size of what stands within the article's part of the page and was not taken."""
    size: int = 0
    """Of the paragraphs, in the same measure."""
    prose: int = 0
    """Code points of those of them that read like prose."""


def page_article(body: LexborNode) -> PageArticle:
    """The page's article; without paragraphs when it holds no text."""
    outline = outline_of(body)
    elements = outline.elements
    _sum_up(outline)
    chosen = _with_siblings(elements, _chosen(elements))
    inside = [False] * len(elements)
    for index, element in enumerate(elements):
        within = index in chosen or (index > 0 and inside[element.parent])
        inside[index] = within and (index in chosen or not element.furniture)
    places = [at for at, block in enumerate(outline.blocks) if inside[block.owner]]
    if not places:
        return PageArticle()
    whole = sum(elements[index].words for index in chosen if not inside[elements[index].parent])
    kept = list(_without_link_runs([outline.blocks[at] for at in places]))
    article, beside = without_furniture(kept, outline, chosen)
    before = outline.blocks[max(0, places[0] - _JUST_BEFORE) : places[0]]
    near = [
        block
        for block in before
        if not elements[block.owner].furniture and _may_be_its_own(block.words)
    ] + beside
    stretch = (places[0] - _JUST_BEFORE, places[-1])
    prose = sum(block.size for block in article if block.is_prose)
    return PageArticle(
        [_shown(block, elements) for block in article],
        [block.words for block in near if len(block.words) <= _LONGEST_LINE][:_MOST_LINES],
        _near(outline.dates, elements, stretch),
        _near(outline.authors, elements, stretch),
        elements[0].prose - prose,
        whole - sum(len(block.words) - block.linked for block in article),
        sum(block.size for block in article),
        sum(len(block.words) for block in article if block.is_prose),
    )


def _may_be_its_own(line: str) -> bool:
    """Whether a line before the article is of it: a date there may be another article's."""
    return not _YEAR.search(line) or bool(page_hints().first_published.search(line))


def _near(marks: list[Mark], elements: list[Element], stretch: tuple[int, int]) -> list[Mark]:
    """Those in the article or just before it."""
    return [
        mark
        for mark in marks
        if stretch[0] <= mark.at <= stretch[1] + 1 and not elements[mark.owner].furniture
    ]


def all_paragraphs(body: LexborNode) -> list[str]:
    """Every paragraph below an element, in reading order: of markup that is an article and nothing
    else."""
    outline = outline_of(body)
    return [_shown(block, outline.elements) for block in outline.blocks]


def _sum_up(outline: Outline) -> None:
    """Fill in words, linked and density: a paragraph counts for its holder and half above it."""
    elements = outline.elements
    for block in outline.blocks:
        owner = elements[block.owner]
        owner.words += len(block.words) - block.linked
        owner.linked += block.linked
        owner.posted += len(block.words) if owner.post else 0
    for element in reversed(elements[1:]):
        elements[element.parent].words += element.words
        elements[element.parent].linked += element.linked
        elements[element.parent].posted += element.posted
    for element in elements[1:]:
        element.furniture = elements[element.parent].furniture or _is_dropped(element, elements[0])
    for block in outline.blocks:
        owner = elements[block.owner]
        if owner.furniture:
            continue
        if block.is_prose:
            owner.prose += block.size
            owner.paragraphs += 1
        elif block.is_link and block.size >= _HEADLINE:
            owner.heads += 1
        weight = len(block.words) - block.linked
        if owner.tag == "li":
            weight //= 2  # lists of teasers are as long as articles
        holder, share = block.owner, 1.0
        while holder and elements[holder].tag in PARAGRAPHS:
            holder = elements[holder].parent
        for _ in range(3):
            elements[holder].density += share * weight
            if not holder:
                break
            holder, share = elements[holder].parent, share / 2
    for element in reversed(elements[1:]):
        parent = elements[element.parent]
        parent.prose += element.prose
        parent.paragraphs += element.paragraphs
        parent.heads += element.heads


def _is_dropped(element: Element, whole: Element) -> bool:
    """Whether it is page furniture: called so and no more than half of the page, or all links; not
    what shows posts, whatever it is called."""
    if element.posted * 2 > element.words + element.linked:
        return False
    if element.unlikely:
        return element.words * 2 <= whole.words
    is_list = element.tag in ("ul", "ol", "dl")
    return is_list and element.linked > LINKED * (element.words + element.linked)


def _chosen(elements: list[Element]) -> set[int]:
    """The elements that hold the article: the best marked one (with its equals beside it)."""
    densest = max(range(len(elements)), key=lambda index: elements[index].density)
    enough = max(_FEWEST, _SHARE * elements[densest].words)
    for rank in (1, 2, 3):
        marked = [index for index, element in enumerate(elements) if element.rank == rank]
        if not marked:
            continue
        best = _first_or_longest(elements, marked)
        if rank == 1:
            beside = elements[best].parent
            parts = {index for index in marked if elements[index].parent == beside}
        else:
            parts = {best}
        if sum(elements[index].words for index in parts) >= enough:
            return parts
    return {densest}


def _first_or_longest(elements: list[Element], marked: list[int]) -> int:
    """The one that holds a main heading, as long as it is no teaser: pages load further articles
    below the one that they are of. Else the longest."""
    longest = max(marked, key=lambda index: elements[index].words)
    at = next((index for index, element in enumerate(elements) if element.tag == "h1"), 0)
    around = set()
    while at:
        at = elements[at].parent
        around.add(at)
    first = next((index for index in reversed(marked) if index in around), longest)
    return first if elements[first].words >= _SHARE * elements[longest].words else longest


def _with_siblings(elements: list[Element], chosen: set[int]) -> set[int]:
    """The chosen elements and what beside them, or beside what holds them, reads like the same
    article: pages cut their text into sections and put furniture between."""
    found = chosen | _namesakes(elements, min(chosen))
    branch = min(chosen)
    prose = sum(elements[index].prose for index in chosen)
    marked = elements[branch].rank == 1
    for _ in range(_CLIMB):
        if not branch or elements[branch].rank > 1:
            break
        above = elements[branch].parent
        children = [
            index
            for index in range(above + 1, len(elements))
            if elements[index].parent == above and index != branch and index not in found
        ]
        for index in children:
            element = elements[index]
            alike = (element.tag, element.names) == (elements[branch].tag, elements[branch].names)
            if _continues(element) and (
                alike
                or (not marked and element.paragraphs > 1 and element.prose >= _BESIDE * prose)
            ):
                found.add(index)
        found |= _loose(elements, children)
        branch = above
    return found


def _namesakes(elements: list[Element], chosen: int) -> set[int]:
    """The elements that are called like the chosen one and belong to the same article."""
    one = elements[chosen]
    if not one.names or one.rank > 1:
        return set()
    articles = [0] * len(elements)
    for index, element in enumerate(elements):
        articles[index] = index if element.tag == "article" else articles[element.parent]
    return {
        index
        for index, element in enumerate(elements)
        if (element.tag, element.names) == (one.tag, one.names)
        and articles[index] == articles[chosen]
        and _continues(element)
    }


def _loose(elements: list[Element], children: list[int]) -> set[int]:
    """Paragraphs of prose that stand by themselves among them, where there are several; with them
    the lines between."""
    lines = [
        index
        for index in children
        if elements[index].tag in PARAGRAPHS and not elements[index].furniture
    ]
    if sum(elements[index].prose > 0 and elements[index].tag == "p" for index in lines) < 2:
        return set()
    return set(lines)


def _continues(element: Element) -> bool:
    """Whether it holds prose and little else."""
    return (
        not element.furniture
        and not element.caption
        and element.paragraphs > 2 * element.heads
        and element.prose * 2 > element.words + element.linked
    )


def _without_link_runs(blocks: list[Block]) -> Iterator[Block]:
    """The blocks without runs of three or more that are nothing but links."""
    run: list[Block] = []
    for block in blocks:
        if block.linked >= LINKED * len(block.words):
            run.append(block)
            continue
        if len(run) < 3:
            yield from run
        run = []
        yield block
    if len(run) < 3:
        yield from run


def _shown(block: Block, elements: list[Element]) -> str:
    hints = page_hints()
    if elements[block.owner].caption and not block.words.casefold().startswith(
        hints.caption_starts
    ):
        return hints.caption_prefix + block.words
    return block.words
