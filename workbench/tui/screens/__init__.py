"""The one screen, what a handler is given, and the helpers of one job each that stand beside it."""
