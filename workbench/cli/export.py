"""`workbench export`: what a filter leaves, in a format that other tools load."""

from __future__ import annotations

from pathlib import Path

from workbench.cli.context import Arguments, Verbs, add_shared, at_work


def add(verbs: Verbs) -> None:
    """Add the verb."""
    parser = verbs.add_parser("export", help="write an annotated set")
    parser.add_argument("--format", required=True, metavar="F", help="workbench formats lists them")
    parser.add_argument("--where", default="", metavar="FILTER", help="which articles; else all")
    parser.add_argument("--out", required=True, type=Path, metavar="PATH", help="file or folder")
    parser.add_argument(
        "--option", action="append", default=[], metavar="NAME=VALUE", help="of the format"
    )
    add_shared(parser)
    parser.set_defaults(run=run)


def run(arguments: Arguments) -> int:
    """Export; words on what was left out go to stderr."""
    from workbench.cli.output import say
    from workbench.services.exporting import export

    with at_work(arguments) as bench:
        written = export(
            bench,
            arguments.format,
            arguments.out,
            where=arguments.where,
            options=parse_options(arguments.option),
        )
    say(f"{arguments.out}: {written.articles} articles, {written.claims} claims")
    for what, count in written.left_out:
        say(f"left out: {count} {what}")
    return 0


def parse_options(pairs: list[str]) -> dict[str, str]:
    """NAME=VALUE pairs. Raises UsageError."""
    from workbench.errors import UsageError

    options = {}
    for pair in pairs:
        name, equals, value = pair.partition("=")
        if not equals:
            raise UsageError(f"{pair!r} is not NAME=VALUE")
        options[name] = value
    return options
