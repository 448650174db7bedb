"""`workbench locate`: where the database, settings and samples are."""

from __future__ import annotations

from workbench.cli.context import Arguments, Verbs, add_shared, database


def add(verbs: Verbs) -> None:
    """Add the verb."""
    parser = verbs.add_parser(
        "locate",
        help="where things are",
        description="Where the database, settings, state and samples are; nothing is made.",
    )
    add_shared(parser)
    parser.set_defaults(run=run)


def run(arguments: Arguments) -> int:
    """Print the places."""
    from workbench import paths
    from workbench.cli.output import columns, print_line
    from workbench.services.verdicts import verdicts_from

    place = database(arguments)
    places = [
        ("database", str(place)),
        ("settings", str(paths.config_folder())),
        ("verdicts", verdicts_from(place)),
        ("state", str(paths.state_folder())),
        ("sample data", str(paths.sample_data())),
    ]
    for line in columns(places):
        print_line(line)
    return 0
