"""`workbench set`: correct an article's metadata; dependent facts are computed anew."""

from __future__ import annotations

from workbench.cli.context import Arguments, Verbs, add_shared, at_work, pairs


def add(verbs: Verbs) -> None:
    """Add the verb."""
    parser = verbs.add_parser(
        "set",
        help="correct metadata of an article",
        description="Set title, outlet, author, editor, lang, url, archive (where a copy stays) or "
        "published; an empty value clears one. Facts that depend on it are computed anew, and "
        "decisions follow them.",
    )
    parser.add_argument("article", metavar="ARTICLE", help="a number, or the start of a uid")
    parser.add_argument("values", nargs="+", metavar="FIELD=VALUE", help="as published=2020-01-09")
    add_shared(parser)
    parser.set_defaults(run=run)


def run(arguments: Arguments) -> int:
    """Set the fields."""
    from workbench.cli.output import say
    from workbench.services.metadata import set_metadata

    values = pairs(arguments.values, "FIELD=VALUE")
    with at_work(arguments) as bench:
        number = bench.store.articles.resolve(arguments.article)
        entry = set_metadata(bench, number, values)
    say(f"#{number}: {', '.join(values)} set" if entry else f"#{number}: nothing changed")
    return 0
