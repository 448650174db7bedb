"""Intake: files and streams become text and what their container says of it.

A reader is a file and a row in `readers`; no store and no extraction. A bad input never stops the
others: it is told as a `Refused` with what to do next. Importing this package loads no parser; the
readers do that when they meet their format.
"""

from workbench.intake.document import Document, Input, Limits, Refused
from workbench.intake.files import read, read_stream
from workbench.intake.normalise import NORMALISER, normalise
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
