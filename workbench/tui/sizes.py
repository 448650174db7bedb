"""The sizes of a screen at which the desk changes its shape. Knows nothing else."""

from __future__ import annotations

SMALLEST = (40, 10)
"""Columns and rows under which the desk only says so."""
STACKABLE = 18
"""Rows from which on text and list have room above each other."""
READABLE = 80
"""Cells of the longest lines of a text: longer ones tire the eye, however wide the terminal is."""
WIDEST = READABLE + 3
"""Cells of a pane that such lines fit into, with what stands before and behind them."""
AMPLE = (140, 30)
"""Columns and rows from which on there is room for what is known of the row under the cursor."""
WIDE = 220
"""Columns from which on that stands beside the list instead of under it."""
ROOMY = 30
"""Rows from which on the bars over the list of articles are shown unasked."""
