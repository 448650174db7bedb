"""What each page of the desk holds: rows, cursor and selection as plain values, without textual.

A view knows how its rows read and which thing stands in a row; it is filled by services in worker
threads and painted by widgets on the event loop. It must never import textual or run a query itself
on the event loop.
"""
