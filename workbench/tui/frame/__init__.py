"""The last screen that was sent, and the least that turns it into the next one.

Textual sends every line that it drew anew, whole. Here a painted screen is kept as rows of cells,
and only the difference goes to the terminal: changed cells, and bands that it can scroll itself.
Nothing in here knows textual but `seam`, which nobody imports before textual is wanted.
"""

from workbench.tui.frame.cells import Row, row_of
from workbench.tui.frame.model import Frame, Handover
from workbench.tui.frame.pens import Pens
from workbench.tui.frame.traits import Traits, traits_of

__all__ = ["Frame", "Handover", "Pens", "Row", "Traits", "row_of", "traits_of"]
