"""`workbench search`: words in all texts, with the words around each hit."""

from __future__ import annotations

from workbench.cli.context import Arguments, Verbs, add_shared, at_work


def add(verbs: Verbs) -> None:
    """Add the verb."""
    parser = verbs.add_parser("search", help="words in all texts")
    parser.add_argument("words", nargs="+", metavar="WORDS", help="all required; end* is a prefix")
    parser.add_argument("--limit", type=int, default=200, metavar="N", help="at most so many")
    parser.add_argument("--json", action="store_true", help="one JSON object for each hit")
    add_shared(parser)
    parser.set_defaults(run=run)


def run(arguments: Arguments) -> int:
    """Search."""
    from workbench.cli.output import print_json, print_line
    from workbench.services.find import search_articles

    with at_work(arguments) as bench:
        found = search_articles(bench, " ".join(arguments.words), limit=arguments.limit)
    for one in found:
        hit = one.hit
        if arguments.json:
            print_json(
                {
                    "number": hit.number,
                    "uid": one.row.uid,
                    "title": one.row.title,
                    "start": hit.start,
                    "end": hit.end,
                    "before": hit.before,
                    "exact": hit.exact,
                    "after": hit.after,
                }
            )
        else:
            words = f"{hit.before}[{hit.exact}]{hit.after}".replace("\n", " ")
            print_line(f"#{hit.number} {one.row.outlet}: {one.row.title} — {words}")
    return 0
