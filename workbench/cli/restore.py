"""`workbench restore`: a backup, or what a lost desk kept, in the place of the database."""

from __future__ import annotations

from pathlib import Path

from workbench.cli.context import Arguments, Verbs, add_shared, at_work, database, policy


def add(verbs: Verbs) -> None:
    """Add the verb."""
    parser = verbs.add_parser(
        "restore",
        help="put a backup or a rescued file back",
        description="Verify a backup or a rescued file, and put a copy of it in the place of the "
        "database; what was there is kept beside it under another name. Refused while another "
        "program has the database open. Of a rescued file of acts (.jsonl) those are made that "
        "the database does not have.",
    )
    parser.add_argument("path", type=Path, metavar="PATH", help="a backup or a rescued file")
    add_shared(parser)
    parser.set_defaults(run=run, stopped="the database is the old one or the new one, and whole")


def run(arguments: Arguments) -> int:
    """Restore; 1 when some act was refused."""
    from workbench.domain.journal import LINES

    if arguments.path.suffix == LINES:
        return _take_in(arguments)
    from workbench.cli.output import say
    from workbench.present.counting import counted
    from workbench.services.copies import restore

    path = database(arguments).file
    done = restore(path, arguments.path, policy=policy())
    entries = counted(done.entries, "journal entry", "journal entries")
    say(f"{path}: now what {arguments.path} holds; {entries}, head {done.head[:12]}")
    if done.older_schema:
        say(
            f"its schema is {done.older_schema}: the version that made it opens it as it is; this "
            "one brings it up to date when it opens it, and keeps it beside once more"
        )
    if done.new_owner:
        say(f"it belongs to {done.new_owner} now; root may give it back: chown")
    if done.aside:
        say(f"{done.aside}: what was there before")
    return 0


def _take_in(arguments: Arguments) -> int:
    from workbench.cli.output import print_line, say
    from workbench.present.counting import counted
    from workbench.services.rescued import take_in

    if not arguments.path.is_file():
        from workbench.errors import UsageError

        raise UsageError(f"{arguments.path} is not a file", "Name a rescued file.")
    with at_work(arguments) as bench:
        done = take_in(bench, arguments.path)
    for words in done.refused:
        print_line(words)
    acts = counted(done.new, "act")
    say(f"{acts} taken in, {done.known} there already, {len(done.refused)} refused")
    return 1 if done.refused else 0
