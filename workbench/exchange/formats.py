"""The registry of formats, as data: what each is called, reads, writes and loses.

`workbench formats` and the documentation print it; a test compares it with what the modules do.
It must never import a format's module before that format is used.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from importlib import import_module
from os import PathLike
from typing import TYPE_CHECKING, NamedTuple

from workbench.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path
    from typing import BinaryIO

    from workbench.exchange.bundle import Bundle, Item, Written

    Target = BinaryIO | Path
    """An open binary stream, or for a folder format the path of a folder that exists."""
    Options = Mapping[str, str]
    Writer = Callable[[Bundle, Target, Options], Written]
    Reader = Callable[[Target, Options], Iterator[Item]]


class Option(NamedTuple):
    """One choice that a format offers; its value is a word."""

    name: str
    help: str
    default: str = ""
    values: tuple[str, ...] = ()
    """The allowed values; empty when any word will do."""
    required_to_read: bool = False


class Format(NamedTuple):
    """What a format is called, what it can do, and what it cannot keep."""

    name: str
    title: str
    extensions: tuple[str, ...]
    is_folder: bool
    lost: str
    """One line: what does not survive writing and reading again."""
    module: str
    reads: bool = True
    writes: bool = True
    options: tuple[Option, ...] = ()
    tells_facts: bool = False
    """Whether it writes facts as the contract has them, so that they need not be looked into."""


_FORMATS = (
    Format(
        "jsonl",
        "JSON Lines with published schemas, canonical and lossless",
        (".jsonl",),
        is_folder=False,
        lost="nothing",
        module="workbench.exchange.jsonl",
        tells_facts=True,
    ),
    Format(
        "csv",
        "claims as a table for spreadsheets, one row each",
        (".csv",),
        is_folder=False,
        lost="texts, translations, facts, decisions, judgements of descent, sentences marked as "
        "having nothing to record, links, notes and tags that are on no claim; all hops but the "
        "last beyond their names; a cell that looks like a formula gets a leading apostrophe, and "
        "control characters and line breaks become visible marks",
        module="workbench.exchange.table",
        reads=False,
        options=(Option("bom", "start with a byte order mark, for Excel", "no", ("no", "yes")),),
    ),
    Format(
        "brat",
        "brat standoff: a text and an annotation file for each article, Source, Cue and Content",
        (".txt", ".ann"),
        is_folder=True,
        lost="metadata, translations, decisions, judgements of descent, sentences marked as having "
        "nothing to record, ratings, states, versions, tags, links between articles and notes on "
        "sources and whole articles; facts, relays, assessments, what sources belong to and other "
        "notes are written for people and not read back; line breaks in words become spaces",
        module="workbench.exchange.brat",
        options=(
            Option(
                "analyst",
                "whose claims are written (all without it), or who made what is read",
                required_to_read=True,
            ),
        ),
    ),
)


def formats() -> tuple[Format, ...]:
    """Every format, the canonical one first."""
    return _FORMATS


def find_format(name: str) -> Format:
    """The format of that name. Raises UsageError with the nearest name."""
    for known in _FORMATS:
        if known.name == name:
            return known
    raise UsageError(f"no format {name!r}", _nearest(name, [known.name for known in _FORMATS]))


def writer(name: str) -> Writer:
    """What writes the format. Raises UsageError where there is none."""
    chosen = find_format(name)
    if not chosen.writes:
        raise UsageError(f"the {name} format is only read", _those("written", "writes"))

    def write_it(bundle: Bundle, target: Target, options: Options) -> Written:
        _check_target(chosen, target)
        given = _checked_options(chosen, options)
        written: Written = import_module(chosen.module).write(bundle, target, **given)
        return written

    return write_it


def reader(name: str) -> Reader:
    """What reads the format. Raises UsageError where there is none."""
    chosen = find_format(name)
    if not chosen.reads:
        raise UsageError(f"the {name} format is only written", _those("read", "reads"))

    def read_it(source: Target, options: Options) -> Iterator[Item]:
        _check_target(chosen, source)
        given = _checked_options(chosen, options)
        for option in chosen.options:
            if option.required_to_read and not given[option.name]:
                raise UsageError(f"reading {name} needs {option.name!r}", f"It says {option.help}.")
        items: Iterator[Item] = import_module(chosen.module).read(source, **given)
        return items

    return read_it


def write(name: str, bundle: Bundle, target: Target, options: Options | None = None) -> Written:
    """Write the bundle in a format; says how much was written and what was left out.

    target is an open binary stream, or for a folder format an existing empty folder. Articles are
    taken one at a time. Raises UsageError (format, option), DataError (the bundle is inconsistent).
    """
    return writer(name)(bundle, target, options or {})


def read(name: str, source: Target, options: Options | None = None) -> Iterator[Item]:
    """The headers, sources, ratings, notes on sources and annotated articles of an export.

    Sources come before the articles that name them. Every offset is checked against its text.
    Raises DataError naming the line (and file) and what is wrong: take nothing until it is
    exhausted, or take it in one transaction.
    """
    return reader(name)(source, options or {})


def _checked_options(chosen: Format, options: Options) -> dict[str, str]:
    known = {option.name: option for option in chosen.options}
    for name, value in options.items():
        if name not in known:
            raise UsageError(f"{chosen.name} has no option {name!r}", _nearest(name, known))
        values = known[name].values
        if values and value not in values:
            raise UsageError(f"{name} cannot be {value!r}", f"It is {' or '.join(values)}.")
    return {name: options.get(name, option.default) for name, option in known.items()}


def _check_target(chosen: Format, target: Target) -> None:
    if isinstance(target, PathLike) != chosen.is_folder:
        wanted = "a folder" if chosen.is_folder else "a file"
        raise UsageError(f"the {chosen.name} format is {wanted}")


def _those(done: str, ability: str) -> str:
    names = [known.name for known in _FORMATS if getattr(known, ability)]
    return f"These are {done}: {', '.join(names)}."


def _nearest(name: str, names: Iterable[str]) -> str:
    from difflib import get_close_matches

    known = list(names)
    close = get_close_matches(name, known, n=1, cutoff=0.5)
    if close:
        return f"Did you mean {close[0]!r}?"
    return f"There are: {', '.join(known)}." if known else "It has none."
