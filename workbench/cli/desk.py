"""`workbench`, `workbench open` and `workbench demo`: the ways to the desk."""

from __future__ import annotations

from pathlib import Path

from workbench.cli.context import Arguments, Desk, Verbs, add_shared, at_new_work, database
from workbench.cli.import_ import add_given, import_paths


def add(verbs: Verbs) -> None:
    """Add both verbs."""
    parser = verbs.add_parser("open", help="import the paths, then the desk")
    parser.add_argument("paths", nargs="*", metavar="PATH", help="files or folders to import")
    add_given(parser)
    add_shared(parser)
    parser.set_defaults(run=run_open)
    parser = verbs.add_parser(
        "demo", help="the desk on a private copy of the sample set; nothing else is touched"
    )
    add_shared(parser)
    parser.set_defaults(run=run_demo)


def run_open(arguments: Arguments) -> int:
    """Import what is named, then open the desk."""
    if arguments.paths:
        with at_new_work(arguments) as bench:
            import_paths(bench, arguments, as_json=False)
    return run_desk(arguments)


def run_demo(arguments: Arguments) -> int:
    """Make a private database of the sample set, and open the desk on it."""
    import tempfile

    from workbench.cli.output import say
    from workbench.paths import sample_data
    from workbench.services.importing import import_documents, read
    from workbench.services.workbench import Workbench, analyst_name, open_store

    arguments.desk.check()
    with tempfile.TemporaryDirectory(prefix="workbench-demo-") as folder:
        arguments.db = Path(folder) / "demo.db"
        with open_store(arguments.db) as store:
            bench = Workbench(store, analyst_name(getattr(arguments, "analyst", None)))
            documents = read([sample_data() / "articles"])
            count = sum(1 for _ in import_documents(bench, documents))
        say(f"{count} sample articles; what you do here is gone when you quit")
        return run_desk(arguments)


def run_desk(arguments: Arguments) -> int:
    """Open the desk on the database that the options name."""
    from workbench.services.workbench import analyst_name

    desk: Desk = arguments.desk
    desk.check()
    return desk.open(database(arguments), analyst_name(getattr(arguments, "analyst", None)))
