"""`workbench formats`: the annotation formats, and what each one loses."""

from __future__ import annotations

from workbench.cli.context import Arguments, Verbs, add_shared


def add(verbs: Verbs) -> None:
    """Add the verb."""
    parser = verbs.add_parser(
        "formats",
        help="the annotation formats",
        description="The annotation formats, and what each one loses.",
    )
    parser.add_argument("--json", action="store_true", help="one JSON object for each format")
    add_shared(parser)
    parser.set_defaults(run=run)


def run(arguments: Arguments) -> int:
    """List the formats."""
    from workbench.cli.output import print_json, print_line
    from workbench.services.exporting import list_formats

    for one in list_formats():
        if arguments.json:
            print_json(one)
        else:
            can = " and ".join(word for word in ("read", "write") if one[f"{word}s"])
            print_line(f"{one['name']}: {one['title']} ({can}); loses {one['lost']}")
    return 0
