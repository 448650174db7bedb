"""Articles that are JSON objects, by whatever keys."""
