"""`workbench extract`: compute facts anew; decisions follow them, and the run says how."""

from __future__ import annotations

from workbench.cli.context import Arguments, Verbs, add_on, add_shared, at_work, checked_on


def add(verbs: Verbs) -> None:
    """Add the verb."""
    parser = verbs.add_parser(
        "extract",
        help="compute facts anew",
        description="Compute the facts of these articles anew; without any, of all whose facts are "
        "missing or an earlier version's. Decisions follow their facts: one whose fact has other "
        "bounds now moves to the one fact of its kind that is new there, else it is kept with its "
        "words. New questions in an article that its analyst finished are not open there.",
    )
    parser.add_argument(
        "articles", nargs="*", metavar="ARTICLE", help="a number, or the start of a uid"
    )
    parser.add_argument("--json", action="store_true", help="one JSON object for the run")
    add_on(parser)
    add_shared(parser)
    parser.set_defaults(run=run, stopped="run it again: it goes on where it stopped")


def run(arguments: Arguments) -> int:
    """Extract, and print what it came to."""
    from workbench.cli.bar import Bar, may_show
    from workbench.cli.output import print_json, print_line
    from workbench.present.counting import counted
    from workbench.present.followed import followed_words
    from workbench.services.extraction import extract_articles, record_of_run, stale_articles

    on = checked_on(arguments)
    with at_work(arguments) as bench:
        bench.tell_followed = lambda followed: None  # it is printed below
        named = [bench.store.articles.resolve(one) for one in arguments.articles]
        numbers = list(dict.fromkeys(named)) if named else stale_articles(bench)
        bar = Bar(is_seen=may_show())
        total = len(numbers)
        try:
            followed = extract_articles(
                bench, numbers, on=on,
                tell=lambda done: bar.show(done, total, f"{done:,} of {counted(total, 'article')}"),
            )  # fmt: skip
        finally:
            bar.take_away()
    if arguments.json:
        print_json(record_of_run(followed))
        return 0
    words = f"{counted(followed.articles, 'article')}, {counted(followed.facts, 'fact')}"
    print_line(": ".join(filter(None, [words, followed_words(followed)])))
    return 0
