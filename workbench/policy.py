"""What this user may do, as a value that is passed in.

A newsroom may give a restricted login that runs the desk and nothing else: no shell behind an
editor or a suspend. There is no global: whoever needs the policy is handed it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Policy:
    """What may be done beside reading and annotating."""

    may_edit_externally: bool
    """Start `$VISUAL` or `$EDITOR`, which can start anything else."""
    may_suspend: bool
    """Give the terminal back to a shell (ctrl+z)."""


OPEN = Policy(may_edit_externally=True, may_suspend=True)
"""An analyst at her own login."""

RESTRICTED = Policy(may_edit_externally=False, may_suspend=False)
"""A login that is for the desk alone."""


def chosen_policy(environ: Mapping[str, str]) -> Policy:
    """RESTRICTED when `$WORKBENCH_RESTRICTED` is set to anything but 0, else OPEN.

    The login's administrator sets it, as in a ForceCommand of sshd.
    """
    return RESTRICTED if environ.get("WORKBENCH_RESTRICTED", "0") not in ("", "0") else OPEN
