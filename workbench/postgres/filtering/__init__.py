"""Filters as SQL: how a tree becomes a condition, and what each field means in the tables.

Loaded with the first filter, and not before. Values are always bound, never written into a query.
"""
