"""`workbench move`: everything to a database of another kind, or of the same."""

from __future__ import annotations

from workbench.cli.context import Arguments, Verbs, add_shared, at_work


def add(verbs: Verbs) -> None:
    """Add the verb."""
    parser = verbs.add_parser(
        "move",
        help="everything to another place: a server, or a file",
        description="Put all that the database holds into another one, of the same kind or of "
        "another, and verify it: the same articles under the same numbers, and the same journal. "
        "The database that it comes from is left as it is: whoever goes on working names the new "
        "one. Nobody should be at work meanwhile.",
    )
    parser.add_argument(
        "--to",
        required=True,
        metavar="PLACE",
        help="a new file, or postgresql://[USER@]HOST[:PORT]/NAME, a database that holds nothing",
    )
    add_shared(parser)
    parser.set_defaults(run=run, stopped="nothing was moved, or everything was")


def run(arguments: Arguments) -> int:
    """Move everything."""
    from workbench.cli.output import say
    from workbench.present.counting import counted
    from workbench.services.moving import move

    with at_work(arguments) as bench:
        moved = move(bench.store, arguments.to, policy=bench.policy)
    entries = counted(moved.entries, "journal entry", "journal entries")
    say(f"moved: {counted(moved.articles, 'article')}, {entries}, head {moved.head[:12]}")
    if moved.since:
        made = counted(moved.since, "entry", "entries")
        say(f"{made} made meanwhile: not there. Move it anew while nobody is at work.")
    return 0
