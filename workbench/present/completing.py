"""What the end of a filter may become: a field, or a value of the field that is being typed.

Pure: the values that only a database knows are handed in.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from workbench.domain.filter.days import DAY_WORDS, DUE_WORDS
from workbench.domain.filter.fields import Fields, Sort, meant
from workbench.domain.filter.tree import Term
from workbench.domain.filter.writing import written

_LAST = re.compile(
    r'(?:^|(?<=[\s(]))-?(?P<field>[A-Za-z_]+:)?(?P<compared>>=|<=|>|<|=)?'
    r'(?:"(?P<quoted>[^"]*)|(?P<bare>[^\s()"]*))$'
)  # fmt: skip
_WITHIN = re.compile(r"([A-Za-z_]+):\([^()]*$")
_WORD = re.compile(r"[^\W_]+")


class Typed(NamedTuple):
    """What is typed last."""

    head: str
    """What stands before it and stays."""
    field: str
    """The one whose value it is; empty where a field may begin."""
    words: str
    compared: str = ""
    is_within: bool = False
    """Whether brackets that follow a field are open, where its name does not stand again."""


def typed_last(line: str, fields: Fields) -> Typed | None:
    """What is being typed at the end of a line; None behind a bracket or quote that closes."""
    found = _LAST.search(line)
    if not found:
        return None
    words = found["bare"] if found["quoted"] is None else found["quoted"]
    named, compared = found["field"], found["compared"] or ""
    if named:
        field = meant(named[:-1], fields)
        return Typed(line[: found.start("field")], field, words, compared)
    start = found.end() - len(words) - (found["quoted"] is not None) - len(compared)
    if within := _WITHIN.search(line):
        return Typed(line[:start], meant(within[1], fields), words, compared, is_within=True)
    return None if found["quoted"] is not None else Typed(line[:start], "", f"{compared}{words}")


def completions(
    line: str, fields: Fields, known: Iterable[tuple[str, str]] = ()
) -> list[tuple[str, str]]:
    """The lines that it may become, and what each means. known: values of the field that is being
    typed, and words on each."""
    typed = typed_last(line, fields)
    if typed is None:
        return []
    if not typed.field:
        named = ((name, one.help) for name, one in fields.items() if name.startswith(typed.words))
        return [(f"{typed.head}{name}:", words) for name, words in named]
    every = (*_few(typed, fields), *_fitting(typed, known))
    return [(whole, words) for whole, words in dict(every).items() if whole != line]


def _few(typed: Typed, fields: Fields) -> Iterator[tuple[str, str]]:
    """The values of a field that has a few."""
    field = fields.get(typed.field)
    if field is None:
        return
    if field.sort is Sort.DAY and not typed.is_within:
        said = f"{typed.compared}{typed.words}".casefold()
        for day, words in (DUE_WORDS if typed.field == "due" else DAY_WORDS).items():
            if day.startswith(said):
                yield f"{typed.head}{typed.field}:{day}", words
    for value in field.values:
        if value.casefold().startswith(typed.words.casefold()):
            yield _whole(typed, value), ""


def _fitting(typed: Typed, known: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Values one of whose words begins as what is typed."""
    said = typed.words.casefold()
    for value, words in known:
        folded = value.casefold()
        starts: Sequence[int] = [found.start() for found in _WORD.finditer(folded)]
        if folded.startswith(said) or any(folded.startswith(said, at) for at in starts):
            yield _whole(typed, value), words


def _whole(typed: Typed, value: str) -> str:
    term = written((Term(typed.field, "=", value),))
    if typed.is_within:
        term = term.removeprefix(f"{typed.field}:")
    elif typed.compared:
        term = term.replace(":", f":{typed.compared}", 1)
    return f"{typed.head}{term}"
