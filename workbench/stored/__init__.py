"""How either kind of store keeps things: pure values to bytes and rows, no SQL, no connection."""
