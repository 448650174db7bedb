"""`workbench export`: what is chosen of a database, in a format that other tools load."""

from __future__ import annotations

import sys
from pathlib import Path

from workbench.cli.choosing import add_choice, choice_of
from workbench.cli.context import Arguments, Verbs, add_shared, at_work, pairs


def add(verbs: Verbs) -> None:
    """Add the verb."""
    parser = verbs.add_parser(
        "export",
        help="write an annotated set",
        description="Write what is chosen, in a format. The file takes its place in one step; what "
        "could not be kept is told.",
    )
    parser.add_argument("--format", required=True, metavar="F", help="workbench formats lists them")
    add_choice(parser)
    parser.add_argument(
        "--out", required=True, type=Path, metavar="PATH", help="file or folder; - prints it"
    )
    parser.add_argument(
        "--option", action="append", default=[], metavar="NAME=VALUE", help="of the format"
    )
    parser.add_argument(
        "--json", action="store_true", help="print what was written and lost as a JSON object"
    )
    add_shared(parser)
    parser.set_defaults(run=run, stopped="nothing is half written")


def run(arguments: Arguments) -> int:
    """Export; words on what was left out go to stderr."""
    from workbench.cli.output import print_json, say
    from workbench.errors import UsageError
    from workbench.present.counting import counted
    from workbench.services.exporting import export, loss_report, print_export

    is_printed = str(arguments.out) == "-"
    if is_printed and arguments.json:
        raise UsageError("--json would stand within what --out - prints", "Name a file.")
    with at_work(arguments) as bench:
        choice = choice_of(bench, arguments)
        options = pairs(arguments.option, "NAME=VALUE")
        if is_printed:
            stream = sys.stdout.buffer
            written = print_export(bench, arguments.format, stream, choice=choice, options=options)
        else:
            written = export(bench, arguments.format, arguments.out, choice=choice, options=options)
    if choice.where and not written.articles:
        say(
            f"nothing fits; states and claims are {bench.analyst}'s, --analyst NAME says whose else"
        )
    if arguments.json:
        print_json(loss_report(written, arguments.format, arguments.out))
        return 0
    articles, claims = counted(written.articles, "article"), counted(written.claims, "claim")
    say(f"{arguments.out}: {articles}, {claims}")
    for one in written.became:
        say(f"{one.count} {one.what} ({one.why})")
    for loss in written.lost:
        say(f"not kept: {loss.count} {loss.what} ({loss.why})")
    return 0
