"""Gold documents: one record of a gold file as a text with what is to be found in it.

Five shapes, told apart by their keys: `facts`, `quotes`, `chains`, typed `spans`, `sentence_ends`.
Nothing is repaired: what does not fit its text is a ValueError.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from workbench.domain.claim import Assertion
from workbench.domain.fact import Kind
from workbench.domain.relay import Reach
from workbench.errors import UsageError
from workbench.measure.chains import Chain, Step
from workbench.measure.matching import Annotation, Extent, Value
from workbench.measure.truth import VALUES, GoldDocument, sentence_end

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


_SHAPES = ("facts", "quotes", "chains", "spans", "sentence_ends")


def known_kinds(labels: Mapping[str, str]) -> dict[str, Kind]:
    """Label in small letters -> kind: the kinds' own names, the known labels, and these.

    Raises UsageError on a label of no kind.
    """
    kinds = {kind.value: kind for kind in Kind} | dict(LABELS)
    return kinds | {label.lower(): _kind(kind) for label, kind in labels.items()}


def _kind(words: str) -> Kind:
    try:
        return Kind(words)
    except ValueError:
        raise UsageError(f"{words!r} is no kind", f"Kinds: {', '.join(Kind)}.") from None


def gold_document(
    record: Any, number: int, kinds: Mapping[str, Kind], *, anchor: str | None = None
) -> GoldDocument:
    """One record, the file's number-th. anchor: its local publication date YYYY-MM-DD.

    Raises KeyError, TypeError, ValueError and AttributeError on what is no such document, and
    UsageError on a type of spans that is no kind.
    """
    if not isinstance(record, dict) or not isinstance(record.get("text"), str):
        raise ValueError("a gold document is an object with its text")
    if not any(isinstance(record.get(key), list) for key in _SHAPES):
        raise ValueError(f"a gold document has {', '.join(_SHAPES[:-1])} or {_SHAPES[-1]}")
    text = record["text"]
    annotations = [
        *(_fact(fact, text) for fact in record.get("facts") or ()),
        *(_quote(quote, text) for quote in record.get("quotes") or ()),
        *(_chain(chain, text) for chain in record.get("chains") or ()),
        *(_typed_span(span, text, kinds) for span in record.get("spans") or ()),
        *(_sentence(end, text) for end in record.get("sentence_ends") or ()),
    ]
    return GoldDocument(
        id=str(record.get("doc_id", record.get("id", number))),
        text=text,
        lang=str(record.get("lang") or ""),
        title=str(record.get("title") or ""),
        outlet=str(record.get("outlet") or ""),
        set=str(record.get("set") or ""),
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


def _chain(record: Record, text: str) -> Annotation:
    """`{"start","end","kind"?,"parts"?,"steps","assertion"?}`: how a statement came, outermost
    first."""
    steps = tuple(map(_step, record["steps"]))
    if not steps:
        raise ValueError("a chain has at least one step")
    assertion = _one_of(record.get("assertion") or Assertion.ASSERTS, *Assertion)
    return Annotation(
        kind=Kind.QUOTE.value,
        pieces=_pieces(text, record),
        mode=str(record.get("kind") or ""),
        chain=Chain(steps, assertion),
    )


def _step(record: Record) -> Step:
    """`{"names","reach"?}`: each one who stands in it by a name, or a list of names."""
    members = tuple(
        (name,) if isinstance(name, str) else tuple(map(str, name)) for name in record["names"]
    )
    if not members or not all(members):
        raise ValueError("a step has at least one name")
    return Step(members, _one_of(record.get("reach") or "", "", *Reach))


def _one_of(word: object, *words: str) -> str:
    if word not in words:
        raise ValueError(f"{word!r} is none of {', '.join(filter(None, words))}")
    return str(word)


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
