"""Match: which names and which texts are likely the same. Suggests, never decides.

rapidfuzz is used here and nowhere else, and imported when the first fuzzy question is asked. Its
modules (`names`, `duplicates`) are its public surface.
"""
