"""Packages: a set as a Frictionless Data Package (datapackage.org), a folder that proves itself.

`set.jsonl` is the canonical export and the only file that is read; the tables are views of it for
people and other tools. `datapackage.json` has the size and sha256 of every other file, what was
asked for, whose work it is, and the head of the journal. A state of a database is always the same
bytes: what would tell the time tells when the database was last changed.
"""

from __future__ import annotations

from workbench.exchange.package.files import SET
from workbench.exchange.package.proving import Part, Standing, is_whole, prove
from workbench.exchange.package.reading import read
from workbench.exchange.package.writing import write

__all__ = ["SET", "Part", "Standing", "is_whole", "prove", "read", "write"]
