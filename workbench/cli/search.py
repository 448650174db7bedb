"""`workbench search`: words in all texts, with the words around each hit."""

from __future__ import annotations

from workbench.cli.context import Arguments, Verbs, add_limit, add_shared, at_work


def add(verbs: Verbs) -> None:
    """Add the verb."""
    parser = verbs.add_parser(
        "search",
        help="words in all texts",
        description="The newest articles that hold all the words, with the words around the first "
        "hit. Words are literal; a star ends a prefix.",
    )
    parser.add_argument("words", nargs="+", metavar="WORDS", help="all required; end* is a prefix")
    add_limit(parser, 200)
    parser.add_argument("--json", action="store_true", help="one JSON object for each hit")
    add_shared(parser)
    parser.set_defaults(run=run)


def run(arguments: Arguments) -> int:
    """Search."""
    from workbench.cli.output import print_json, print_line, say
    from workbench.services.find import nothing_found, search_articles
    from workbench.services.records import record_of_hit

    sought = " ".join(arguments.words)
    with at_work(arguments) as bench:
        found = search_articles(bench, sought, limit=arguments.limit)
    if not found:
        say(nothing_found(sought))
    for one in found:
        if arguments.json:
            print_json(record_of_hit(one))
            continue
        hit = one.hit
        words = " ".join(f"{hit.before}[{hit.exact}]{hit.after}".split())
        outlet = f"{one.row.outlet}: " if one.row.outlet else ""
        date = f"{one.row.published[:10]}  " if one.row.published else ""
        print_line(f"#{hit.number}  {outlet}{one.row.title}  {date}{words}")
    return 0
