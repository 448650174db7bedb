"""Text -> facts, line roles and metadata. Pure, picklable, and the same on every machine.

What is listed here is all that others may use. Language knowledge is data (lang/*/*.toml), loaded
when a text first asks for it, so that importing this package costs next to nothing. It must never
touch a file besides its own data, a clock or a network, and no text may make it raise.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from workbench.extract.document import EXTRACTOR, Document, Recognised

if TYPE_CHECKING:
    from workbench.domain.fact import Fact, Time
    from workbench.domain.sentence_words import SentenceWords
    from workbench.extract.calling import Called

__all__ = [
    "EXTRACTOR",
    "Document",
    "Recognised",
    "extract",
    "extract_batch",
    "extract_document",
    "guess_language",
    "hearsay",
    "is_place",
    "is_title",
    "negated_endings",
    "negations",
    "number_words",
    "ordinary_words",
    "read_source",
    "recognise",
    "sentence_spans",
    "sentence_words",
    "time_of",
]


def extract(
    text: str,
    *,
    lang: str = "",
    title: str = "",
    outlet: str = "",
    anchor: str | None = None,
    anchor_basis: str | None = None,
) -> list[Fact]:
    """The facts of a text, in text order, one for each identity.

    `anchor` is the local publication date YYYY-MM-DD; without it weekdays and relative expressions
    stay unresolved. `outlet` keeps an outlet's credit of itself from becoming a relay. Offsets are
    code points of `text`. Never raises on any text.
    """
    return extract_document(Document("", text, lang, anchor, anchor_basis, title, outlet))


def extract_document(document: Document) -> list[Fact]:
    """As `extract`, of a text with all that is known about it."""
    from workbench.extract import pipeline

    return pipeline.extract_document(document)


def read_source(words: str, lang: str) -> Called:
    """What sort of source words name that stand in no text: as a speaker's words are read."""
    from workbench.extract import calling

    return calling.read_source(words, lang)


def extract_batch(documents: Iterable[Document]) -> list[list[Fact]]:
    """The facts of each document, in input order: pure, so that it can be mapped over processes."""
    return [extract_document(document) for document in documents]


def recognise(text: str, *, lang: str = "") -> Recognised:
    """What the text itself prints about its origin: cheap enough to run at every import."""
    from workbench.extract.metadata import recognise_text

    return recognise_text(text, lang)


def sentence_spans(text: str, *, lang: str = "", title: str = "") -> list[tuple[int, int]]:
    """The sentences of a text's body as (start, end): what quotes and events are looked for in."""
    from workbench.extract import pipeline

    return list(pipeline.read_page(text, lang or guess_language(text), title).sentences)


def sentence_words(lang: str) -> SentenceWords:
    """What a language says of where sentences and clauses break: for the cursor's splitter."""
    from workbench.extract.sentences import words_for

    return words_for(lang)


def ordinary_words(lang: str) -> frozenset[str]:
    """Words that stand in news of any kind, in lower case; none of a language without the list."""
    from workbench.extract import ordinary

    return ordinary.words_of(lang)


def negated_endings(lang: str) -> tuple[str, ...]:
    """Endings of a word that deny what it says: “n't”."""
    from workbench.extract import ordinary

    return ordinary.negated_endings_of(lang)


def number_words(lang: str) -> frozenset[str]:
    """Words that are numbers or multiply them, in lower case."""
    from workbench.extract import ordinary

    return ordinary.numbers_of(lang)


def negations(lang: str) -> frozenset[str]:
    """Words that deny a clause, in lower case."""
    from workbench.extract import ordinary

    return ordinary.negations_of(lang)


def hearsay(words: str, lang: str) -> str:
    """What of some words tells that somebody says so, and not who; empty where nothing does."""
    from workbench.extract import ordinary

    found = ordinary.hearsay_of(lang).search(words)
    return found.group() if found else ""


def guess_language(text: str) -> str:
    """ISO 639-1 by script and function words, "" when unknown; Malay counts as Indonesian."""
    from workbench.extract.language import guess

    return guess(text)


def is_place(word: str) -> bool:
    """Whether a word by itself is the name of a place or says that something is of one."""
    from workbench.extract import known

    return known.is_place(word)


def is_title(word: str) -> bool:
    """Whether a word by itself is one that offices and ranks are called by."""
    from workbench.extract import known

    return known.is_title(word)


def time_of(words: str, lang: str, anchor: str | None) -> Time | None:
    """The time that words of somebody's own are, as a whole, or but for what is told by a modifier
    ("about"); None of all others. anchor: the date or stamp that relative ones are counted from."""
    from workbench.extract.anchor import read_anchor, times_from

    whole = read_anchor(words, (), anchor, None, lang)
    for found in times_from(words, 0, len(words), lang, whole):
        if found.end == len(words) and (found.start == 0 or found.attributes.modifier):
            return found.attributes
    return None
