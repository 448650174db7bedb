"""The kind of store that is a database on a PostgreSQL server. The only importer of psycopg.

A `Place` is where one stands, and opens to a `Store` with the verbs of `workbench.verbs`, for desks
in several places on one store. Nothing of it is loaded for a SQLite file. SQL never leaves this
package.
"""

from workbench.postgres.address import Address, address_of
from workbench.postgres.place import Place, open_store
from workbench.postgres.store import Store

__all__ = ["Address", "Place", "Store", "address_of", "open_store"]
