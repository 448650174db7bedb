"""`workbench export`: what is chosen of a database, in a format that other tools load."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from workbench.cli.choosing import (
    add_choice,
    choice_of,
    is_printed,
    say_if_nothing_fits,
    tell_written,
)
from workbench.cli.context import Arguments, Verbs, add_shared, at_work, pairs

if TYPE_CHECKING:
    from workbench.services.checking import Checked

_OF_EXPORTS = (
    "format", "out", "where", "set", "story", "by", "layer", "pseudonyms", "without_text", "option",
)  # fmt: skip


def add(verbs: Verbs) -> None:
    """Add the verb."""
    parser = verbs.add_parser(
        "export",
        help="write an annotated set",
        description="Write what is chosen, in a format. The file takes its place in one step; what "
        "could not be kept is told. Or say what became of a package that was written before.",
    )
    parser.add_argument(
        "--format",
        metavar="F",
        help="workbench formats lists them; by itself where PATH ends as one alone does (.xlsx)",
    )
    add_choice(parser)
    parser.add_argument(
        "--out",
        type=Path,
        metavar="PATH",
        help="file, or folder, which is an archive where it ends in .zip; - prints it",
    )
    parser.add_argument(
        "--check",
        type=Path,
        metavar="PACKAGE",
        help="whether a package is whole, and which of its claims are otherwise here by now; "
        "nothing is written",
    )
    parser.add_argument(
        "--option", action="append", default=[], metavar="NAME=VALUE", help="of the format"
    )
    parser.add_argument(
        "--json",
        action="store_true",
        help="print what was written and lost, or what became of a package, as JSON",
    )
    add_shared(parser)
    parser.set_defaults(run=run, stopped="nothing is half written")


def run(arguments: Arguments) -> int:
    """Export; words on what was left out go to stderr. Or check: 1 when a package is not whole."""
    if arguments.check:
        return _check(arguments)
    from workbench.errors import UsageError
    from workbench.services.exporting import export, format_by_ending, loss_report, print_export

    if not arguments.out:
        raise UsageError("an export needs --format and --out", "workbench formats lists formats.")
    name = arguments.format or format_by_ending(arguments.out)
    printed = is_printed(arguments)
    with at_work(arguments) as bench:
        choice = choice_of(bench, arguments)
        options = pairs(arguments.option, "NAME=VALUE")
        if printed:
            stream = sys.stdout.buffer
            written = print_export(bench, name, stream, choice=choice, options=options)
        else:
            written = export(bench, name, arguments.out, choice=choice, options=options)
    say_if_nothing_fits(bench, choice, written.articles)
    record = loss_report(written, name, arguments.out)
    tell_written(record, is_json=arguments.json)
    return 0


def _check(arguments: Arguments) -> int:
    from workbench.cli.output import print_json
    from workbench.errors import UsageError
    from workbench.services.checking import check_package, checked_records

    if any(getattr(arguments, name) for name in _OF_EXPORTS):
        raise UsageError("--check writes nothing", "It takes no options of an export.")
    with at_work(arguments) as bench:
        checked = check_package(bench, arguments.check)
    if arguments.json:
        for record in checked_records(checked):
            print_json(record)
    else:
        _print_checked(checked)
    return 0 if checked.is_whole else 1


def _print_checked(checked: Checked) -> None:
    """A line for each file and claim that is otherwise; what it comes to goes to stderr."""
    from workbench.cli.output import print_line, say
    from workbench.domain.text import safe_line
    from workbench.present.counting import counted
    from workbench.services.checking import Since, Standing

    for part in checked.parts:
        if part.standing is not Standing.WHOLE:
            print_line(f"{part.standing}: {safe_line(part.path)}")
    for one in checked.since:
        where = f" of #{one.number}" if one.number else ""
        fields = f": {', '.join(one.fields)}" if one.fields else ""
        words = safe_line(one.words)
        print_line(f"{one.since}: claim {one.uid}{where} “{words}”{fields}")
    say("it is whole" if checked.is_whole else "it is not whole")
    if checked.header is None:
        say("its claims were not compared: set.jsonl is not what it was made with")
        return
    counts = [f"{count} {since}" for since in Since if (count := checked.count(since)) is not None]
    say(f"{counted(checked.claims, 'claim')}; since then {', '.join(counts)}")
    if checked.unjudged:
        of = counted(checked.unjudged, "article")
        say(f"others' claims on {of} were not compared: {checked.why_not}")
    if checked.why_not_new:
        say(f"what is new cannot be told: {checked.why_not_new}")
