"""The sizes of a screen at which the desk changes its shape. Knows nothing else."""

from __future__ import annotations

SMALLEST = (40, 10)
"""Columns and rows under which the desk only says so."""
STACKABLE = 18
"""Rows from which on text and list have room above each other."""
ROOMY = 30
"""Rows from which on the bars over the list of articles are shown unasked."""
