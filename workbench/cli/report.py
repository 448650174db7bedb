"""`workbench report`: what was found, as one file for whoever has no terminal."""

from __future__ import annotations

import sys
from pathlib import Path

from workbench.cli.choosing import (
    add_choice,
    choice_of,
    is_printed,
    say_if_nothing_fits,
    tell_written,
)
from workbench.cli.context import Arguments, Verbs, add_shared, at_work

_FORMATS = ("html", "md")
_LANGUAGES = ("en", "id")
"""As `workbench.exchange.report` has them, which the help shall not have to load."""


def add(verbs: Verbs) -> None:
    """Add the verb."""
    parser = verbs.add_parser(
        "report",
        help="one file that tells what was found",
        description="Write what is claimed, by whom, on how many independent origins, what "
        "contradicts it and what is open, with chains, articles, sources and a timeline: one file "
        "that loads nothing and runs nothing. The file takes its place in one step.",
    )
    which = add_choice(parser)
    which.add_argument(
        "--session",
        nargs="?",
        const="",
        metavar="ID",
        help="the articles that were read in a sitting: the start of its uid, else your last one",
    )
    parser.add_argument("--title", default="", metavar="WORDS", help="what it is called")
    parser.add_argument(
        "--format", choices=_FORMATS, help="a page, or Markdown (md where FILE ends so, else html)"
    )
    parser.add_argument(
        "--lang", choices=_LANGUAGES, default="en", help="the language of its words (en)"
    )
    parser.add_argument(
        "--out", required=True, type=Path, metavar="FILE", help="the file; - prints it"
    )
    parser.add_argument(
        "--json", action="store_true", help="print what it tells and leaves out as a JSON object"
    )
    add_shared(parser)
    parser.set_defaults(run=run, stopped="nothing is half written")


def run(arguments: Arguments) -> int:
    """Report; words on what was left out go to stderr."""
    from workbench.services.exporting import loss_report
    from workbench.services.reporting import Wanted, print_report, report, scope_of

    printed = is_printed(arguments)
    with at_work(arguments) as bench:
        scope, choice = scope_of(bench, choice_of(bench, arguments), arguments.session)
        scope = scope._replace(title=" ".join(arguments.title.split()))
        by_name = "md" if arguments.out.suffix.lower() == ".md" else "html"
        wanted = Wanted(scope, choice, arguments.format or by_name, arguments.lang)
        if printed:
            told = print_report(bench, sys.stdout.buffer, wanted)
        else:
            told = report(bench, arguments.out, wanted)
    say_if_nothing_fits(bench, choice, told.articles)
    record = loss_report(told, wanted.format_name, arguments.out)
    tell_written(record, is_json=arguments.json, lost="not in it")
    return 0
