"""What a finding tells: everything that was seen, and whether it is still what was written down.

Copied into each finding's temporary folder; it must know nothing but the values that it is given.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping


def tell(seen: Mapping[str, object], written_down: Mapping[str, object]) -> None:
    """Print what was seen, name by name, and end with 1 where it is no more what it was."""
    changed = False
    for name in [*seen, *(name for name in written_down if name not in seen)]:
        now, then = seen.get(name), written_down.get(name)
        print(f"  {name}: {now!r}")
        if now != then:
            print(f"    CHANGED, it was: {then!r}")
            changed = True
    sys.exit(1 if changed else 0)
