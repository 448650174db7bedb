"""The catalogue: every action of the desk, in the order in which the help lists them.

Pure data. Keys are not here but in `tui/keys.toml`; handlers are in the folder above, a file per
noun. A test fails when an action has no keys entry, no help or no handler.
"""

from __future__ import annotations

from workbench.tui.actions.catalogue.comparing import BOARD, COMPARING, DIFFERENCES
from workbench.tui.actions.catalogue.judging import ARTICLES, FACTS, SELECTION
from workbench.tui.actions.catalogue.marking import MARKS
from workbench.tui.actions.catalogue.moving import JUMPS, MOVES, PANES
from workbench.tui.actions.catalogue.recording import CHAIN, CLAIMS, SOURCES
from workbench.tui.actions.catalogue.running import DESK, FIND
from workbench.tui.registry import Action

CATALOGUE: tuple[Action, ...] = (
    *MOVES, *JUMPS, *DIFFERENCES, *PANES, *MARKS, *ARTICLES, *COMPARING, *FACTS, *SELECTION,
    *CLAIMS, *CHAIN, *BOARD, *SOURCES,
    *FIND, *DESK,
)  # fmt: skip
