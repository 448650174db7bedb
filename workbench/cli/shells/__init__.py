"""Shell completion: scripts for bash, zsh and fish, made from the parser."""

from __future__ import annotations

from workbench.cli.shells.bash import bash_script
from workbench.cli.shells.commands import commands_of
from workbench.cli.shells.fish import fish_script
from workbench.cli.shells.zsh import zsh_script

__all__ = ["SCRIPTS", "commands_of"]

SCRIPTS = {"bash": bash_script, "zsh": zsh_script, "fish": fish_script}
"""Name of the shell -> what makes its script of the commands."""
