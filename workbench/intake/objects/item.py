"""An item of a library, an agency or a list of readings becomes a document, whatever it stood in.

Formats whose records name more than the contract does hand over what they said; what none of them
may do is take a summary for a story without saying so.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from workbench.errors import RefusedError
from workbench.intake.document import Document, Extra, Input, Raw
from workbench.intake.feeds.entry import Kind, is_address, text_of
from workbench.intake.identity import checked_text, language_code
from workbench.intake.normalise import normalise, one_line
from workbench.intake.objects.json_scalar import Scalar, scalar

_LONGEST = 1_000
"""Code points of one statement; whatever is longer is cut."""
_MOST_NAMES = 200
ABSTRACT = "its abstract only"
"""What is said of a text that is one."""

Object = Mapping[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """What a record says, as its format has it; empty where it says nothing."""

    text: str = ""
    kind: Kind = "guess"
    title: str = ""
    outlet: str = ""
    published: str = ""
    url: str = ""
    lang: str = ""
    author: str = ""
    editor: str = ""
    id: str = ""
    extra: Extra = field(default_factory=dict)
    notes: tuple[str, ...] = ()


def document_of_item(
    item: Item, *, raw: Raw, at: str, source: Input, notes: tuple[str, ...] = ()
) -> Document:
    """The document of an item that stands at a place in a source. Raises RefusedError."""
    text, text_notes = text_of(item.text, item.kind)
    if not text.strip() and is_address(item.url):
        raise RefusedError(
            "it holds no text", f"Import the page that it leads to: {one_line(item.url)[:_LONGEST]}"
        )
    published = one_line(item.published[:_LONGEST])
    return Document(
        text=checked_text(text, source.limits),
        title=title_of(item.title),
        outlet=one_line(item.outlet[:_LONGEST]),
        published=published,
        published_basis="metadata" if published else "",
        url=one_line(item.url[:_LONGEST]),
        lang=language_code(item.lang),
        author=one_line(item.author[:_LONGEST]),
        editor=one_line(item.editor[:_LONGEST]),
        foreign_id=one_line(item.id[:_LONGEST]),
        extra=item.extra,
        raw=raw,
        retrieved_how=source.how,
        origin=at,
        notes=(*item.notes, *notes, *text_notes),
    )


def title_of(words: str) -> str:
    """A title as one line: some hold markup."""
    return one_line(text_of(words[: _LONGEST * 10], "guess")[0])[:_LONGEST]


def words_in(said: Object, *keys: str) -> str:
    """The first of these that are words; numbers count."""
    for key in keys:
        value = said.get(key)
        if isinstance(value, int) and not isinstance(value, bool):
            value = str(value)
        if isinstance(value, str) and value.strip():
            return value
    return ""


def objects_in(said: Object, key: str) -> list[dict[str, object]]:
    """The objects of a list, or the one that stands for it."""
    value = said.get(key)
    values = value if isinstance(value, list) else [value]
    return [one for one in values if isinstance(one, dict)]


def listed(names: Iterable[str]) -> str:
    """Names as one line, each once."""
    lines = (one_line(name[:_LONGEST]) for name in names)
    return ", ".join(list(dict.fromkeys(filter(None, lines)))[:_MOST_NAMES])


def kept(said: Object, taken: Iterable[str]) -> dict[str, Scalar]:
    """What nobody took, as it is kept beside the text; empty values are not."""
    read = set(taken)
    rest = {key: value for key, value in said.items() if key not in read}
    return {
        normalise(key)[0]: scalar(value)
        for key, value in rest.items()
        if value is not None and value not in ("", [], {})
    }
