"""The registry of formats: what each is called, reads, writes, keeps and loses, a file each.

`about/NAME.toml` describes a format; `workbench formats` and `docs/formats.md` print that, and
tests hold every word of it to what the module does. No format's module is imported before that
format is used.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from importlib import import_module
from os import PathLike
from pathlib import Path
from tomllib import loads
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from workbench.errors import UsageError

if TYPE_CHECKING:
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


Kept = Literal["yes", "written", "no"]
"""What becomes of something: it is read back as it was; it is written for people or for the other
tool, and not read back; the format has no place for it."""


class Keeps(NamedTuple):
    """What a format has a place for: the columns of the matrix in `docs/formats.md`."""

    spans: Kept
    overlap: Kept
    """Two claims that share words."""
    discontinuous: Kept
    """A span of several parts."""
    chain: Kept
    """Who says so, through whom, in order; joint, anonymous and unattributed steps."""
    reach: Kept
    """How far an article's credit speaks."""
    assertion: Kept
    """What a source does with the words: asserts them, denies them, has not said."""
    ratings: Kept
    """Of sources, dated."""
    notes: Kept
    rulings: Kept
    """What was decided where analysts differ, what they say to it, and the codebook."""


class Signs(NamedTuple):
    """By what a format's files are known, whatever they are called."""

    folder: str = ""
    """What a folder of it holds, as a pattern of names."""
    ours: str = ""
    """A file that every folder of it that we write holds: such a folder may be written anew."""
    files: tuple[str, ...] = ()
    """All that such a folder holds, where that is always the same: what else is in it is not ours.
    Else it is told by the format's endings."""
    keys: tuple[tuple[str, ...], ...] = ()
    """Of the first record of a JSON file: it has all of one of these."""
    text: str = ""
    """What stands near the beginning of a JSON file that is no list of records."""

    def are_in(self, record: Mapping[str, Any]) -> bool:
        """Whether a record is one of this format."""
        return any(record.keys() >= {*keys} for keys in self.keys)


class Format(NamedTuple):
    """What a format is called, what it can do, and what it cannot keep: `about/NAME.toml`."""

    name: str
    title: str
    extensions: tuple[str, ...]
    lost: str
    """One line: what does not survive writing and reading again."""
    module: str
    """Its `write` takes a bundle and a target, its `read` a source."""
    keeps: Keeps
    offsets: str
    """What it counts in."""
    proved: str
    """How its files are known to be right: the peer that loads them, or who checks them."""
    order: int
    """Where it is listed."""
    use: str = ""
    """Sentences: what is to be set in the other program, where that is not plain."""
    is_folder: bool = False
    is_kept: bool = False
    """Whether the folder is kept, with what people wrote there, and brought up to date: it need not
    be empty, and is no whole that could take another's place."""
    reads: bool = True
    writes: bool = True
    options: tuple[Option, ...] = ()
    tells_facts: bool = False
    """Whether it takes facts as the contract tells them, so that they need not be looked into."""
    without_text: bool = False
    """Whether it can be written of articles whose text is not handed on."""
    signs: Signs = Signs()
    needs: str = ""
    """The library that it needs, by the name it is imported by."""
    extra: str = ""
    """The extra of this package that installs it; empty where it is always there."""


_ABOUT = Path(__file__).with_name("about")


@cache
def formats() -> tuple[Format, ...]:
    """Every format, the canonical one first."""
    found = (_described(file) for file in _ABOUT.glob("*.toml"))
    return tuple(sorted(found, key=lambda one: (one.order, one.name)))


def find_format(name: str) -> Format:
    """The format of that name. Raises UsageError with the nearest name."""
    for known in formats():
        if known.name == name:
            return known
    raise UsageError(f"no format {name!r}", _nearest(name, [known.name for known in formats()]))


def _described(file: Path) -> Format:
    record = loads(file.read_text("utf-8"))
    options = (
        Option(**one | {"values": tuple(one.get("values", ()))})
        for one in record.pop("options", ())
    )
    signs = record.pop("signs", {})
    return Format(
        name=file.stem,
        signs=_signs(signs),
        extensions=tuple(record.pop("extensions")),
        keeps=Keeps(**record.pop("keeps")),
        options=tuple(options),
        **record,
    )


def _signs(record: Mapping[str, Any]) -> Signs:
    lists = {"keys": tuple(map(tuple, record.get("keys", ())))}
    return Signs(**{**record, **lists, "files": tuple(record.get("files", ()))})


def _module(chosen: Format) -> Any:
    """The format's module. Raises UsageError where the library that it needs is not there."""
    try:
        return import_module(chosen.module)
    except ModuleNotFoundError as error:
        if not chosen.needs or (error.name or "").partition(".")[0] != chosen.needs:
            raise
        raise UsageError(
            f"{chosen.name} needs {chosen.needs}, which is not installed",
            f"pip install 'analyst-workbench[{chosen.extra}]' brings it.",
        ) from error


def writer(name: str) -> Writer:
    """What writes the format. Raises UsageError where there is none."""
    chosen = find_format(name)
    if not chosen.writes:
        raise UsageError(f"the {name} format is only read", _those("written", "writes"))

    def write_it(bundle: Bundle, target: Target, options: Options) -> Written:
        _check_target(chosen, target)
        given = _checked_options(chosen, options)
        if bundle.choice.without_text and not chosen.without_text:
            raise UsageError(
                f"{name} is made of the articles' text",
                _those("written without it", "without_text"),
            )
        written: Written = _module(chosen).write(bundle, target, **given)
        return written.after(bundle.withheld).before(bundle.aside)

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
        items: Iterator[Item] = _module(chosen).read(source, **given)
        return items

    return read_it


def write(name: str, bundle: Bundle, target: Target, options: Options | None = None) -> Written:
    """Write the bundle in a format; says how much was written and what was left out.

    target is an open binary stream, or for a folder format an existing folder, empty unless
    it is kept. Articles are
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
    names = [known.name for known in formats() if getattr(known, ability)]
    return f"These are {done}: {', '.join(names)}."


def _nearest(name: str, names: Iterable[str]) -> str:
    from difflib import get_close_matches

    known = list(names)
    close = get_close_matches(name, known, n=1, cutoff=0.5)
    if close:
        return f"Did you mean {close[0]!r}?"
    return f"There are: {', '.join(known)}." if known else "It has none."
