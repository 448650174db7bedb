"""`workbench`, `workbench open` and `workbench demo`: the ways to the desk."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from workbench.cli.context import (
    Arguments,
    Desk,
    Verbs,
    add_shared,
    at_new_work,
    database,
    existing_database,
    offset,
)

_ARTICLE = re.compile(r"#?[0-9]+|[0-9A-Fa-f][0-9A-Fa-f-]{5,35}")
"""A number, or a uid or its start."""
_NUMBER = re.compile(r"#[0-9]+")
_OF_IMPORTS = ("outlet", "published", "lang", "columns", "separator")


def add(verbs: Verbs) -> None:
    """Add the verbs."""
    from workbench.cli.import_ import add_given, what_is_read

    parser = verbs.add_parser(
        "open",
        help="import the paths, then the desk; with --at the desk at a place in an article",
        description="Import what is named, as `workbench import` does, and open the desk. With "
        "--at nothing is imported: what is named is an article, a number (#1287) or the start of a "
        "uid, and the desk opens with the cursor at that place in its text; of a number with its # "
        "alone, at the beginning.",
    )
    parser.add_argument(
        "paths", nargs="*", metavar="PATH", help="files or folders to import; with --at an article"
    )
    parser.add_argument(
        "--at", type=offset, metavar="OFFSET", help="code points before the place in the text"
    )
    add_given(parser)
    add_shared(parser)
    parser.closing = what_is_read
    parser.set_defaults(run=run_open)
    parser = verbs.add_parser(
        "demo",
        help="the desk on a private copy of the sample set",
        description="The desk on a private copy of the sample set, ready to annotate. Nothing else "
        "is touched, and nothing stays.",
    )
    add_shared(parser)
    parser.set_defaults(run=run_demo)
    parser = verbs.add_parser(
        "tutor",
        help="the first steps, on a private copy of the sample set",
        description="The desk on a private copy of the sample set, with two lines that say what to "
        "do next. It takes five minutes and can be left at any time.",
    )
    add_shared(parser)
    parser.set_defaults(run=run_tutor)


def run_open(arguments: Arguments) -> int:
    """Import what is named, then open the desk; with --at, or of an article by its number, open it
    at a place."""
    if arguments.at is None and _is_article(arguments.paths):
        arguments.at = 0
    if arguments.at is not None:
        return _open_at(arguments)
    from workbench.cli.import_ import given_metadata, import_paths
    from workbench.services.readers import table_of

    arguments.desk.check()
    given = given_metadata(arguments)
    table = table_of(arguments.columns, arguments.separator)
    if arguments.paths:
        arguments.stopped = "what was added is there; run it again: nothing is added twice"
        with at_new_work(arguments) as bench:
            import_paths(bench, arguments.paths, given, table, as_json=False)
        arguments.stopped = ""
    return run_desk(arguments)


def _is_article(paths: list[str]) -> bool:
    """Whether what is named is an article by its number, and no file."""
    return len(paths) == 1 and bool(_NUMBER.fullmatch(paths[0])) and not Path(paths[0]).exists()


def _open_at(arguments: Arguments) -> int:
    """Open the desk at a place in an article of a database that is there."""
    from workbench.errors import UsageError

    if len(arguments.paths) != 1 or not _ARTICLE.fullmatch(arguments.paths[0]):
        raise UsageError(
            "--at is of one article, and imports nothing",
            "workbench open '#1287' --at 120; the # may be left out.",
        )
    if any(getattr(arguments, name) for name in _OF_IMPORTS):
        raise UsageError("--at imports nothing, so nothing can be said of what is imported")
    arguments.desk.check()
    existing_database(arguments)
    return run_desk(arguments, at=(arguments.paths[0], arguments.at))


def run_demo(arguments: Arguments) -> int:
    """Make a private database of the sample set, and open the desk on it."""
    return _on_samples(arguments, "offer")


def run_tutor(arguments: Arguments) -> int:
    """As the demo, with the tutorial begun."""
    return _on_samples(arguments, "begin")


def _on_samples(arguments: Arguments, lessons: str) -> int:
    import shutil
    import tempfile

    from workbench.cli.output import say

    arguments.desk.check()
    folder = Path(tempfile.mkdtemp(prefix="workbench-demo-"))

    def forget() -> None:
        shutil.rmtree(folder, ignore_errors=True)

    try:
        arguments.db = str(folder / "demo.db")
        count = _take_samples(arguments)
        say(f"{count} sample articles; what you do here is gone when you quit")
        return run_desk(arguments, forget, lessons)
    finally:
        forget()


def _take_samples(arguments: Arguments) -> int:
    from workbench.paths import sample_data
    from workbench.services.importing import import_documents, read

    with at_new_work(arguments) as bench:
        return sum(1 for _ in import_documents(bench, read([sample_data() / "articles"])))


def run_desk(
    arguments: Arguments,
    at_end: Callable[[], None] | None = None,
    lessons: str = "",
    at: tuple[str, int] | None = None,
) -> int:
    """Open the desk on the database that the options name. The others: as `Desk.open` has them."""
    from workbench.services.damage import blaming_damage
    from workbench.services.workbench import analyst_name

    desk: Desk = arguments.desk
    desk.check()
    place = database(arguments)
    analyst = analyst_name(place, getattr(arguments, "analyst", None))
    with blaming_damage(place):
        return desk.open(place, analyst, at_end, lessons, at)
