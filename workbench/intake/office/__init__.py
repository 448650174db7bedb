"""Documents and books that are XML in a ZIP archive."""
