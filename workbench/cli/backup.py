"""`workbench backup`: a verified copy, while others may write."""

from __future__ import annotations

from pathlib import Path

from workbench.cli.context import Arguments, Verbs, add_shared, at_work


def add(verbs: Verbs) -> None:
    """Add the verb."""
    parser = verbs.add_parser(
        "backup",
        help="a verified copy",
        description="A consistent copy to a new file, verified, while others may write.",
    )
    parser.add_argument("path", type=Path, metavar="PATH", help="a new file")
    add_shared(parser)
    parser.set_defaults(run=run, stopped="a copy that has its name is whole")


def run(arguments: Arguments) -> int:
    """Back up."""
    from workbench.cli.output import say
    from workbench.services.copies import back_up

    with at_work(arguments) as bench:
        back_up(bench.store, arguments.path, policy=bench.policy)
    say(f"{arguments.path}: copied and verified")
    return 0
