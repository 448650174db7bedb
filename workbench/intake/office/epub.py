"""EPUB by the standard library: an article a chapter, for who collects news keeps many in a book.

What the table of contents names is a chapter; what it does not name and has no headline goes on
with the one before. Title pages and lists of links are none. Where there is one article, what the
book says of itself is said of it; of many it is kept beside each.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from workbench.domain.naming import fold_name
from workbench.errors import RefusedError
from workbench.intake.document import Document, Extra, Input, PublishedBasis, Refused, counted
from workbench.intake.identity import checked_text, language_code
from workbench.intake.normalise import normalise
from workbench.intake.office.archive import Archive, name_of
from workbench.intake.office.epub_package import Book, read_package
from workbench.intake.office.epub_section import Section, contents_of, read_section
from workbench.intake.office.said import said_authors, said_title, title_for
from workbench.intake.published import parse_published

_LONGEST_FRONT = 600
"""Code points of a title page; a longer one is an article."""


@dataclass(slots=True)
class _Chapter:
    """One article: its sections and their bytes, and what the table of contents calls it."""

    label: str = ""
    sections: list[Section] = field(default_factory=list)
    raw: list[bytes] = field(default_factory=list)


@dataclass(slots=True)
class _Chapters:
    """The articles of a book, and what its title page says."""

    found: list[_Chapter] = field(default_factory=list)
    front: list[str] = field(default_factory=list)


def read(source: Input) -> Iterator[Document | Refused]:
    """The documents of an EPUB. Raises RefusedError."""
    raw = source.whole()
    archive = Archive(raw, source)
    book = read_package(archive)
    chapters = _chapters(archive, book)
    if not chapters.found:
        raise RefusedError("it holds no text", "Check that the right file was saved.")
    if len(chapters.found) == 1:
        yield _only(chapters, book, source, raw)
        return
    for number, chapter in enumerate(chapters.found, 1):
        at = f"{source.origin}[{number}]"
        try:
            yield _one_of_many(chapter, book, source, at)
        except RefusedError as error:
            yield Refused(at, error.what, error.next_step)


def _chapters(archive: Archive, book: Book) -> _Chapters:
    labels = _labels(archive, book)
    has_contents = not labels.keys().isdisjoint(book.sections)
    repeated = {fold_name(words) for values in book.said.values() for words in values}
    chapters = _Chapters()
    for name in book.sections:
        raw = archive.read(name)
        section = read_section(raw) if raw else Section()
        if _is_front(section, repeated):
            chapters.front.extend(section.paragraphs)
        elif not section.is_links and (section.paragraphs or section.after):
            goes_on = has_contents and name not in labels and not section.headline
            if not (goes_on and chapters.found):
                chapters.found.append(_Chapter(labels.get(name, "")))
            chapters.found[-1].sections.append(section)
            chapters.found[-1].raw.append(raw)
    return chapters


def _labels(archive: Archive, book: Book) -> dict[str, str]:
    """The parts that the table of contents names, and what it calls them."""
    for name in book.contents:
        found: dict[str, str] = {}
        raw = archive.read(name)
        for target, label in contents_of(raw).items() if raw else ():
            found.setdefault(name_of(target, beside=name), label)
        if not found.keys().isdisjoint(book.sections):
            return found
    return {}


def _is_front(section: Section, repeated: set[str]) -> bool:
    """Whether a section is a title page or the like: all but a date stands in the package too."""
    if section.is_front:
        return sum(map(len, section.paragraphs)) <= _LONGEST_FRONT
    new = [words for words in section.paragraphs if fold_name(words) not in repeated]
    return len(new) < len(section.paragraphs) and not [w for w in new if not parse_published(w)]


def _only(chapters: _Chapters, book: Book, source: Input, raw: bytes) -> Document:
    """The document of a book of one article."""
    (chapter,) = chapters.found
    text, notes = _text(chapter, source)
    headline = chapter.sections[0].headline
    published, basis = _published(book, chapters.front)
    return Document(
        text=text,
        title=title_for(text, book.first("dc:title"), headline) or said_title(chapter.label),
        outlet=said_authors(book.said.get("dc:publisher", ())),
        published=published,
        published_basis=basis,
        url=next(filter(_is_address, book.said.get("dc:source", ())), ""),
        lang=_language(chapter, book),
        author=said_authors(book.said.get("dc:creator", ())),
        raw=source.hashed(raw),
        retrieved_how=source.how,
        origin=source.origin,
        notes=notes,
    )


def _one_of_many(chapter: _Chapter, book: Book, source: Input, at: str) -> Document:
    """The document of a chapter. Raises RefusedError."""
    text, notes = _text(chapter, source)
    return Document(
        text=text,
        title=chapter.sections[0].headline or said_title(chapter.label),
        outlet=said_authors(book.said.get("dc:publisher", ())),
        lang=_language(chapter, book),
        extra=_of_the_book(book),
        raw=source.hashed(b"".join(chapter.raw)),
        retrieved_how=source.how,
        origin=at,
        notes=notes,
    )


def _text(chapter: _Chapter, source: Input) -> tuple[str, tuple[str, ...]]:
    paragraphs = [words for section in chapter.sections for words in section.paragraphs]
    after = [words for section in chapter.sections for words in section.after]
    text, text_notes = normalise("\n\n".join(paragraphs + after))
    notes = dict.fromkeys(note for section in chapter.sections for note in section.repairs)
    if after:
        words = counted(len(after), "paragraph", "paragraphs")
        notes[f"{words} of notes set at the end"] = None
    return checked_text(text, source.limits), (*notes, *text_notes)


def _published(book: Book, front: list[str]) -> tuple[str, PublishedBasis]:
    """When the book was published: as it says, else as its title page prints."""
    if date := book.first("dc:date"):
        return date, "metadata"
    printed = next((words for words in front if parse_published(words)), "")
    return printed, "page" if printed else ""


def _language(chapter: _Chapter, book: Book) -> str:
    return chapter.sections[0].lang or language_code(book.first("dc:language"))


def _of_the_book(book: Book) -> Extra:
    said = {
        "book": said_title(book.first("dc:title")),
        "book_author": said_authors(book.said.get("dc:creator", ())),
        "book_published": book.first("dc:date"),
    }
    return {key: words for key, words in said.items() if words}


def _is_address(words: str) -> bool:
    return words.startswith(("http://", "https://"))
