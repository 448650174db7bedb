"""Recipes that make the data files of this package; run by hand, never imported at run time."""
