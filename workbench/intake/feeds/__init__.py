"""Feeds and what a feed reader kept of them."""
