"""`workbench raw`: the bytes that an article came as, and how much of them is kept."""

from __future__ import annotations

import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from workbench.cli.context import Arguments, Verbs, add_shared, at_work

if TYPE_CHECKING:
    from workbench.services.workbench import Workbench


def add(verbs: Verbs) -> None:
    """Add the verb."""
    parser = verbs.add_parser(
        "raw",
        help="the bytes that an article came as",
        description="Write the bytes that an article came as, as they came: of a file that holds "
        "several, its own part. They are kept only while settings.toml says keep_raw = "
        '"on"; an article that was there before gets them when its file is imported again. '
        "Without ARTICLE: how much is kept.",
    )
    parser.add_argument(
        "article", nargs="?", metavar="ARTICLE", help="a number, or the start of a uid"
    )
    parser.add_argument("--out", type=Path, metavar="FILE", help="a new file; - prints them")
    parser.add_argument("--json", action="store_true", help="one JSON object for what is kept")
    add_shared(parser)
    parser.set_defaults(run=run, stopped="nothing is half written")


def run(arguments: Arguments) -> int:
    """Write the bytes, or print how much is kept."""
    from workbench.errors import UsageError

    with at_work(arguments) as bench:
        if arguments.article is None:
            if arguments.out:
                raise UsageError("no article is named", "workbench raw ARTICLE --out FILE")
            _print_sizes(bench, as_json=arguments.json)
        elif arguments.out is None:
            raise UsageError("it is not said where they go", "--out FILE, or --out - to print them")
        else:
            _write(bench, bench.store.articles.resolve(arguments.article), arguments.out)
    return 0


def _write(bench: Workbench, number: int, out: Path) -> None:
    from workbench.cli.output import say
    from workbench.services.raw import print_raw, write_raw

    if str(out) == "-":
        print_raw(bench, number, sys.stdout.buffer)
    else:
        say(f"{out}: {write_raw(bench, number, out):,} bytes of #{number}")


def _print_sizes(bench: Workbench, *, as_json: bool) -> None:
    from workbench.cli.output import print_json, print_line
    from workbench.services.raw import raw_sizes

    sizes = raw_sizes(bench)
    if as_json:
        print_json(asdict(sizes))
        return
    print_line(f"kept of {sizes.articles:,} of {sizes.all_articles:,} articles")
    if sizes.inputs:
        share = 100 * sizes.packed / sizes.file
        print_line(
            f"{sizes.size:,} bytes; compressed {sizes.packed:,}, {share:.0f} % of the database "
            f"({sizes.file:,})"
        )
