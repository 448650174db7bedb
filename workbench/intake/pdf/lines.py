"""What is mended of the lines of a PDF before they are joined: running heads, letters, initials.

Only what the file itself shows to be so is changed, and counted; what may be wrong and cannot be
known is told and left as it is.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from workbench.intake.pdf.child import Line

_UNKNOWN = re.compile(r"\0|\(cid:\d+\)")
"""A letter of which the file does not say what it is."""
_LIGATURE = re.compile("[\ufb00-\ufb06]")
_SHAPED = re.compile("[\ufb50-\ufd3d\ufd50-\ufdef\ufe70-\ufefc]")
"""Arabic letters as shapes, without those that are words of their own."""
_APART = re.compile(r"(?<=[^\W\d_]) ([\u02bb-\u02bf]) (?=[^\W\d_])")
"""A mark of transcription that came from another font."""
_OWN_HYPHEN = re.compile(r"(?<=\w) \u2010$")
"""The hyphen of a browser's, from another font."""
_NUMBER = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(r"[-–—\[( ]*#[-–—\]) ]*(?:/ ?#)?")
"""A line of nothing but its number, with "#" for it."""
_ADDRESS = re.compile(r"https?://[^\s…]+")
_PRINTED_AT = re.compile(r"\d{1,2}[/.]\d{1,2}[/.]\d{2,4}, \d{1,2}[:.]\d{2}\b.*")
_PRINTED_FROM = re.compile(r"(?:https?|file)://\S+ \d+/\d+")
"""What browsers print above and below a page."""
_INITIAL = re.compile("[\"'“‘«„]?[^\\W\\d_]")
_EDGE = 3
"""Lines from the top and from the bottom among which heads and feet stand."""
_OTHER_SIZE = 0.1
"""Of the text's letters, by which a line differs that may run in the middle of pages."""
_MANY_PAGES = 3
"""From which such a line is looked for."""
_SAME_PLACE = 6.0
"""Points that a running line may move from page to page."""
_LARGER = 1.6
"""Of an initial beside its text."""
_REACH = 3
"""Of an initial's size, within which its text begins."""
_MOST_INITIALS = 20
_TOO_MANY = 0.3
"""Share of letters that are shapes or unknown, from which a page cannot be read."""


@dataclass(slots=True)
class Pages:
    """The pages that can be read, and what became of the others."""

    pages: list[list[Line]] = field(default_factory=list)
    blank: int = 0
    unreadable: list[int] = field(default_factory=list)
    shaped: list[int] = field(default_factory=list)
    running: int = 0
    address: str = ""
    """Of the page that was printed."""
    counts: Counter[str] = field(default_factory=Counter)


def mended(pages: list[list[Line]]) -> Pages:
    """The pages without running lines and with the letters that the file means."""
    found = Pages(counts=Counter())
    pages = [
        [line for one in page if (line := _lettered(one, found.counts)).words] for page in pages
    ]
    running = set(_running(pages)) | set(_printed(pages))
    found.running = len(running)
    found.address = _address(pages[at][number].words for at, number in sorted(running))
    for at, page in enumerate(pages):
        kept = [line for number, line in enumerate(page) if (at, number) not in running]
        letters = sum(map(_letters, kept))
        shaped = sum(len(_SHAPED.findall(line.words)) for line in kept)
        unknown = sum(line.words.count("\ufffd") for line in kept)
        if not letters and not unknown:
            found.blank += 1
        elif shaped > _TOO_MANY * letters or unknown > _TOO_MANY * (letters + unknown):
            found.unreadable.append(at + 1)
        else:
            if shaped:
                found.shaped.append(at + 1)
            found.pages.append(_with_initials(kept, found.counts))
    return found


def _lettered(line: Line, counts: Counter[str]) -> Line:
    """A line with ligatures as letters, marks of transcription at their words, and U+FFFD where a
    letter is not known."""
    words, unknown = _UNKNOWN.subn("\ufffd", line.words)
    words, ligatures = _LIGATURE.subn(lambda one: unicodedata.normalize("NFKC", one[0]), words)
    words, apart = _APART.subn(r"\1", words)
    words = _OWN_HYPHEN.sub("\u2010", words.rstrip())
    counts.update(unknown=unknown, ligatures=ligatures, apart=apart)
    return line._replace(words=" ".join(words.split()))


def _letters(line: Line) -> int:
    return sum(map(str.isalpha, line.words))


def _running(pages: list[list[Line]]) -> Iterator[tuple[int, int]]:
    """Where lines stand that recur at one place of many pages, but for numbers: page and line."""
    places: dict[str, list[tuple[int, int]]] = {}
    size = body_size([line for page in pages for line in page])
    for at, page in enumerate(pages):
        edges = _edges(page)
        for number, line in enumerate(page):
            key = _NUMBER.sub("#", line.words.casefold())
            is_number = _PAGE_NUMBER.fullmatch(key) is not None
            is_other = not is_number and abs(line.size - size) > _OTHER_SIZE * size
            if number in edges or (is_other and len(pages) >= _MANY_PAGES):
                places.setdefault("#" if is_number else key, []).append((at, number))
    fewest = max(2, len(pages) // 3)
    numbers = places.pop("#", [])
    yield from (one for one in numbers if len(numbers) > 1 or _counts(pages, *one))
    for where in places.values():
        heights = Counter(_height(pages[at][number]) for at, number in where)
        for at, number in where:
            height = _height(pages[at][number])
            if sum(heights[near] for near in (height - 1, height, height + 1)) >= fewest:
                yield at, number


def _height(line: Line) -> int:
    return round(line.y / _SAME_PLACE)


def _counts(pages: list[list[Line]], at: int, number: int) -> bool:
    """Whether a number at the edge of a page is that of the page."""
    return re.sub(r"\D", "", pages[at][number].words) == str(at + 1)


def _edges(page: list[Line]) -> set[int]:
    """The lines at the top and at the bottom of a page, wherever the file has them."""
    order = sorted(range(len(page)), key=lambda number: -page[number].y)
    return {*order[:_EDGE], *order[-_EDGE:]}


def _printed(pages: list[list[Line]]) -> Iterator[tuple[int, int]]:
    """What a browser printed above and below its pages, be it on one page."""
    for at, page in enumerate(pages):
        edges = _edges(page)
        feet = [n for n in edges if _PRINTED_FROM.fullmatch(page[n].words)]
        if feet:
            yield from ((at, number) for number in feet)
            yield from ((at, n) for n in edges if _PRINTED_AT.fullmatch(page[n].words))


def _address(lines: Iterator[str]) -> str:
    """The one address that running lines show; empty where there are several."""
    found = {match[0] for words in lines for match in _ADDRESS.finditer(words)}
    return found.pop() if len(found) == 1 else ""


def _with_initials(page: list[Line], counts: Counter[str]) -> list[Line]:
    """The lines, with each initial that stands alone put before the word it begins."""
    size = body_size(page)
    lines = list(page)
    alone = [
        line for line in page if line.size >= _LARGER * size and _INITIAL.fullmatch(line.words)
    ]
    for initial in alone[:_MOST_INITIALS]:
        beside = [
            number
            for number, line in enumerate(lines)
            if initial.x < line.x < initial.x + _REACH * initial.size
            and -0.3 * initial.size <= line.y - initial.y <= 1.1 * initial.size
            and line.size < initial.size
        ]
        if beside:
            first = max(beside, key=lambda number: lines[number].y)
            line = lines[first]
            lines[first] = line._replace(words=initial.words + line.words, x=initial.x)
            lines.remove(initial)
            counts["initials"] += 1
    return lines


def body_size(page: list[Line]) -> float:
    """The size of most letters."""
    sizes: Counter[float] = Counter()
    for line in page:
        sizes[line.size] += len(line.words)
    return sizes.most_common(1)[0][0] if sizes else 0.0
