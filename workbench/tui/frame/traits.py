"""What this terminal surely does: from its name, never from a guess.

Knowledge is in `terminals.toml`. An unknown terminal, or `WORKBENCH_FRAME=plain`, gets no frame
diff at all: textual then paints as it always does.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

SWITCH = "WORKBENCH_FRAME"
"""The environment variable that turns the frame diff off, with the value "plain"."""


class Traits(NamedTuple):
    """What the encoding may rely on."""

    fills: bool = False
    """Whether erasing leaves the ground colour in use."""


@cache
def _families() -> Mapping[str, Traits]:
    with Path(__file__).with_name("terminals.toml").open("rb") as file:
        families = tomllib.load(file)["families"]
    return {name: Traits(fills=bool(traits["fills"])) for name, traits in families.items()}


def traits_of(environ: Mapping[str, str]) -> Traits | None:
    """What the terminal of this environment does; None: paint plainly."""
    if environ.get(SWITCH) == "plain":
        return None
    family = re.split("[-.]", environ.get("TERM", ""))[0]  # screen.xterm-256color is a screen
    traits = _families().get(family)
    if traits is None or not environ.get("STY"):
        return traits
    return Traits()  # inside GNU screen, whatever TERM was set to: it does not fill
