"""How two statements stand to each other that come as one document, without a database."""

from __future__ import annotations

from typing import Any

from workbench.domain.span import Span
from workbench.extract import extract, guess_language
from workbench.intake.document import Limits
from workbench.match.sides import Side
from workbench.match.stances import judge
from workbench.services.answers import Document, read_text
from workbench.services.statements import signer_of

_NAMES = ("a", "b")


def comparison_asked(document: Document, limits: Limits) -> Document:
    """How "b" stands to "a", each `{"text", "exact"? | "start"?, "end"?, "lang"?, "published"?}`:
    the later one to the earlier where both have a day. Raises ValueError, WorkbenchError."""
    sides = [_side(document, name, limits) for name in _NAMES]
    is_turned = sides[0].core.day > sides[1].core.day > 0
    judged = judge(*(reversed(sides) if is_turned else sides))
    first, second = reversed(_NAMES) if is_turned else _NAMES
    both = judged.comparison.overlap
    return {
        "stance": judged.stance.value if judged.stance else None,
        "score": round(judged.score, 4),
        f"of_{first}": round(both.of_one, 4),
        f"of_{second}": round(both.of_other, 4),
        "differences": [
            {"kind": each.kind, first: each.one, second: each.other}
            for each in judged.comparison.differences
        ],
    }


def _side(document: Document, name: str, limits: Limits) -> Side:
    """One of the two. Raises ValueError, WorkbenchError."""
    told = document.get(name)
    if not isinstance(told, dict):
        raise ValueError(f"{name} is no object")
    try:
        text, given, anchor = read_text(told, limits)
    except ValueError as error:
        raise ValueError(f"{name}: {error}") from error
    lang = given or guess_language(text)
    facts = extract(text, lang=lang, anchor=anchor, anchor_basis="metadata" if anchor else None)
    span = _span(text, told, name)
    signer, around = signer_of(text, facts, lang, anchor)
    return Side(signer.sign(span.start, span.end, around=around))


def _span(text: str, told: dict[str, Any], name: str) -> Span:
    """The words that are the statement: those that are named, else the whole text."""
    exact, start, end = (told.get(key) for key in ("exact", "start", "end"))
    if start is None and end is None:
        if exact is None:
            return Span.of(text, 0, len(text))
        start = text.find(exact) if isinstance(exact, str) and exact else -1
        if start < 0:
            raise ValueError(f"{name}: its exact words do not stand in its text")
        return Span.of(text, start, start + len(exact))
    if not (isinstance(start, int) and isinstance(end, int)):
        raise ValueError(f"{name}: start and end are numbers")
    span = Span.of(text, start, end)
    if exact is not None and exact != span.exact:
        raise ValueError(f"{name}: its exact words are not those from start to end")
    return span
