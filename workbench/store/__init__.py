"""The store: one SQLite file behind domain verbs. The only importer of sqlite3 and sqlite_utils.

A `Place` is where one stands, and opens to a `Store`; its parts (articles, facts, claims, sources,
journal, search, sessions) speak in domain values. Every method may be called from any thread; none
may be called on the event loop. SQL never leaves this package.
"""

from workbench.store.place import Place, open_store
from workbench.store.store import Store
from workbench.verbs import Access

__all__ = ["Access", "Place", "Store", "open_store"]
