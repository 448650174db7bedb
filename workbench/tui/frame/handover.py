"""What textual's driver is to know of a terminal that was drawn on before it came."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol, runtime_checkable

from workbench.tui.frame.model import Frame


@dataclass(frozen=True, slots=True)
class Handover:
    """The picture that stands on the terminal, and the terminal as it was found."""

    frame: Frame
    attributes: list[Any] | None
    """For termios; None where there were none."""


@runtime_checkable
class HandsOver(Protocol):
    """An app that may take over a terminal that was drawn on before."""

    def handed_over(self) -> Handover | None:
        """What the driver goes on with, once; None: the screen is yet to be taken."""
