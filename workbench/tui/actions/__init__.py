"""What the desk does for each action of `actions.toml`: a file per noun, with its handlers.

Each noun's file holds `HANDLERS`, from action id to Handler; a handler calls one service. Nothing
registers itself on import: `handlers` finds each in the file of its noun.
"""
