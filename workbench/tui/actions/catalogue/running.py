"""Running the desk: finding, undoing, copying, leaving."""

from __future__ import annotations

from workbench.tui.registry import Action, Group, Pane

_ANY = (Pane.ANYWHERE,)
_TEXT = (Pane.TEXT,)


FIND = (
    Action("search.here", "Search here", "Search in the text, or in the list.", _ANY, Group.FIND),
    Action(
        "search.articles",
        "Search all articles",
        "Full-text search over the library.",
        _ANY,
        Group.FIND,
        command="search",
    ),
    Action(
        "library.filter",
        "Filter",
        "Show only what matches, as lang:id state:new.",
        (Pane.LIBRARY,),
        Group.FIND,
        command="filter",
    ),
    Action("library.clear_filter", "Clear", "Show all again.", (Pane.LIBRARY,), Group.FIND),
    Action("library.refresh", "Refresh", "Read the list anew.", (Pane.LIBRARY,), Group.FIND),
    Action(
        "library.order",
        "Order",
        "What comes first: newest, oldest, most questions, most check-worthy.",
        (Pane.LIBRARY,),
        Group.FIND,
        command="order",
    ),
    Action(
        "library.bars",
        "Bars by date",
        "Show or hide when the articles were published.",
        (Pane.LIBRARY,),
        Group.FIND,
        command="bars",
    ),
    Action(
        "library.selections",
        "Selections",
        "Queues, sets and watches; enter works through one.",
        _ANY,
        Group.FIND,
        command="selections",
    ),
    Action(
        "library.save_selection",
        "Save the filter",
        "Keep the filter and its order under a name.",
        (Pane.LIBRARY,),
        Group.FIND,
        command="save",
    ),
    Action(
        "selections.freeze",
        "Freeze",
        "Make it a set: it keeps the articles that it has now.",
        (Pane.SELECTIONS,),
        Group.FIND,
    ),
    Action(
        "selections.drop", "Drop", "Take it away; articles stay.", (Pane.SELECTIONS,), Group.FIND
    ),
    Action("library.show", "Library", "The list of articles.", _ANY, Group.FIND, command="library"),
    Action("journal.show", "Journal", "What was changed, when.", _ANY, Group.FIND, command="log"),
)

DESK = (
    Action("desk.undo", "Undo", "Take back your last act.", _ANY, Group.DESK, "undo", counts=True),
    Action("desk.redo", "Redo", "Do it again.", _ANY, Group.DESK, "redo", counts=True),
    Action(
        "act.repeat",
        "Repeat",
        "Do what was done last to what is under the cursor now.",
        _ANY,
        Group.DESK,
        "repeat",
        counts=True,
    ),
    Action("desk.copy", "Copy", "Copy what is selected or under the cursor.", _ANY, Group.DESK),
    Action("desk.command", "Command line", "Do anything by its name.", _ANY, Group.DESK),
    Action("desk.help", "Help", "The keys that work here, searchable.", _ANY, Group.DESK, "help"),
    Action(
        "text.inspect",
        "Inspect the character",
        "Which character is under the cursor, hidden ones too.",
        _TEXT,
        Group.DESK,
        "inspect",
    ),
    Action("desk.cancel", "Cancel", "Stop what is running, leave what is open.", _ANY, Group.DESK),
    Action("desk.redraw", "Redraw", "Paint the whole screen again.", _ANY, Group.DESK, "redraw"),
    Action("desk.theme", "Theme", "Choose another theme.", _ANY, Group.DESK, "theme"),
    Action("desk.session", "Session", "What this sitting came to.", _ANY, Group.DESK, "session"),
    Action(
        "tutor.start", "Tutorial", "The first steps, lesson by lesson.", _ANY, Group.DESK, "tutor"
    ),
    Action("tutor.skip", "Skip the lesson", "To the tutorial's next one.", _ANY, Group.DESK),
    Action("tutor.leave", "Leave the tutorial", "Never offer it again.", _ANY, Group.DESK),
    Action("desk.mouse", "Mouse", "Switch the mouse on or off.", _ANY, Group.DESK, "mouse"),
    Action("desk.problems", "Problems", "Mistakes in your settings.", _ANY, Group.DESK, "problems"),
    Action("desk.suspend", "Suspend", "To the shell; fg comes back.", _ANY, Group.DESK, "suspend"),
    Action("desk.quit", "Quit", "End the session. All is saved.", _ANY, Group.DESK, "q"),
)
