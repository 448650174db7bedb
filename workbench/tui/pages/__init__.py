"""The pages of the desk: what each shows in which widget, and what its rows are.

A page fills widgets from a view and answers where the cursor is; it changes nothing and asks the
store nothing. The desk keeps a stack of them.
"""
