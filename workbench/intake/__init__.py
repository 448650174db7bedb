"""Intake: files and streams become text and what their container says of it.

A reader is a file and a row in `readers`; no store and no extraction. A bad input never stops the
others: it is told as a `Refused` with what to do next. Importing this package loads no parser; the
readers do that when they meet their format.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from workbench.intake.document import Document, Input, Limits, Refused
from workbench.intake.normalise import NORMALISER, normalise

if TYPE_CHECKING:
    from workbench.intake.files import read, read_stream
    from workbench.intake.published import parse_published

__all__ = [
    "NORMALISER",
    "Document",
    "Input",
    "Limits",
    "Refused",
    "normalise",
    "parse_published",
    "read",
    "read_stream",
]

_LATER = {"read": "files", "read_stream": "files", "parse_published": "published"}
"""What a module is loaded for when somebody asks for it: who finds facts reads no files."""


def __getattr__(name: str) -> Any:
    if name not in _LATER:
        raise AttributeError(f"workbench.intake has no {name}")
    return getattr(import_module(f"workbench.intake.{_LATER[name]}"), name)
