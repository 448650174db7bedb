"""A workbook for Excel and its like: a sheet a table, with links between them.

A view for people, never read back. Sheets hold text and numbers and no formula; what a cell cannot
hold is altered visibly and told. The same bundle gives the same bytes.
"""

from __future__ import annotations

from workbench.exchange.xlsx.writing import write

__all__ = ["write"]
