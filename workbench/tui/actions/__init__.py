"""What can be done at the desk: the catalogue of actions and, a file per noun, their handlers.

Each noun's file holds `HANDLERS`, from action id to Handler; a handler calls one service. Nothing
registers itself on import: the desk assembles `Registry.of(...)` from those tables.
"""
