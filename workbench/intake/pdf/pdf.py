"""PDF with a text layer, by pypdf in a process of its own (`pdf_child`).

Lines become paragraphs here, where nothing can hang. When it was printed is not when it was
published. Pages without text, and pages whose letters cannot be read, are told.
"""

from __future__ import annotations

from collections.abc import Iterator

import pypdf  # noqa: F401 - it is used in the other process, and missed here

from workbench.errors import RefusedError
from workbench.intake.decode import refuse_binary
from workbench.intake.document import Document, Input, Refused, counted
from workbench.intake.identity import checked_text, language_code
from workbench.intake.normalise import normalise
from workbench.intake.office.said import kept, said_authors, title_for
from workbench.intake.pdf.child import Bounds, take_apart
from workbench.intake.pdf.layout import Layout, laid_out, scattered
from workbench.intake.pdf.lines import Pages, mended

_BEGINS = b"%PDF-"
_HEAD = 1_024
"""Bytes within which a PDF must say that it is one."""
_ENDS = b"%%EOF"
_TAIL = 2_048
"""Bytes within which a PDF must end."""
_KEPT = {"keywords": "keywords", "subject": "subject"}
_MOST_NAMED = 5
"""Pieces or pages that a note names."""


def read(source: Input) -> Iterator[Document | Refused]:
    """The document of a PDF. Raises RefusedError."""
    raw = source.whole()
    if _BEGINS not in raw[:_HEAD]:
        refuse_binary(raw)
        raise RefusedError("it is no PDF", "Give its name the ending of what it is.")
    if _ENDS not in raw[-_TAIL:]:
        raise RefusedError("it is cut off: the end of a PDF is missing", "Get it again.")
    taken = take_apart(raw, Bounds(characters=source.limits.code_points))
    pages = mended(taken.pages)
    _refuse_unreadable(pages, len(taken.pages))
    layout = laid_out(pages.pages)
    text, text_notes = normalise("\n\n".join(layout.paragraphs))
    said = {key: [words] for key, words in taken.said.items()}
    yield Document(
        text=checked_text(text, source.limits),
        title=title_for(text, taken.said.get("title", ""), layout.headline),
        url=pages.address,
        lang=_language(taken.said),
        author=said_authors(said.get("author", ())),
        extra=kept(said, _KEPT),
        raw=source.hashed(raw),
        retrieved_how=source.how,
        origin=source.origin,
        notes=(*_told(pages, layout, len(taken.pages)), *text_notes),
    )


def _refuse_unreadable(pages: Pages, count: int) -> None:
    if pages.pages:
        return
    if pages.unreadable:
        raise RefusedError(
            "its letters cannot be read: the file does not say what they are, or in which order",
            "Print it anew from its source, or recognise its text (OCR).",
        )
    raise RefusedError(
        f"it has no text: {counted(count, 'page is a picture', 'pages are pictures')}",
        "Recognise its text first (OCR).",
    )


def _language(said: dict[str, str]) -> str:
    """The language that the file declares, unless a program did so by itself."""
    return "" if "LibreOffice" in said.get("producer", "") else language_code(said.get("lang", ""))


def _told(pages: Pages, layout: Layout, count: int) -> Iterator[str]:
    """What to say of what was left out, mended, or may be wrong."""
    if pages.blank:
        yield f"{pages.blank:,} of {counted(count, 'page', 'pages')} without text (pictures)"
    if pages.unreadable:
        yield f"{_listed(pages.unreadable)} left out: letters that cannot be read"
    if pages.shaped:
        yield f"{_listed(pages.shaped)}: Arabic as shapes, perhaps in the wrong order"
    for number, one, many in (
        (pages.running, "running line left out", "running lines left out"),
        (pages.counts["unknown"], "unknown letter replaced", "unknown letters replaced"),
        (pages.counts["ligatures"], "ligature made letters", "ligatures made letters"),
        (pages.counts["apart"], "mark put back to its word", "marks put back to their words"),
        (pages.counts["initials"], "initial put back to its word", "initials put back"),
        (layout.taken_out, "hyphen at a line end taken out", "hyphens at line ends taken out"),
        (layout.left, "hyphen at a line end may not belong", "hyphens at line ends may not belong"),
    ):
        if number:
            yield counted(number, one, many)
    if layout.doubtful:
        yield f"{_listed(layout.doubtful)}: columns or tables, perhaps in another order"
    if pieces := list(dict.fromkeys(scattered(layout.paragraphs))):
        yield f"perhaps one word: {', '.join(pieces[:_MOST_NAMED])}"


def _listed(numbers: list[int]) -> str:
    named = ", ".join(map(str, numbers[:_MOST_NAMED]))
    more = "" if len(numbers) <= _MOST_NAMED else f" and {len(numbers) - _MOST_NAMED:,} more"
    return f"{'page' if len(numbers) == 1 else 'pages'} {named}{more}"
