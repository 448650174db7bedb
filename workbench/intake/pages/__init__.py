"""Saved pages: which words are the article, and what a page says of itself."""
