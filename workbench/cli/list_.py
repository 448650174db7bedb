"""`workbench list`: the articles that a filter leaves, newest first."""

from __future__ import annotations

from workbench.cli.context import Arguments, Verbs, add_shared, at_work


def add(verbs: Verbs) -> None:
    """Add the verb."""
    parser = verbs.add_parser("list", help="articles, newest first")
    parser.add_argument("--where", default="", metavar="FILTER", help="as lang:id state:new")
    parser.add_argument("--limit", type=int, metavar="N", help="at most so many")
    parser.add_argument("--json", action="store_true", help="one JSON object for each article")
    add_shared(parser)
    parser.set_defaults(run=run)


def run(arguments: Arguments) -> int:
    """List."""
    from workbench.cli.output import print_json, print_line
    from workbench.present.rows import library_line
    from workbench.services.find import list_articles
    from workbench.services.records import record_of_article
    from workbench.services.view import view_article

    with at_work(arguments) as bench:
        for row in list_articles(bench, arguments.where, limit=arguments.limit):
            if arguments.json:
                print_json(record_of_article(view_article(bench, row.number)))
            else:
                print_line(library_line(row))
    return 0
