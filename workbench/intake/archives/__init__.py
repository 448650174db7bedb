"""Web archives, and what was sent compressed."""
