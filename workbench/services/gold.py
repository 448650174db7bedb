"""Gold files: texts with what is to be found in them, read into one shape.

JSON Lines of five kinds, told apart by their keys: our own export, and documents with `facts`,
`quotes`, typed `spans` or `sentence_ends`; or one JSON array of phrases. Nothing is repaired: what
does not fit its text is refused with its line.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, BinaryIO

from workbench.domain.fact import Kind
from workbench.domain.scoring import Annotation, Extent, Value
from workbench.domain.source import Source
from workbench.errors import BusyError, DataError, NotFoundError, UsageError
from workbench.exchange import read
from workbench.exchange.bundle import AnnotatedArticle
from workbench.intake import parse_published
from workbench.services.phrases import phrase_document
from workbench.services.truth import VALUES, GoldDocument, exported_document, sentence_end

Record = Mapping[str, Any]

LABELS: Mapping[str, Kind] = {
    "per": Kind.PERSON,
    "org": Kind.ORGANISATION,
    "organization": Kind.ORGANISATION,
    "loc": Kind.PLACE,
    "location": Kind.PLACE,
    "gpe": Kind.PLACE,
    "date": Kind.TIME,
    "dat": Kind.TIME,
    "tim": Kind.TIME,
    "timex3": Kind.TIME,
}
"""Labels of other tools, in small letters -> kind; a kind's own name needs none."""


_SHAPES = ("facts", "quotes", "spans", "sentence_ends")


def read_gold(path: Path, labels: Mapping[str, str] | None = None) -> list[GoldDocument]:
    """The documents of a gold file. labels: label -> kind, beside the known ones.

    Raises NotFoundError, BusyError, UsageError on a label that is no kind, and DataError with the
    line.
    """
    kinds = {kind.value: kind for kind in Kind} | dict(LABELS)
    kinds |= {label.lower(): _kind(kind) for label, kind in (labels or {}).items()}
    try:
        with path.open("rb") as source:
            if _is_export(source):
                documents = _exported(source)
            elif _is_array(source):
                documents = list(_phrases(path, source))
            else:
                documents = [_document(path, *line, kinds) for line in _lines(path, source)]
    except FileNotFoundError as error:
        raise NotFoundError(f"no file {path}") from error
    except IsADirectoryError as error:
        raise UsageError(f"{path} is a folder", "Name a JSONL file.") from error
    except OSError as error:
        raise BusyError(f"cannot read {path} ({error.strerror or error})") from error
    if not documents:
        raise DataError(f"{path.name} holds no document", "docs/cli.md has the shapes.")
    return documents


def _is_export(source: BinaryIO) -> bool:
    """Whether the first line is an export's header."""
    head = source.read(200)
    source.seek(0)
    return b'"workbench-export"' in head.partition(b"\n")[0]


def _is_array(source: BinaryIO) -> bool:
    """Whether the file is one JSON array and not a line for each document."""
    head = source.read(200)
    source.seek(0)
    return re.match(rb"\s*\[\s*(?:\{|\]|\Z)", head) is not None


def _phrases(path: Path, source: BinaryIO) -> Iterator[GoldDocument]:
    try:
        records = json.load(source)
    except (ValueError, RecursionError) as error:
        raise DataError(f"{path.name}: not JSON ({error})") from error
    for number, record in enumerate(records, 1):
        try:
            yield phrase_document(record, path.name, number)
        except KeyError as error:
            raise DataError(f"{path.name}: phrase {number} has no {error}") from error
        except ValueError as error:
            raise DataError(f"{path.name}: phrase {number}: {error}") from error


def _exported(source: BinaryIO) -> list[GoldDocument]:
    """The articles of an export: as decided, where anybody decided anything in it."""
    sources: dict[str, Source] = {}
    articles = []
    for item in read("jsonl", source):
        if isinstance(item, Source):
            sources[item.uid] = item
        elif isinstance(item, AnnotatedArticle):
            articles.append(item)
    decided = [article for article in articles if article.decisions]
    return [
        exported_document(article, sources, decided=bool(decided))
        for article in decided or articles
    ]


def _lines(path: Path, source: BinaryIO) -> Iterator[tuple[int, Any]]:
    for number, line in enumerate(source, 1):
        if not line.strip():
            continue
        try:
            yield number, json.loads(line)
        except RecursionError:
            raise DataError(f"{path.name}:{number}: its JSON is nested too deeply") from None
        except ValueError as error:
            raise DataError(f"{path.name}:{number}: not JSON ({error})") from error


def _kind(words: str) -> Kind:
    try:
        return Kind(words)
    except ValueError:
        raise UsageError(f"{words!r} is no kind", f"Kinds: {', '.join(Kind)}.") from None


def _document(path: Path, number: int, record: Any, kinds: Mapping[str, Kind]) -> GoldDocument:
    try:
        return _read_document(record, number, kinds)
    except KeyError as error:
        raise DataError(f"{path.name}:{number}: something in it has no {error}") from error
    except (TypeError, ValueError, AttributeError) as error:
        raise DataError(f"{path.name}:{number}: {error}") from error


def _read_document(record: Any, number: int, kinds: Mapping[str, Kind]) -> GoldDocument:
    if not isinstance(record, dict) or not isinstance(record.get("text"), str):
        raise ValueError("a gold document is an object with its text")
    if not any(isinstance(record.get(key), list) for key in _SHAPES):
        raise ValueError(f"a gold document has {', '.join(_SHAPES[:-1])} or {_SHAPES[-1]}")
    text = record["text"]
    annotations = [
        *(_fact(fact, text) for fact in record.get("facts") or ()),
        *(_quote(quote, text) for quote in record.get("quotes") or ()),
        *(_typed_span(span, text, kinds) for span in record.get("spans") or ()),
        *(_sentence(end, text) for end in record.get("sentence_ends") or ()),
    ]
    published = parse_published(str(record.get("published") or ""))
    anchor = published[0][:10] if published and len(published[0]) >= 10 else None
    return GoldDocument(
        id=str(record.get("doc_id", record.get("id", number))),
        text=text,
        lang=str(record.get("lang") or ""),
        title=str(record.get("title") or ""),
        outlet=str(record.get("outlet") or ""),
        anchor=anchor,
        anchor_basis="metadata" if anchor else None,
        annotations=tuple(annotations),
        ignored=tuple(("", _extent(text, *pair)) for pair in record.get("ignore") or ()),
    )


def _fact(record: Record, text: str) -> Annotation:
    """`{"kind","start","end"}` with what the truth states of `exact`, `parts`, `attributes`."""
    kind = Kind(record["kind"])
    stated = record.get("attributes") or {}
    speaker, cue = stated.get("speaker") or {}, stated.get("cue")
    names = speaker.get("names") or ([speaker["name"]] if speaker.get("name") else [])
    values: dict[str, Value] = {
        name: stated[name] for name in VALUES.get(kind, ()) if name in stated
    }
    return Annotation(
        kind=kind.value,
        pieces=_pieces(text, record),
        mode=str(stated.get("mode") or ""),
        speaker=(_extent(text, speaker["start"], speaker["end"]),) if "start" in speaker else (),
        names=tuple(map(str, names)),
        cue=_extent(text, cue["start"], cue["end"]) if cue else None,
        values=values,
    )


def _quote(record: Record, text: str) -> Annotation:
    """`{"start","end","kind"?,"parts"?}` with `speaker_start`, `speaker_end`, `speaker_alts`,
    `speaker_entity`, `cue_start`, `cue_end` where they are known."""
    speaker: tuple[Extent, ...] = ()
    if record.get("speaker_start") is not None:
        mentions = [[record["speaker_start"], record["speaker_end"]]]
        mentions += record.get("speaker_alts") or []
        speaker = tuple(_extent(text, *mention) for mention in mentions)
    cue = None
    if record.get("cue_start") is not None:
        cue = _extent(text, record["cue_start"], record["cue_end"])
    return Annotation(
        kind=Kind.QUOTE.value,
        pieces=_pieces(text, record),
        mode=str(record.get("kind") or ""),
        speaker=speaker,
        names=(str(record["speaker_entity"]),) if record.get("speaker_entity") else (),
        cue=cue,
    )


def _typed_span(record: Record, text: str, kinds: Mapping[str, Kind]) -> Annotation:
    """`{"type","start","end"}`. Raises UsageError on a type that is no kind."""
    label = str(record["type"])
    kind = kinds.get(label.lower())
    if kind is None:
        raise UsageError(f"no kind is known for {label!r}", f"Say --label {label}=KIND.")
    return Annotation(kind=kind.value, pieces=_pieces(text, record))


def _sentence(end: Any, text: str) -> Annotation:
    if type(end) is not int:
        raise ValueError(f"no end of a sentence: {end!r}")
    _extent(text, end - 1, end)
    return sentence_end(end)


def _pieces(text: str, record: Record) -> tuple[Extent, ...]:
    extent = _extent(text, record["start"], record["end"])
    if "exact" in record and text[extent[0] : extent[1]] != record["exact"]:
        raise ValueError(f"the text at {extent[0]}..{extent[1]} is not {record['exact']!r}")
    return tuple(_extent(text, *part) for part in record.get("parts") or ()) or (extent,)


def _extent(text: str, start: Any, end: Any) -> Extent:
    if type(start) is not int or type(end) is not int or not 0 <= start < end <= len(text):
        raise ValueError(f"no stretch {start}..{end} in a text of {len(text)} code points")
    return start, end
