"""What this user may do, as a value that is passed in.

A newsroom may give a restricted login that runs the desk and nothing else: no shell behind an
editor or a suspend, and no file of the machine but the database. There is no global: whoever needs
the policy is handed it, and whatever does one of these deeds asks.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import NamedTuple

from workbench.errors import UsageError


class Deed(Enum):
    """What may be refused, with the words of the refusal."""

    READ_FILES = "no other files are read here"
    WRITE_FILES = "no files are written here"
    START_PROGRAMS = "no other programs are started here"
    """`$VISUAL`, `$EDITOR` or `$BROWSER`, which can start anything else."""
    NETWORK = "nothing is asked for over the network here"
    SUSPEND = "no shell is given here"
    """Giving the terminal back to a shell (ctrl+z)."""
    CHOOSE = "the database and who acts are chosen already"
    """Naming others than the environment does."""


class NotAllowedError(UsageError):
    """A deed that this login is not meant for."""

    def __init__(self, deed: Deed) -> None:
        super().__init__(deed.value, "This login is for the desk alone.")


class Policy(NamedTuple):
    """What may be done beside reading and annotating."""

    refused: frozenset[Deed] = frozenset()

    def may(self, deed: Deed) -> bool:
        """Whether a deed is allowed."""
        return deed not in self.refused

    def require(self, deed: Deed) -> None:
        """Raise NotAllowedError where a deed is refused."""
        if deed in self.refused:
            raise NotAllowedError(deed)

    @property
    def may_suspend(self) -> bool:
        """Whether the terminal may be given to a shell."""
        return self.may(Deed.SUSPEND)


OPEN = Policy()
"""An analyst at her own login."""

RESTRICTED = Policy(frozenset(Deed))
"""A login that is for the desk alone."""

SWITCH = "WORKBENCH_RESTRICTED"
"""The environment variable that the login's administrator sets (docs/restricted.md)."""

_KEPT = frozenset((
    "COLORFGBG", "COLORTERM", "ESCDELAY", "HOME", "LANG", "LANGUAGE", "LOGNAME", "NO_COLOR", "PATH",
    "SSH_CLIENT", "SSH_CONNECTION", "SSH_TTY", "STY", "TERM", "TMPDIR", "TMUX", "TZ", "USER",
    "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_RUNTIME_DIR", "XDG_STATE_HOME",
))  # fmt: skip
_KEPT_BEGINNINGS = ("LC_", "WORKBENCH_")


def is_restricted(environ: Mapping[str, str]) -> bool:
    """Whether the environment restricts: the switch is anything but 0."""
    return environ.get(SWITCH, "0") not in ("", "0")


def chosen_policy(environ: Mapping[str, str]) -> Policy:
    """RESTRICTED where the environment says so, else OPEN."""
    return RESTRICTED if is_restricted(environ) else OPEN


def kept_environment(environ: Mapping[str, str]) -> dict[str, str]:
    """What a restricted run keeps of its environment: what says where and on which terminal it
    runs, and nothing that makes Python, its libraries or the desk's load, log or run something."""
    return {
        name: value
        for name, value in environ.items()
        if name in _KEPT or name.startswith(_KEPT_BEGINNINGS)
    }
