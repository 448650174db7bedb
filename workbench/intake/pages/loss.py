"""What an import says where a page may hold more of its article than was stored: loss is never
silent.

Compared are the page's own statements (articleBody, wordCount), what else on it reads like prose,
and whether it is one page of several. Nothing is changed here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from workbench.intake.document import counted
from workbench.intake.pages.content import PageArticle
from workbench.intake.pages.metadata import PageMetadata

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser

_ELSEWHERE = 0.7
"""Share of what was taken from which prose elsewhere is told of."""
_LEAST_ELSEWHERE = 400
"""Bytes."""
_WITHIN, _LEAST_WITHIN = 0.5, 1_000
"""The same for what stands within the article's part of the page; code points."""
_LONGER = 1.25
"""How many times as long the page says its article is."""
_PAGERS = (
    'link[rel="next"], a[rel="next"], [class*="paging"] a, [class*="pagination"] a, '
    '[class*="pager"] a, [class*="pages"] a'
)
_MOST_LINKS = 50
_PAGE_NUMBER = re.compile(
    r"^(?:[/?&_-]?(?:page|halaman|hal|p|seite|pagina|pg)?[=/_-]?(?:\d{1,2}|all))(?:\.html?)?/?$"
)


def losses(
    page: LexborHTMLParser, article: PageArticle, said: PageMetadata, stated: int
) -> Iterator[str]:
    """A note for each sign that the article is longer than what was taken of the page; stated: code
    points of the text in its metadata."""
    taken = sum(map(len, article.paragraphs))
    if stated > taken * _LONGER:
        yield f"text shorter than the page says: {taken:,} of {stated:,} characters"
    words = sum(len(paragraph.split()) for paragraph in article.paragraphs)
    if said.word_count > words * _LONGER and not _has_no_spaces(words, taken):
        yield f"text shorter than the page says: {words:,} of {said.word_count:,} words"
    if article.elsewhere > max(_LEAST_ELSEWHERE, _ELSEWHERE * article.size):
        yield (
            "text shorter than what else on the page reads like prose: "
            f"{counted(article.size, 'byte', 'bytes')} taken, {article.elsewhere:,} not"
        )
    if article.within > max(_LEAST_WITHIN, _WITHIN * taken):
        yield (
            "half as much as the text, or more, was left out of its own part of the page: "
            f"{counted(article.within, 'character', 'characters')}"
        )
    if _goes_on(page, said.url):
        yield "the page is one of several: only its own part of the article is in the file"


def _has_no_spaces(words: int, characters: int) -> bool:
    return characters > 30 * words


def _goes_on(page: LexborHTMLParser, url: str) -> bool:
    """Whether it links to another page of the same article."""
    here = _address(url)
    if not here:
        return False
    for node in page.css(_PAGERS)[:_MOST_LINKS]:
        there = _address(urljoin(url, (node.attributes.get("href") or "").strip()[:2_000]))
        rest = there.removeprefix(here)
        if rest not in ("", there) and _PAGE_NUMBER.match(rest):
            return True
    return False


def _address(url: str) -> str:
    """Host, path and query, without what a first page's address ends with."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    path = parts.path.rstrip("/").removesuffix(".html").removesuffix(".htm")
    query = f"?{parts.query}" if parts.query else ""
    return f"{parts.netloc}{path}{query}" if len(path) > 1 else ""
