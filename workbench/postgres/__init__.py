"""The kind of store that is a database on a PostgreSQL server. The only importer of psycopg.

`open_store(address)` gives a `Store` with the verbs of `workbench.verbs`, for desks in several
places on one store. Nothing of it is loaded for a SQLite file. SQL never leaves this package.
"""

from workbench.postgres.address import Address, address_of, is_address
from workbench.postgres.store import Store, open_store

__all__ = ["Address", "Store", "address_of", "is_address", "open_store"]
