"""`workbench log`: the journal, newest first."""

from __future__ import annotations

from workbench.cli.context import Arguments, Verbs, add_limit, add_shared, at_work


def add(verbs: Verbs) -> None:
    """Add the verb."""
    parser = verbs.add_parser(
        "log",
        help="the journal, newest first",
        description="Who changed what, newest first. The JSON holds each thing before and after, "
        "and the hashes that chain the entries.",
    )
    parser.add_argument(
        "--where", default="", metavar="FILTER", help="only those, as recorded:>=yesterday act:rate"
    )
    add_limit(parser, 50)
    parser.add_argument("--json", action="store_true", help="one JSON object for each entry")
    add_shared(parser)
    parser.set_defaults(run=run)


def run(arguments: Arguments) -> int:
    """Print entries."""
    from workbench.cli.output import print_json, print_line
    from workbench.services.history import records_of_entries

    with at_work(arguments) as bench:
        for entry in records_of_entries(bench, arguments.limit, arguments.where):
            if arguments.json:
                print_json(entry)
                continue
            op = entry["op"] + (f" (of {entry['undoes']})" if entry["undoes"] else "")
            print_line(
                f"{entry['seq']:>6}  {entry['at']}  {entry['analyst']}  {op}  {entry['about']}"
            )
    return 0
