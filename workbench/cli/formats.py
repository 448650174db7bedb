"""`workbench formats`: the annotation formats, the readers of articles, and what each one loses."""

from __future__ import annotations

from workbench.cli.context import Arguments, Verbs, add_shared


def add(verbs: Verbs) -> None:
    """Add the verb."""
    parser = verbs.add_parser(
        "formats",
        help="the annotation formats, and what articles are read from",
        description="The annotation formats, and what each one loses. With --articles, what "
        "articles are read from.",
    )
    parser.add_argument(
        "--articles", action="store_true", help="what `import` reads, instead of annotations"
    )
    parser.add_argument("--json", action="store_true", help="one JSON object for each format")
    add_shared(parser)
    parser.set_defaults(run=run)


def run(arguments: Arguments) -> int:
    """List the formats."""
    return _readers(arguments) if arguments.articles else _formats(arguments)


def _formats(arguments: Arguments) -> int:
    from workbench.cli.output import print_json, print_line
    from workbench.services.exporting import list_formats

    for one in list_formats():
        if arguments.json:
            print_json(one)
        else:
            can = " and ".join(word for word in ("read", "write") if one[f"{word}s"])
            print_line(f"{one['name']}: {one['title']} ({can}); loses {one['lost']}")
    return 0


def _readers(arguments: Arguments) -> int:
    from workbench.cli.output import print_json, print_line
    from workbench.services.readers import list_readers

    for one in list_readers():
        if arguments.json:
            print_json(one)
        else:
            needs = f"; needs {one['needs']}" if one["needs"] else ""
            endings = ", ".join(one["extensions"])
            print_line(f"{one['name']}: {one['title']} ({endings}){needs}; loses {one['lost']}")
    return 0
