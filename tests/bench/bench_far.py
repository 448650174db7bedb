"""A short sitting at a desk whose server is far: `python tests/bench/bench_far.py`.

Starts Debian's server on loopback, puts a line of so many milliseconds before it, and makes the
same steps at a desk on it as at one on a file, through Textual's pilot. Prints, for each step, how
often it goes there and back until what came of it is seen, how often beside the keys behind that,
and medians of the time until it is seen, which belong to the machine they were taken on.
"""

from __future__ import annotations

import argparse
import asyncio
import shutil
import sys
import tempfile
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

ROOT = Path(__file__).resolve().parents[2]
if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    for folder in (ROOT / "tests", *(ROOT / "tests").iterdir()):
        if folder.is_dir():
            sys.path.insert(1, str(folder))

from desk_driver import Desk  # noqa: E402
from desk_ways import SITTING, Cost, made_library, settled, sitting  # noqa: E402
from far_server import Line  # noqa: E402
from postgres_server import server  # noqa: E402

from workbench.postgres import address_of  # noqa: E402
from workbench.postgres import open_store as open_on_server  # noqa: E402
from workbench.services.moving import fill  # noqa: E402
from workbench.services.workbench import Workbench  # noqa: E402
from workbench.store import Access, open_store  # noqa: E402

if TYPE_CHECKING:
    from workbench.verbs.store import Store

SIZE = (120, 40)


def on_file(path: Path) -> dict[str, Cost]:
    """The sitting on a copy of a file."""
    copy = path.with_name("copy.db")
    shutil.copy(path, copy)
    with open_store(copy) as store:
        return asyncio.run(_sat(store, None))


def on_server(path: Path, database: str, delay: float) -> dict[str, Cost]:
    """The sitting on a database that holds the same, so many seconds away."""
    server().run(f"CREATE DATABASE {database}")
    with (
        open_store(path, Access.READ) as file,
        open_on_server(address_of(server().address(database))) as near,
    ):
        fill(near, file)
    line = Line()
    line.delay = delay
    words = server().address(database).replace(f":{server().port}/", f":{line.port}/")
    with open_on_server(address_of(words)) as store:
        return asyncio.run(_sat(store, line))


async def _sat(store: Store, line: Line | None) -> dict[str, Cost]:
    async with Desk.over(Workbench(store, "ratna"), size=SIZE) as desk:
        await settled(desk)
        return await sitting(desk, lambda: line.ways if line else 0)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--delay", type=float, default=40.0, help="milliseconds")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = made_library(Path(folder))
        near = [on_file(path) for _ in range(given.runs)]
        far = [on_server(path, f"far_{n}", given.delay / 1000) for n in range(given.runs)]
    print(f"| step | ways until seen | beside | ms, {given.delay:g} ms away | ms, file |")
    print("|---|---|---|---|---|")
    for name in (step.name for step in SITTING):
        ways = min(one[name].ways for one in far)
        beside = min(one[name].ways + one[name].beside for one in far) - ways
        there, here = (1000 * median(one[name].seconds for one in costs) for costs in (far, near))
        print(f"| {name} | {ways} | {beside} | {there:.0f} | {here:.0f} |")


if __name__ == "__main__":
    main()
