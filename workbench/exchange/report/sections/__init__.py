"""The chapters of a report: each gives blocks that say what the digest holds.

A chapter decides nothing about claims and knows no HTML.
"""
