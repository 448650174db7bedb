"""`workbench set`: correct an article's metadata; dependent facts are computed anew."""

from __future__ import annotations

from workbench.cli.context import Arguments, Verbs, add_shared, at_work


def add(verbs: Verbs) -> None:
    """Add the verb."""
    parser = verbs.add_parser("set", help="correct metadata of an article")
    parser.add_argument("article", metavar="ARTICLE", help="a number, or the start of a uid")
    parser.add_argument("values", nargs="+", metavar="FIELD=VALUE", help="as published=2020-01-09")
    add_shared(parser)
    parser.set_defaults(run=run)


def run(arguments: Arguments) -> int:
    """Set the fields."""
    from workbench.cli.output import say
    from workbench.errors import UsageError
    from workbench.services.metadata import set_metadata

    values = {}
    for pair in arguments.values:
        name, equals, value = pair.partition("=")
        if not equals:
            raise UsageError(f"{pair!r} is not FIELD=VALUE")
        values[name] = value
    with at_work(arguments) as bench:
        number = bench.store.articles.resolve(arguments.article)
        entry = set_metadata(bench, number, values)
    say(f"#{number}: {', '.join(values)} set" if entry else f"#{number}: nothing changed")
    return 0
