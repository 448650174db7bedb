"""How long a test waits for what must come: so long that only what never comes is missed.

It is no measure of anything; a machine that does much else at once may need most of it.
"""

from __future__ import annotations

PATIENCE = 60
"""Seconds."""
FOR_EVER = 10 * PATIENCE
"""Seconds that something takes which a test ends before."""
