"""`workbench verify`: whether the database still is what it must be."""

from __future__ import annotations

from workbench.cli.context import Arguments, Verbs, add_shared, at_work


def add(verbs: Verbs) -> None:
    """Add the verb."""
    parser = verbs.add_parser(
        "verify",
        help="prove the database",
        description="The check of SQLite, the hash of every text, the chain of the journal, and a "
        "replay of it that must equal the tables. A line for each problem.",
    )
    parser.add_argument("--head", metavar="HASH", help="a head hash that was kept elsewhere")
    add_shared(parser)
    parser.set_defaults(run=run)


def run(arguments: Arguments) -> int:
    """Print each problem; 1 when there is any."""
    from workbench.cli.output import print_line, say
    from workbench.present.counting import counted
    from workbench.services.proof import verify

    found = 0
    with at_work(arguments) as bench:
        for problem in verify(bench.store, arguments.head):
            print_line(problem)
            found += 1
        seq, head = bench.store.journal.head()
    entries = counted(seq, "journal entry", "journal entries")
    say(counted(found, "problem") if found else f"sound; {entries}, head {head}")
    return 1 if found else 0
