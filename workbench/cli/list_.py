"""`workbench list`: the articles that a filter leaves, newest first."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from workbench.cli.context import Arguments, Verbs, add_limit, add_shared, at_work

if TYPE_CHECKING:
    from workbench.domain.article import ArticleRow


def add(verbs: Verbs) -> None:
    """Add the verb."""
    parser = verbs.add_parser(
        "list",
        help="articles, newest first",
        description="Articles, newest first: in columns on a terminal, else one uncut line each.",
    )
    parser.add_argument("--where", default="", metavar="FILTER", help="as 'lang:id state:new'")
    add_limit(parser)
    parser.add_argument("--json", action="store_true", help="one JSON object for each article")
    add_shared(parser)
    parser.set_defaults(run=run)


def run(arguments: Arguments) -> int:
    """List."""
    from workbench.cli.output import print_json
    from workbench.services.listing import list_articles

    with at_work(arguments) as bench:
        rows = list_articles(bench, arguments.where, limit=arguments.limit)
        if arguments.json:
            from workbench.services.records import records_of_articles

            for record in records_of_articles(bench, rows):
                print_json(record)
        else:
            _print_rows(rows)
    return 0


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
