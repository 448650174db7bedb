"""Widgets that only paint: lines of runs in, strips out, on Textual's Line API.

None takes the focus: the screen routes keys to their methods. They hold no SQL, no rule of the
domain and no colour, and text reaches them as runs or through `domain.text.safe`, never as markup.
"""
