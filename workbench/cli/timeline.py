"""`workbench timeline`: what is said in some articles, along the line of time."""

from __future__ import annotations

import argparse

from workbench.cli.choosing import add_which, choice_of_which
from workbench.cli.context import Arguments, Verbs, add_json, add_shared, at_work

_ALONG = ("happened", "said")
"""The values of `domain.timeline.Along`, which the help shall not have to load."""


def add(verbs: Verbs) -> None:
    """Add the verb."""
    parser = verbs.add_parser(
        "timeline",
        help="what is said, by when it is of and by when it was said",
        description="Each claim, and each statement that nobody answered yet (with a question "
        "mark), in the order of the times they speak of: as the text prints them, resolved against "
        "the day of its article, or as the claim's analyst wrote them. What is not sure stands as "
        "from when to when; hours are by the clock of most articles; what has no place on the line "
        "comes last. Whom it comes from stands "
        "beside it.",
    )
    add_which(parser)
    parser.add_argument(
        "--along", choices=_ALONG, default="happened",
        help="in the order of when things happened (else), or of when they were said",
    )  # fmt: skip
    add_as_of(parser)
    add_json(parser, "statement")
    add_shared(parser)
    parser.set_defaults(run=run)


def add_as_of(parser: argparse.ArgumentParser) -> None:
    """The options that say until when things count."""
    parser.add_argument(
        "--as-of", default="", metavar="DAY",
        help="only articles that were published by then: 2026-05-31, 2026-05 or 2026",
    )  # fmt: skip
    parser.add_argument(
        "--recorded", action="store_true",
        help="with --as-of: and only what was recorded here by the end of that day (UTC)",
    )  # fmt: skip


def run(arguments: Arguments) -> int:
    """Print it."""
    from workbench.cli.output import print_json, print_line
    from workbench.domain.timeline import Along, in_order
    from workbench.present.timeline import plain_lines
    from workbench.services.timeline import AsOf, dated, read_statements
    from workbench.services.which import numbers_of, which_chosen

    along = Along(arguments.along)
    with at_work(arguments) as bench:
        as_of = AsOf.of(arguments.as_of, is_recorded=arguments.recorded)
        numbers = numbers_of(bench, which_chosen(bench, choice_of_which(bench, arguments)))
        rows = in_order(dated(read_statements(bench, numbers, as_of)), along)
    if getattr(arguments, "json", False):
        for one in rows:
            print_json(one.to_record())
    else:
        for line in plain_lines(rows, along):
            print_line(line)
    return 0
