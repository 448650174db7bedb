"""Where things live: the XDG places, the default database, the sample data.

Importing it does nothing, and asking for a place never makes a folder: `private_folder` does that,
when something is about to be written there. Standard library and errors only.
"""

from __future__ import annotations

import os
from pathlib import Path

from workbench.errors import BusyError, NotFoundError, UsageError

APPLICATION = "workbench"


def data_folder() -> Path:
    """What must be kept: `$XDG_DATA_HOME/workbench`, else `~/.local/share/workbench`."""
    return _xdg("XDG_DATA_HOME", ".local/share")


def config_folder() -> Path:
    """What the analyst sets: `$XDG_CONFIG_HOME/workbench`, else `~/.config/workbench`."""
    return _xdg("XDG_CONFIG_HOME", ".config")


def state_folder() -> Path:
    """What may be lost but is nice to keep: `$XDG_STATE_HOME/workbench`, else under `~/.local`."""
    return _xdg("XDG_STATE_HOME", ".local/state")


def cache_folder() -> Path:
    """What is made anew when it is lost: `$XDG_CACHE_HOME/workbench`, else under `~/.cache`."""
    return _xdg("XDG_CACHE_HOME", ".cache")


def default_database() -> str:
    """What names the database when nothing else does: `$WORKBENCH_DB`, else `workbench.db` in the
    data folder."""
    return os.environ.get("WORKBENCH_DB", "") or str(data_folder() / "workbench.db")


def sample_data() -> Path:
    """The sample articles: inside an installed package, or beside it in a checkout.

    Raises NotFoundError when neither is there.
    """
    package = Path(__file__).resolve().parent
    for folder in (package / "sample_data", package.parent / "sample_data"):
        if folder.is_dir():
            return folder
    raise NotFoundError(
        "the sample data is not installed",
        "Install the package again, or run from a checkout that has sample_data/.",
    )


def private_folder(folder: Path) -> Path:
    """The folder, made for its owner alone (0700) if it was missing. Raises BusyError."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise BusyError(
            f"cannot make the folder {folder} ({error.strerror})",
            "Free some space or set the XDG variables to a folder of yours.",
        ) from error
    return folder


def _xdg(variable: str, below_home: str) -> Path:
    """The place, by the XDG Base Directory Specification: a relative path counts as unset."""
    named = Path(os.environ.get(variable, ""))
    if named.is_absolute():
        return named / APPLICATION
    try:
        return Path.home() / below_home / APPLICATION
    except RuntimeError as error:
        raise UsageError("there is no home folder", f"Set HOME or {variable}.") from error
