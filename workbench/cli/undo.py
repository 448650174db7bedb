"""`workbench undo`: take back your last act, from whatever session."""

from __future__ import annotations

from workbench.cli.context import Arguments, Verbs, add_shared, at_work


def add(verbs: Verbs) -> None:
    """Add the verb."""
    parser = verbs.add_parser(
        "undo",
        help="take back your last act",
        description="Take back your last act, in whatever session. Imports are no acts: articles "
        "stay. Refused with the reason when somebody changed the same thing since.",
    )
    add_shared(parser)
    parser.set_defaults(run=run)


def run(arguments: Arguments) -> int:
    """Take back."""
    from workbench.cli.output import say
    from workbench.services.history import undo

    with at_work(arguments) as bench:
        entry = undo(bench)
    say(f"undo: {entry.about}" if entry else "nothing to undo")
    return 0
