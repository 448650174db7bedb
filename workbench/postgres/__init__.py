"""The kind of store that is a database on a PostgreSQL server. The only importer of psycopg.

`open_store(address)` gives a `Store` with the verbs of `workbench.verbs`, for desks in several
places on one store. Nothing of it is loaded for a SQLite file. SQL never leaves this package.
"""
