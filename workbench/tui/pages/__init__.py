"""The pages of the desk: what each shows in which widget, and what is under its cursor.

A page fills widgets from a view; it changes nothing, reads through the `Reader` that it is handed,
and knows nobody who shows it or acts on it. The screen keeps a stack of them.
"""
