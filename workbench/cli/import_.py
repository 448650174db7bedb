"""`workbench import`: files and folders into the database, one line for each input."""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from typing import TYPE_CHECKING, TypeVar

from workbench.cli.context import (
    Arguments,
    Verbs,
    add_on,
    add_shared,
    at_new_work,
    checked_on,
    told_limits,
)

if TYPE_CHECKING:
    from workbench.cli.bar import Bar
    from workbench.domain.following import Followed
    from workbench.services.importing import Became, Document, Given, Outcome, Refused
    from workbench.services.inputs import Progress
    from workbench.services.readers import Table
    from workbench.services.workbench import Workbench

T = TypeVar("T")

_PAUSE_SECONDS = 2.0
"""Between two looks at a folder that is followed."""
_SHARE = 10
"""How many times longer than a look the pause is at least: looking through a large folder must not
keep the machine busy."""


def add(verbs: Verbs) -> None:
    """Add the verb."""
    parser = verbs.add_parser(
        "import",
        help="files and folders into the database",
        description="Import articles from files and folders. Importing again adds nothing twice. "
        "One line for each input says what became of it: added, duplicate, near-duplicate, "
        "revision, wanted (an address of a list), known (one that was wanted before), or refused "
        "and why. A near-duplicate that has less than half in common is said to share passages "
        "with the other.",
    )
    parser.add_argument(
        "paths", nargs="+", metavar="PATH", help="a file or folder; - is jsonl on standard input"
    )
    parser.add_argument(
        "--follow",
        action="store_true",
        help="of folders: go on with what comes into them, until ctrl+c",
    )
    add_given(parser)
    add_on(parser)
    parser.add_argument("--json", action="store_true", help="one JSON object for each input")
    add_shared(parser)
    parser.closing = what_is_read
    parser.set_defaults(
        run=run, stopped="what was added is there; run it again: nothing is added twice"
    )


def add_given(parser: argparse.ArgumentParser) -> None:
    """The options that give metadata for everything imported in one go."""
    parser.add_argument("--outlet", default="", metavar="NAME", help="name of the outlet")
    parser.add_argument(
        "--published", default="", metavar="DATE", help="publication date, as 2020-01-09"
    )
    parser.add_argument("--lang", default="", metavar="CODE", help="language, as id or en")
    parser.add_argument(
        "--columns",
        action="append",
        default=[],
        metavar="FIELD=NAME,...",
        help="of tables: which column is what, as text=isi,title=judul",
    )
    parser.add_argument(
        "--separator", default="", metavar="MARK", help="of tables: what parts cells, as ; or tab"
    )


def what_is_read() -> str:
    """Which files can be imported, in words."""
    from workbench.services.readers import listed_readers

    return f"Files that can be read: {listed_readers()}."


def run(arguments: Arguments) -> int:
    """Import; 1 when some input was refused, or when nobody reads on what became of them."""
    from workbench.errors import DataError, UsageError
    from workbench.services.readers import table_of

    given, table = given_metadata(arguments), table_of(arguments.columns, arguments.separator)
    on = checked_on(arguments)
    if on and arguments.follow:
        raise UsageError(
            "what comes in one by one is not worth a cluster", "Leave out --on or --follow."
        )
    with at_new_work(arguments) as bench:
        paths, as_json = arguments.paths, arguments.json
        try:
            if arguments.follow:
                return follow(bench, paths, given, table, as_json=as_json)
            return import_paths(bench, paths, given, table, as_json=as_json, on=on)
        except BrokenPipeError as error:
            raise DataError(
                "the import stopped when its reader went away",
                "Run it again: nothing is added twice.",
            ) from error


def given_metadata(arguments: Arguments) -> Given:
    """The metadata of the options, checked before anything is opened. Raises UsageError."""
    from workbench.domain.article import Basis
    from workbench.errors import UsageError
    from workbench.services.importing import Given, parse_publication

    lang = arguments.lang
    if lang and not (len(lang) == 2 and lang.isascii() and lang.isalpha()):
        raise UsageError(f"{lang!r} is no language", "Two letters, as id or en.")
    if arguments.published:
        parse_publication(arguments.published, Basis.ANALYST)
    return Given(arguments.outlet, arguments.published, lang.lower())


def import_paths(
    bench: Workbench, paths: Iterable[str], given: Given, table: Table, *, as_json: bool,
    on: str = "",
) -> int:  # fmt: skip
    """Import the paths and print what became of each input; 1 when one was refused. on: the address
    of a cluster that looks for facts."""
    from pathlib import Path

    from workbench.cli.bar import Bar, may_show
    from workbench.services.importing import read_stream
    from workbench.services.inputs import documents_at, progress_over

    limits, paths = told_limits(), list(paths)
    passed_over: Counter[str] = Counter()
    is_seen = may_show()
    telling = _Telling(Bar(is_seen=is_seen), as_json=as_json)
    named = [Path(path) for path in paths if path != "-"]
    progress = progress_over(bench, named, telling.show_reading) if is_seen else None
    telling.progress = progress

    def documents_of(path: str) -> Iterator[Document | Refused]:
        if path == "-":
            return read_stream(sys.stdin.buffer, limits=limits)
        return documents_at(
            bench, [Path(path)], limits=limits, pass_over=_counting(passed_over), table=table,
            progress=progress,
        )  # fmt: skip

    documents = chain.from_iterable(telling.told(documents_of(path), path) for path in paths)
    try:
        telling.import_all(bench, documents, given, on=on)
    finally:
        if passed_over:
            telling.say(_passed_over(passed_over))
        telling.say(telling.summary())
    return telling.exit_code


def follow(
    bench: Workbench, folders: Sequence[str], given: Given, table: Table, *, as_json: bool
) -> int:
    """Import what comes into the folders and print what became of it, until a signal ends it."""
    from pathlib import Path

    from workbench.cli.bar import Bar
    from workbench.errors import BusyError
    from workbench.services.inputs import arrivals_in

    passed_over: Counter[str] = Counter()
    telling = _Telling(Bar(is_seen=False), as_json=as_json)
    arrivals = arrivals_in(
        bench, [Path(folder) for folder in folders], limits=told_limits(), table=table,
        pass_over=_counting(passed_over),
    )  # fmt: skip
    telling.say(f"following {', '.join(folders)}; ctrl+c ends it")
    while True:
        began = time.monotonic()
        try:
            found = telling.import_all(bench, arrivals.look(), given)
            arrivals.accept()
        except BusyError as error:  # nothing is lost: it comes once more with the next look
            found = 1
            telling.say(f"workbench: {error}")
        if passed_over:
            telling.say(_passed_over(passed_over))
            passed_over.clear()
        looking = 0 if found else time.monotonic() - began
        time.sleep(max(_PAUSE_SECONDS, _SHARE * looking))


class _Telling:
    """Prints what becomes of inputs, and shows how far it has come."""

    progress: Progress | None = None

    def __init__(self, bar: Bar, *, as_json: bool) -> None:
        self._bar = bar
        self._as_json = as_json
        self._counts: Counter[Became] = Counter()
        self._places: deque[int] = deque()
        """Where each input that is under way stands."""
        self._at = 0
        self._last = ""

    def import_all(
        self,
        bench: Workbench,
        documents: Iterator[Document | Refused],
        given: Given,
        *,
        on: str = "",
    ) -> int:
        """Import documents, and print what became of each; of how many."""
        from workbench.cli.output import print_json, print_line
        from workbench.services.importing import import_documents

        tell_followed, found = bench.tell_followed, 0

        def tell(followed: Followed) -> None:
            self._bar.take_away()
            tell_followed(followed)

        bench.tell_followed = tell
        try:
            for outcome in import_documents(bench, self._placed(documents), given, on=on):
                found += 1
                self._counts[outcome.became] += 1
                self._bar.take_away()
                if self._as_json:
                    print_json(outcome.to_record())
                else:
                    print_line(outcome_words(outcome))
                self._last = outcome.origin
                self._at = self._places.popleft() if self._places else 0
        finally:
            self._bar.take_away()
            bench.tell_followed = tell_followed
        if found:
            sys.stdout.flush()
        return found

    def _placed(self, documents: Iterator[Document | Refused]) -> Iterator[Document | Refused]:
        if self.progress is None:
            yield from documents
            return
        # Documents are asked for when all that became of earlier ones is printed.
        for document in documents:
            self._places.append(self.progress.at)
            words = f"{self._counts.total():,} {self._last}"
            self._bar.show(self._at, self.progress.total, words)
            yield document

    def show_reading(self) -> None:
        """While an input is read of which nothing is imported before it is read as a whole."""
        if self.progress:
            words = f"reading {self.progress.name}: {self.progress.read:,}"
            self._bar.show(self._at, self.progress.total, words)

    def told(self, documents: Iterator[T], path: str) -> Iterator[T]:
        """The documents of a path; that there are none is told."""
        is_empty = True
        for document in documents:
            is_empty = False
            yield document
        if is_empty:
            name = "standard input" if path == "-" else path
            self.say(f"{name}: nothing in it that can be imported")

    def say(self, words: str) -> None:
        """A word to the user."""
        from workbench.cli.output import say

        self._bar.take_away()
        say(words)

    def summary(self) -> str:
        """How many inputs became what."""
        counts = (f"{count} {became}" for became, count in self._counts.items())
        return ", ".join(counts) or "nothing to import"

    @property
    def exit_code(self) -> int:
        """1 when an input was refused."""
        from workbench.services.importing import Became

        return 1 if self._counts[Became.REFUSED] else 0


def _counting(endings: Counter[str]) -> Callable[[str], None]:
    """What counts the endings of files: of a folder's hundred thousand, no name is remembered."""
    from pathlib import Path

    return lambda origin: endings.update([Path(origin).suffix or "no ending"])


def _passed_over(endings: Counter[str]) -> str:
    from workbench.services.readers import list_readers

    *names, last = (reader["name"] for reader in list_readers())
    no_such = f"no {', '.join(names)} or {last}"
    return f"passed over, being {no_such}: {endings.total()} ({', '.join(sorted(endings))})"


def outcome_words(outcome: Outcome) -> str:
    """What became of an input, as a line."""
    why = f" {outcome.reason}" if outcome.reason else ""
    if outcome.number is None:
        return f"{outcome.became}: {outcome.origin}:{why or f' {outcome.title}'}"
    notes = f" ({'; '.join(outcome.notes)})" if outcome.notes else ""
    said = f"{outcome.became}{why}"
    if outcome.is_partial:
        other = outcome.reason.removeprefix("of ")
        said = f"added, shares passages with {other} ({outcome.score:.0%} of the word runs)"
    return f"{said}: {outcome.origin} #{outcome.number} {outcome.title}{notes}"
