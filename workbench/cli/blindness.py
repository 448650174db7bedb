"""`workbench blindness`: the SQL by which a server itself keeps analysts blind."""

from __future__ import annotations

from workbench.cli.context import Arguments, Verbs, add_shared


def add(verbs: Verbs) -> None:
    """Add the verb."""
    parser = verbs.add_parser(
        "blindness",
        help="the SQL by which a server keeps analysts from colleagues' work",
        description="Print the SQL by which a PostgreSQL server itself keeps analysts from what "
        "colleagues made of articles that they have yet to judge, whatever tool they come with: "
        "roles, rights and policies. It asks no database and changes none: whoever owns the schema "
        "reads it and runs it, with psql, once, and again after an update (docs/scale.md).",
    )
    add_shared(parser)
    parser.set_defaults(run=run)


def run(arguments: Arguments) -> int:
    """Print the script."""
    from workbench.cli.output import print_line
    from workbench.services.places import blindness_script

    for line in blindness_script().splitlines():
        print_line(line)
    return 0
