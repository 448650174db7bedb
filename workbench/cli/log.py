"""`workbench log`: the journal, newest first."""

from __future__ import annotations

from workbench.cli.context import Arguments, Verbs, add_shared, at_work


def add(verbs: Verbs) -> None:
    """Add the verb."""
    parser = verbs.add_parser("log", help="the journal, newest first")
    parser.add_argument("--limit", type=int, default=50, metavar="N", help="at most so many")
    parser.add_argument("--json", action="store_true", help="one JSON object for each entry")
    add_shared(parser)
    parser.set_defaults(run=run)


def run(arguments: Arguments) -> int:
    """Print entries."""
    import json

    from workbench.cli.output import print_json, print_line

    with at_work(arguments) as bench:
        for entry in bench.store.journal.recent(arguments.limit):
            if arguments.json:
                print_json(json.loads(entry.to_bytes()))
            else:
                undone = f" (of {entry.undoes})" if entry.undoes else ""
                print_line(
                    f"{entry.seq:>6}  {entry.at}  {entry.analyst}  {entry.op}{undone}  "
                    f"{entry.about}"
                )
    return 0
