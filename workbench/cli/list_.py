"""`workbench list`: the articles that a filter leaves."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from workbench.cli.context import ORDERS, Arguments, Verbs, add_limit, add_shared, at_work

if TYPE_CHECKING:
    from workbench.domain.article import ArticleRow
    from workbench.services.workbench import Workbench


def add(verbs: Verbs) -> None:
    """Add the verb."""
    parser = verbs.add_parser(
        "list",
        help="articles, newest first",
        description="Articles: in columns on a terminal, else one uncut line each.",
    )
    parser.add_argument("--where", default="", metavar="FILTER", help="as 'lang:id state:new'")
    parser.add_argument(
        "--order",
        choices=ORDERS,
        help="what comes first; without it newest, or as the selection that in: names",
    )
    add_limit(parser)
    parser.add_argument("--json", action="store_true", help="one JSON object for each article")
    add_shared(parser)
    parser.set_defaults(run=run)


def run(arguments: Arguments) -> int:
    """List."""
    from workbench.domain.filter import Order
    from workbench.services.listing import list_articles

    order = Order(arguments.order) if arguments.order else None
    with at_work(arguments) as bench:
        rows = list_articles(bench, arguments.where, order=order, limit=arguments.limit)
        print_articles(bench, rows, arguments.json)
    return 0


def print_articles(bench: Workbench, rows: Iterable[ArticleRow], as_json: bool) -> None:
    """Print articles, for people or as JSON Lines."""
    if not as_json:
        _print_rows(rows)
        return
    from workbench.cli.output import print_json
    from workbench.services.records import records_of_articles

    for record in records_of_articles(bench, rows):
        print_json(record)


def _print_rows(rows: Iterable[ArticleRow]) -> None:
    """Columns that fit a terminal; to a pipe or a file the whole words."""
    import sys
    from shutil import get_terminal_size

    from workbench.cli.output import print_line
    from workbench.present.sheet import plain
    from workbench.present.shelf import article_line, heading_line, library_line

    if not sys.stdout.isatty():
        for row in rows:
            print_line(library_line(row))
        return
    width = max(40, get_terminal_size((80, 24)).columns)
    print_line(plain(heading_line(width)))
    for row in rows:
        print_line(plain(article_line(row, width)))
