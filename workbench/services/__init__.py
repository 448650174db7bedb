"""The use cases: each a small function over a `Workbench`, for the command line and the desk alike.

Anything the desk can do to data is here. Services read the store, work out what changes, and hand
the changes to the journal; they hold no SQL and print nothing. Its modules are its public surface.
"""
