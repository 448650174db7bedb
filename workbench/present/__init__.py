"""Pure presentation: cells, wrapping, looks, rows, chains; desk and `workbench show` share it.

Its modules are its public surface. Imports the domain only: no rich, no textual, no I/O. All text
goes out through `domain.text.safe` or `safe_line`.
"""
