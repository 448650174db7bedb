"""`workbench annotations import`: annotations of an export, or of another tool."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from workbench.cli.context import Arguments, Verbs, add_shared, at_new_work, pairs, policy

if TYPE_CHECKING:
    from workbench.services.taken import Taken

_FEW = 5
"""Lines of what stayed as it is here, of each kind."""


def add(verbs: Verbs) -> None:
    """Add the verb and the one thing it does."""
    parser = verbs.add_parser("annotations", help="read annotations back in")
    add_shared(parser)
    what = parser.add_subparsers(metavar="WHAT", title="what", required=True)
    one = what.add_parser(
        "import",
        help="articles, claims, decisions and sources of a file or folder",
        description="Take in what an export or another tool holds, as one act that can be undone. "
        "Everything is checked first. What was changed here stays; where both changed it, theirs "
        "waits for an answer (workbench arrivals). An export of a set brings the set too.",
    )
    one.add_argument("--format", metavar="F", help="found by itself; workbench formats lists them")
    one.add_argument(
        "path", type=Path, metavar="PATH", help="a file, a format's folder, or an archive"
    )
    one.add_argument(
        "--option", action="append", default=[], metavar="NAME=VALUE", help="of the format"
    )
    one.add_argument(
        "--json",
        action="store_true",
        help="print what came in and what did not as a JSON object; it lists what stayed",
    )
    add_shared(one)
    one.set_defaults(run=run, stopped="all of it was taken in or nothing; the log tells")


def run(arguments: Arguments) -> int:
    """Import annotations as one act that can be undone."""
    from workbench.cli.output import print_json, say
    from workbench.present.counting import counted
    from workbench.services.annotation_import import chosen_format, import_annotations

    options = pairs(arguments.option, "NAME=VALUE")
    name = chosen_format(arguments.path, arguments.format, policy())
    with at_new_work(arguments) as bench:
        taken = import_annotations(bench, name, arguments.path, options=options)
    if arguments.json:
        print_json({"format": name, "path": str(arguments.path), **taken.to_record()})
        return 0
    say(str(taken))
    for line in _stayed_lines(taken):
        say(line)
    if taken.unseen:
        say(f"others' work on {counted(taken.unseen, 'article')} shows once you have judged them")
    if taken.set:
        say(str(taken.set))
    for loss in taken.unread:
        say(f"not read: {loss.count} {loss.what} ({loss.why})")
    return 0


def _stayed_lines(taken: Taken) -> Iterator[str]:
    """The first of what stayed as it is here, and where the rest can be seen; sources that both
    have, which are many, on one line."""
    from workbench.domain.text import safe_line
    from workbench.services.stayed import SAME_NAME, Stays

    kinds = {
        Stays.KEPT: ("left as it is here", taken.kept),
        Stays.NEWER: ("newer here", taken.newer),
    }
    for stays, (how, count) in kinds.items():
        listed = [one for one in taken.stayed if one.stays is stays]
        same = [one for one in listed if one.why == SAME_NAME]
        rest = [one for one in listed if one.why != SAME_NAME]
        if same:
            names = ", ".join(safe_line(one.words) for one in same[:_FEW])
            yield f"{how}: sources that both have: {names}{', …' if len(same) > _FEW else ''}"
        for one in rest[:_FEW]:
            where = f" of #{one.number}" if one.number else ""
            words = "; ".join(filter(None, (safe_line(one.words), one.why)))
            yield f"{how}: {one.entity}{where}: {words}"
        if (left := count - len(same) - _FEW) > 0:
            again = f"undo, and import again with --json, to see {len(listed):,}"
            yield f"{how}: {left:,} more ({again})"
