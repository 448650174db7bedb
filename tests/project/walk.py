"""Goes through every verb and every page of an installed workbench, as an analyst would.

    python tests/project/walk.py ENVIRONMENT/bin

Run by an interpreter that has pyte, on an environment that may have nothing but the package: what
a checkout lends a program is not there. Each verb must end as it should, each page must show, and
nothing may leave a crash file.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "tests" / part) for part in ("tui", "project", ".")]

from walk_pages import DESK_VERBS, panes_walked, walk_demo, walk_desk, walk_tutor  # noqa: E402
from walk_verbs import GATHER, verbs_walked, walk_verbs  # noqa: E402

PARTS = """\
import json, workbench
from workbench.cli.main import build_parser
from workbench.cli.reference import verbs_of
from workbench.tui.registry import Pane
verbs, panes = sorted(verbs_of(build_parser())), sorted(Pane)
from workbench.paths import sample_data
place = {"file": workbench.__file__, "sample": str(sample_data() / "articles")}
print(json.dumps(place | {"verbs": verbs, "panes": panes}))
"""
"""Asks the installed package where it is, and which verbs and panes it has."""
IN_COMMON = {"desk"}
"""What the panes of an open article share, and none of them by itself."""
OF_SEVERAL = {"case", "ruled"}
"""Panes that need what several analysts judged: `test_desk_team_story` walks through them."""


def main(binaries: Path) -> int:
    """Walk; 0 if all went well."""
    with tempfile.TemporaryDirectory(prefix="workbench-walk.") as place:
        folder = Path(place)
        parts = _parts(binaries / "python", folder)
        if Path(parts["file"]).is_relative_to(ROOT):
            sys.exit(f"not the installed package: {parts['file']}")
        command = str(binaries / "workbench")
        walk_desk(command, folder, Path(parts["sample"]))
        walk_demo(command, folder)
        walk_tutor(command, folder)
        walk_verbs(command, folder)
        forgotten = set(parts["verbs"]) - verbs_walked() - GATHER - DESK_VERBS
        forgotten |= set(parts["panes"]) - panes_walked() - IN_COMMON - OF_SEVERAL
        if forgotten:
            sys.exit(f"nothing here walks through {', '.join(sorted(forgotten))}")
        crashes = [file.read_text("utf-8") for file in folder.rglob("crash-*.txt")]
        if crashes:
            sys.exit("\n".join(crashes))
    print(f"{len(parts['verbs'])} verbs and {len(panes_walked())} panes of {parts['file']}")
    return 0


def _parts(python: Path, folder: Path) -> dict[str, str]:
    """What the package in the environment has."""
    done = subprocess.run(
        [python, "-c", PARTS],
        cwd=folder,
        env={"PATH": os.environ["PATH"]},
        capture_output=True,
        text=True,
        check=True,
    )
    found: dict[str, str] = json.loads(done.stdout)
    return found


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]).absolute()))
