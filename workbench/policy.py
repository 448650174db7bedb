"""What this user may do, as a value that is passed in.

A newsroom may give a restricted login that runs the desk and nothing else: no shell behind an
editor or a suspend, no reading or writing outside one folder. There is no global: whoever needs
the policy is handed it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from workbench.errors import UsageError


@dataclass(frozen=True, slots=True)
class Policy:
    """What may be done beside reading and annotating."""

    may_edit_externally: bool
    """Start `$VISUAL` or `$EDITOR`, which can start anything else."""
    may_suspend: bool
    """Give the terminal back to a shell (ctrl+z)."""
    may_run_commands: bool
    """Pipe something to a command."""
    may_import_outside: bool
    """Read files from anywhere, not only from below the export folder."""
    may_export_outside: bool
    """Write files anywhere, not only below the export folder."""
    export_folder: Path | None = None
    """Where exports go when they may not go anywhere; None: then there is no export at all."""

    def check_export(self, path: Path) -> Path:
        """The resolved path, if something may be written there. Raises UsageError."""
        return self._inside(path, "write", self.may_export_outside)

    def check_import(self, path: Path) -> Path:
        """The resolved path, if it may be read. Raises UsageError."""
        return self._inside(path, "read", self.may_import_outside)

    def _inside(self, path: Path, act: str, anywhere: bool) -> Path:
        resolved = path.expanduser().resolve()
        if anywhere:
            return resolved
        if self.export_folder is None:
            raise UsageError(f"you may not {act} files here", "Ask whoever runs this desk.")
        folder = self.export_folder.expanduser().resolve()
        if not resolved.is_relative_to(folder):
            raise UsageError(f"you may not {act} {path}", f"Use a path below {folder}.")
        return resolved


OPEN = Policy(
    may_edit_externally=True,
    may_suspend=True,
    may_run_commands=True,
    may_import_outside=True,
    may_export_outside=True,
)
"""An analyst at her own login."""

RESTRICTED = Policy(
    may_edit_externally=False,
    may_suspend=False,
    may_run_commands=False,
    may_import_outside=False,
    may_export_outside=False,
)
"""A login that is for the desk alone."""


def chosen_policy(environ: Mapping[str, str]) -> Policy:
    """RESTRICTED when `$WORKBENCH_RESTRICTED` is set (an export folder, or 1 for none), else OPEN.

    The login's administrator sets it, as in a ForceCommand of sshd.
    """
    word = environ.get("WORKBENCH_RESTRICTED", "")
    if not word or word == "0":
        return OPEN
    if not Path(word).is_absolute():
        return RESTRICTED
    return replace(RESTRICTED, export_folder=Path(word))
