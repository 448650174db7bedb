"""`workbench import`: files and folders into the database, one line for each input."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import TYPE_CHECKING, TypeVar

from workbench.cli.context import Arguments, Verbs, add_shared, at_new_work, told_limits

if TYPE_CHECKING:
    from workbench.services.importing import Document, Given, Outcome, Refused
    from workbench.services.readers import Table
    from workbench.services.workbench import Workbench

T = TypeVar("T")


def add(verbs: Verbs) -> None:
    """Add the verb."""
    parser = verbs.add_parser(
        "import",
        help="files and folders into the database",
        description="Import articles from files and folders. Importing again adds nothing twice. "
        "One line for each input says what became of it: added, duplicate, near-duplicate, "
        "revision, wanted (an address of a list), or refused and why.",
    )
    parser.add_argument(
        "paths", nargs="+", metavar="PATH", help="a file or folder; - is jsonl on standard input"
    )
    add_given(parser)
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
    from workbench.errors import DataError
    from workbench.services.readers import table_of

    given, table = given_metadata(arguments), table_of(arguments.columns, arguments.separator)
    with at_new_work(arguments) as bench:
        try:
            return import_paths(bench, arguments.paths, given, table, as_json=arguments.json)
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
    bench: Workbench, paths: Iterable[str], given: Given, table: Table, *, as_json: bool
) -> int:
    """Import the paths and print what became of each input; 1 when one was refused."""
    import sys
    from pathlib import Path

    from workbench.cli.output import print_json, print_line, say
    from workbench.services.importing import Became, documents_at, import_documents, read_stream

    limits = told_limits()
    passed_over: list[str] = []

    def documents_of(path: str) -> Iterator[Document | Refused]:
        if path == "-":
            return read_stream(sys.stdin.buffer, limits=limits)
        return documents_at(
            bench, [Path(path)], limits=limits, pass_over=passed_over.append, table=table
        )

    documents = chain.from_iterable(_told(documents_of(path), path) for path in paths)
    counts: Counter[Became] = Counter()
    for outcome in import_documents(bench, documents, given):
        counts[outcome.became] += 1
        if as_json:
            print_json(outcome.to_record())
        else:
            print_line(outcome_words(outcome))
    if passed_over:
        say(_passed_over(passed_over))
    say(", ".join(f"{count} {became}" for became, count in counts.items()) or "nothing to import")
    return 1 if counts[Became.REFUSED] else 0


def _passed_over(origins: list[str]) -> str:
    from pathlib import Path

    from workbench.services.readers import list_readers

    *names, last = (reader["name"] for reader in list_readers())
    endings = sorted({Path(origin).suffix or "no ending" for origin in origins})
    no_such = f"no {', '.join(names)} or {last}"
    return f"passed over, being {no_such}: {len(origins)} ({', '.join(endings)})"


def _told(documents: Iterator[T], path: str) -> Iterator[T]:
    """The documents of a path; that there are none is told."""
    from workbench.cli.output import say

    is_empty = True
    for document in documents:
        is_empty = False
        yield document
    if is_empty:
        say(f"{'standard input' if path == '-' else path}: nothing in it that can be imported")


def outcome_words(outcome: Outcome) -> str:
    """What became of an input, as a line."""
    why = f" {outcome.reason}" if outcome.reason else ""
    if outcome.number is None:
        return f"{outcome.became}: {outcome.origin}:{why or f' {outcome.title}'}"
    notes = f" ({'; '.join(outcome.notes)})" if outcome.notes else ""
    return f"{outcome.became}{why}: {outcome.origin} #{outcome.number} {outcome.title}{notes}"
