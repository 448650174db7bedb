"""Marking rows, acting on what is marked, and the same words elsewhere."""

from __future__ import annotations

from workbench.tui.registry import Action, Group, Pane

_LISTS = (Pane.LIBRARY, Pane.FACTS, Pane.BOARD, Pane.SOURCES, Pane.SUGGESTIONS)
_SUGGESTIONS = (Pane.SUGGESTIONS,)


MARKS = (
    Action(
        "mark.toggle",
        "Mark",
        "Mark the row under the cursor, or not any more, and go one down.",
        _LISTS,
        Group.MARKS,
        counts=True,
    ),
    Action(
        "mark.range",
        "Mark a range",
        "Mark from here on as the cursor moves; again: up to here.",
        _LISTS,
        Group.MARKS,
    ),
    Action(
        "mark.all",
        "Mark everything",
        "Mark every row that the filter leaves.",
        _LISTS,
        Group.MARKS,
    ),
    Action(
        "mark.clear",
        "Unmark everything",
        "Mark nothing; where nothing is marked, escape leaves.",
        _LISTS,
        Group.MARKS,
    ),
    Action(
        "mark.again",
        "Mark again",
        "Mark what was marked before the last act on many.",
        _LISTS,
        Group.MARKS,
    ),
    Action(
        "words.elsewhere",
        "Same words elsewhere",
        "Where else the claim's words stand, here and in all articles.",
        (Pane.DESK,),
        Group.MARKS,
        command="elsewhere",
    ),
    Action(
        "suggestion.accept",
        "Record it too",
        "Make the same claim of the words at this place.",
        _SUGGESTIONS,
        Group.MARKS,
    ),
    Action(
        "suggestion.skip",
        "Leave it",
        "Take the place off the list; nothing is recorded.",
        _SUGGESTIONS,
        Group.MARKS,
    ),
)
