"""`workbench redo`: do again what you last undid, from whatever session."""

from __future__ import annotations

from workbench.cli.context import Arguments, Verbs, add_shared, at_work


def add(verbs: Verbs) -> None:
    """Add the verb."""
    parser = verbs.add_parser(
        "redo",
        help="do again what you last undid",
        description="Do again what you last undid; nothing once you did something new.",
    )
    add_shared(parser)
    parser.set_defaults(run=run)


def run(arguments: Arguments) -> int:
    """Do again."""
    from workbench.cli.output import say
    from workbench.services.history import redo

    with at_work(arguments) as bench:
        entry = redo(bench)
    say(f"redo: {entry.about}" if entry else "nothing to redo")
    return 0
