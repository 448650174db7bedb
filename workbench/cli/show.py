"""`workbench show`: one article, text and facts side by side, as plain text."""

from __future__ import annotations

from workbench.cli.context import Arguments, Verbs, add_shared, at_work, whole_number

_LEAST_WIDTH = 40


def add(verbs: Verbs) -> None:
    """Add the verb."""
    parser = verbs.add_parser(
        "show",
        help="text and facts side by side",
        description="An article's text beside the facts found in it, with your decisions, and your "
        "claims below with their chains, and how many sentences you have not covered. Under 80 "
        "cells the facts follow the text.",
    )
    parser.add_argument("article", metavar="ARTICLE", help="a number, or the start of a uid")
    parser.add_argument(
        "--width", type=whole_number, metavar="CELLS", help="else the terminal's, else 100"
    )
    parser.add_argument("--json", action="store_true", help="one JSON object with the text")
    add_shared(parser)
    parser.set_defaults(run=run)


def run(arguments: Arguments) -> int:
    """Show."""
    from shutil import get_terminal_size

    from workbench.cli.output import print_json, print_line
    from workbench.present.glyphs import UNICODE
    from workbench.present.sheet import coverage_words, show_lines
    from workbench.present.tags import tags_line
    from workbench.services.coverage import coverage_of
    from workbench.services.records import record_of_article
    from workbench.services.tags import own_first
    from workbench.services.view import view_article

    with at_work(arguments) as bench:
        view = view_article(bench, bench.store.articles.resolve(arguments.article))
    if arguments.json:
        print_json(record_of_article(view) | {"text": view.text})
        return 0
    width = max(_LEAST_WIDTH, arguments.width or get_terminal_size((100, 40)).columns)
    for line in show_lines(view, width):
        print_line(line)
    print_line(UNICODE.rule * width)
    print_line(coverage_words(coverage_of(view)))
    if tags := tags_line(own_first(view, view.tags_on()), view.analyst):
        print_line(tags)
    return 0
