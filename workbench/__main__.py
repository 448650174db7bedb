"""`python -m workbench` and the `workbench` command: where the command line meets the desk.

Neither imports the other; the desk, and with it textual, is loaded only when it opens.
"""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:  # whatever is imported here is imported before an interrupt is taken quietly
    from collections.abc import Callable
    from pathlib import Path


class _Desk:
    def check(self) -> None:
        from workbench.tui.terminal import check_terminal

        check_terminal(os.environ)

    def open(
        self,
        path: Path,
        analyst: str,
        at_end: Callable[[], None] | None = None,
        lessons: str = "",
    ) -> int:
        from workbench.tui.start import start_desk

        return start_desk(path, analyst, at_end, lessons)


def main() -> int:
    """Run the command line; the exit code."""
    try:
        from workbench.signals import settle

        settle()
    except KeyboardInterrupt:
        os._exit(130)
    from workbench.cli.main import main as run

    return run(None, _Desk())


if __name__ == "__main__":
    sys.exit(main())
