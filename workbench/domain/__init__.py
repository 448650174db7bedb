"""What the words of the workbench mean: frozen dataclasses and pure functions.

Standard library only: no I/O, no clock, no randomness. Its modules are its public surface; they
are imported one by one so that the way to the first paint loads only what it shows.
"""
