"""`python -m workbench` and the `workbench` command: where the command line meets the desk.

Neither imports the other; the desk, and with it textual, is loaded only when it opens.
"""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:  # whatever is imported here is imported before an interrupt is taken quietly
    from collections.abc import Callable

    from workbench.verbs.store import Place


class _Desk:
    def check(self) -> None:
        from workbench.tui.terminal import check_terminal

        check_terminal(os.environ)

    def open(
        self,
        place: Place,
        analyst: str,
        at_end: Callable[[], None] | None = None,
        lessons: str = "",
        at: tuple[str, int] | None = None,
    ) -> int:
        from workbench.tui.start import start_desk

        return start_desk(place, analyst, at_end, lessons, at)


_AGAIN = """
import sys
sys.path.insert(0, sys.argv.pop(1))
from workbench.__main__ import main
sys.exit(main())
"""


def _isolate() -> None:
    """See to it that a restricted run takes nothing of its environment that could make it do
    something else: Python itself reads some before the first line, so it is begun anew."""
    if "WORKBENCH_RESTRICTED" not in os.environ:
        return
    from workbench.policy import is_restricted, kept_environment

    if not is_restricted(os.environ):
        return
    kept = kept_environment(os.environ)
    if not sys.flags.isolated:
        place = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))  # noqa: PTH100, PTH120
        os.execve(sys.executable, [sys.executable, "-I", "-c", _AGAIN, place, *sys.argv[1:]], kept)
    for name in set(os.environ) - set(kept):
        del os.environ[name]


def main() -> int:
    """Run the command line; the exit code."""
    try:
        from workbench.signals import settle

        settle()
    except KeyboardInterrupt:
        os._exit(130)
    _isolate()
    from workbench.cli.main import main as run

    return run(None, _Desk())


if __name__ == "__main__":
    sys.exit(main())
