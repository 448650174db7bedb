"""Measuring: how right the machine is, against a truth that somebody wrote or decided.

Pure over domain values: `services.measuring` and `services.gold` hand in what was found and what
was read. Nothing here runs the extractor, opens a file or knows a store, so that any truth and
anything that finds can be compared. Its modules are its public surface.
"""
