"""`workbench annotations import`: annotations of an export, or of another tool."""

from __future__ import annotations

from pathlib import Path

from workbench.cli.context import Arguments, Verbs, add_shared, at_new_work


def add(verbs: Verbs) -> None:
    """Add the verb."""
    parser = verbs.add_parser("annotations", help="read annotations back in")
    parser.add_argument("what", choices=("import",))
    parser.add_argument("--format", required=True, metavar="F", help="workbench formats lists them")
    parser.add_argument("path", type=Path, metavar="PATH", help="file or folder")
    parser.add_argument(
        "--option", action="append", default=[], metavar="NAME=VALUE", help="of the format"
    )
    add_shared(parser)
    parser.set_defaults(run=run)


def run(arguments: Arguments) -> int:
    """Import annotations as one act that can be undone."""
    from workbench.cli.export import parse_options
    from workbench.cli.output import say
    from workbench.services.annotation_import import import_annotations

    with at_new_work(arguments) as bench:
        taken = import_annotations(
            bench, arguments.format, arguments.path, options=parse_options(arguments.option)
        )
    say(str(taken))
    return 0
