"""`workbench diff`: what an article says otherwise than the one it is like."""

from __future__ import annotations

from workbench.cli.context import Arguments, Verbs, add_shared, at_work


def add(verbs: Verbs) -> None:
    """Add the verb."""
    parser = verbs.add_parser(
        "diff",
        help="what an article says otherwise than another one",
        description="Two texts aligned by sentence: what the article no longer says stands behind "
        "-, what it says anew behind +, and of a changed sentence the words that went and came in "
        "[-brackets-] and {+braces+}. A revision is compared with what it revises.",
    )
    parser.add_argument("article", metavar="ARTICLE", help="a number, or the start of a uid")
    parser.add_argument(
        "other",
        nargs="?",
        metavar="OTHER",
        help="the one before it; without it the article that it revises, else is most like",
    )
    parser.add_argument("--all", action="store_true", help="the sentences that stand in both, too")
    parser.add_argument("--json", action="store_true", help="one JSON object")
    add_shared(parser)
    parser.set_defaults(run=run)


def run(arguments: Arguments) -> int:
    """Print the difference."""
    from workbench.cli.output import print_json, print_line
    from workbench.present.difference import difference_lines
    from workbench.services.comparing import compare_articles, most_alike

    with at_work(arguments) as bench:
        resolve = bench.store.articles.resolve
        number = resolve(arguments.article)
        other = resolve(arguments.other) if arguments.other else most_alike(bench, number)
        compared = compare_articles(bench, other, number)
    if arguments.json:
        print_json(compared.to_record())
        return 0
    texts = compared.left_text, compared.right_text
    for article, mark in ((compared.left, "---"), (compared.right, "+++")):
        publication = article.metadata.publication
        named = (article.outlet, publication.at if publication else "", article.metadata.title)
        print_line(" ".join((mark, f"#{article.number}", *filter(None, named))))
    for line in difference_lines(compared.comparison, *texts, is_whole=arguments.all):
        print_line(line)
    return 0
