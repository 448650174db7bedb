"""`workbench counterparts`: what other articles say beside each statement of one."""

from __future__ import annotations

from workbench.cli.context import Arguments, Verbs, add_shared, at_work


def add(verbs: Verbs) -> None:
    """Add the verb."""
    parser = verbs.add_parser(
        "counterparts",
        help="what other articles say beside an article's statements",
        description="For each statement that others may say too, contradict, update or say more "
        "exactly: the line that the desk shows, and below it each of these with its words, in what "
        "the two go apart, and whom it comes from. A question mark stands before what is proposed, "
        "a tick before what you linked; what you called unrelated is left out. Statements that are "
        "nobody's claim yet are not reviewed.",
    )
    parser.add_argument("article", metavar="ARTICLE", help="a number, or the start of a uid")
    parser.add_argument("--json", action="store_true", help="one JSON object for each statement")
    add_shared(parser)
    parser.set_defaults(run=run)


def run(arguments: Arguments) -> int:
    """Print them."""
    from workbench.cli.output import print_json, print_line
    from workbench.present.counterparts import plain_lines
    from workbench.services.told_counterparts import told_counterparts
    from workbench.services.view import view_article

    with at_work(arguments) as bench:
        view = view_article(bench, bench.store.articles.resolve(arguments.article))
        told = told_counterparts(bench, view)
    for one in told:
        if arguments.json:
            print_json(one.to_record())
            continue
        for line in plain_lines(one):
            print_line(line)
    return 0
