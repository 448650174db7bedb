"""Tables as Parquet, for DuckDB, Spark and whatever else asks whole archives: a folder a table,
those that grow with the articles parted by the month of publication.

`columns` says what a table's columns are called and of what type they are, `parts` writes them
while the rows come in.
"""

from __future__ import annotations

from workbench.exchange.parquet.writing import write

__all__ = ["write"]
