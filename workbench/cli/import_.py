"""`workbench import`: files, folders and feeds into the database, one line for each input."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from workbench.cli.context import Arguments, Verbs, add_shared, at_new_work

if TYPE_CHECKING:
    from workbench.services.workbench import Workbench


def add(verbs: Verbs) -> None:
    """Add the verb."""
    parser = verbs.add_parser(
        "import",
        help="files, folders and feeds into the database",
        description="Import text files (headline, blank line, body), JSONL and saved HTML pages. "
        "Importing again adds nothing twice. One line for each input says what became of it.",
    )
    parser.add_argument("paths", nargs="+", metavar="PATH", help="a file or folder; - for JSONL")
    add_given(parser)
    parser.add_argument("--json", action="store_true", help="one JSON object for each input")
    add_shared(parser)
    parser.set_defaults(run=run)


def add_given(parser: argparse.ArgumentParser) -> None:
    """The options that give metadata for everything imported in one go."""
    parser.add_argument("--outlet", default="", help="name of the outlet")
    parser.add_argument("--published", default="", help="publication date, as 2020-01-09")
    parser.add_argument("--lang", default="", help="language, as id or en")


def run(arguments: Arguments) -> int:
    """Import; 1 when some input was refused."""
    with at_new_work(arguments) as bench:
        return import_paths(bench, arguments, as_json=arguments.json)


def import_paths(bench: Workbench, arguments: Arguments, *, as_json: bool) -> int:
    """Import the paths of the arguments and print what became of each."""
    import sys
    from itertools import chain

    from workbench.cli.output import print_json, print_line, say
    from workbench.services.importing import Became, Given, import_documents, read, read_stream

    named = [path for path in arguments.paths if path != "-"]
    documents = chain(
        read([Path(path) for path in named]),
        read_stream(sys.stdin.buffer) if "-" in arguments.paths else (),
    )
    given = Given(arguments.outlet, arguments.published, arguments.lang)
    counts: dict[Became, int] = {}
    for outcome in import_documents(bench, documents, given):
        counts[outcome.became] = counts.get(outcome.became, 0) + 1
        if as_json:
            print_json(outcome.to_record())
        else:
            name = f"#{outcome.number} {outcome.title}" if outcome.number else ""
            why = f" {outcome.reason}" if outcome.reason else ""
            notes = f" ({'; '.join(outcome.notes)})" if outcome.notes else ""
            print_line(f"{outcome.became}{why}: {outcome.origin} {name}{notes}".rstrip())
    say(", ".join(f"{count} {became}" for became, count in counts.items()) or "nothing to import")
    return 1 if counts.get(Became.REFUSED) else 0
