"""Moving about: cursor, jumps and panes."""

from __future__ import annotations

from workbench.tui.registry import Action, Group, Pane

_ANY = (Pane.ANYWHERE,)
_DESK = (Pane.DESK,)
_TEXT = (Pane.TEXT,)
_SELECTION = (Pane.SELECTION,)
_ARTICLES = (Pane.LIBRARY, Pane.DESK)


def _move(verb: str, title: str, help: str, panes: tuple[Pane, ...] = _ANY) -> Action:
    return Action(f"move.{verb}", title, help, panes, Group.MOVE, counts=True)


def _jump(verb: str, title: str, help: str, panes: tuple[Pane, ...] = _DESK) -> Action:
    return Action(f"jump.{verb}", title, help, panes, Group.JUMP, counts=True, repeats=True)


MOVES = (
    _move("down", "Down", "One row or line down."),
    _move("up", "Up", "One row or line up."),
    _move("top", "To the top", "To the first row; with a count, to that row."),
    _move("bottom", "To the bottom", "To the last row; with a count, to that row."),
    _move("half_down", "Half a page down", "Half a page down."),
    _move("half_up", "Half a page up", "Half a page up."),
    _move("page_down", "Page down", "A page down."),
    _move("page_up", "Page up", "A page up."),
    _move("next_word", "Next word", "To the start of the next word.", _TEXT),
    _move("previous_word", "Previous word", "To the start of the previous word.", _TEXT),
    _move(
        "next_sentence",
        "Next sentence",
        "To the next sentence; while selecting, to the end of one.",
        _TEXT,
    ),
    _move("previous_sentence", "Previous sentence", "To the sentence's start, then back.", _TEXT),
    _move(
        "next_paragraph",
        "Next paragraph",
        "To the next paragraph; while selecting, to the end of one.",
        _TEXT,
    ),
    _move(
        "previous_paragraph", "Previous paragraph", "To the paragraph's start, then back.", _TEXT
    ),
    _move("next_quotation", "Next quotation", "To the words in the next quotation marks.", _TEXT),
    _move("previous_quotation", "Previous quotation", "To the quotation marks before.", _TEXT),
    _move("word_end", "End of word", "Select up to the end of the word.", _SELECTION),
    _move(
        "next_clause",
        "Next clause",
        "Select up to the end of the clause, then of the next.",
        _SELECTION,
    ),
    _move("previous_clause", "Previous clause", "Back to the clause's start.", _SELECTION),
    _move("right", "One character right", "One character to the right.", _SELECTION),
    _move("left", "One character left", "One character to the left.", _SELECTION),
)

JUMPS = (
    _jump(
        "next_question",
        "Next open question",
        "To the next question; after the last, in the next article.",
    ),
    _jump("previous_question", "Previous open question", "To the question before, unanswered."),
    _jump(
        "next_unfinished",
        "Next unfinished article",
        "To the first open question of another article, down the list.",
        _ARTICLES,
    ),
    _jump("next_claim", "Next claim", "To the next claim of yours in the text."),
    _jump("previous_claim", "Previous claim", "To the claim of yours before."),
    _jump("next_quote", "Next quote", "To the next quotation in the text."),
    _jump("previous_quote", "Previous quote", "To the quotation before."),
    _jump("next_fact", "Next fact", "To the next thing the machine found, question or not."),
    _jump("previous_fact", "Previous fact", "To the thing found before."),
    _jump("next_mention", "Next mention", "To where the same source is named next."),
    _jump("previous_mention", "Previous mention", "To where the same source was named before."),
    _jump("next_hit", "Next hit", "To the next hit of the search.", _ANY),
    _jump("previous_hit", "Previous hit", "To the hit before.", _ANY),
    _jump("next_new", "Next new article", "To the next article nobody opened yet.", _ARTICLES),
    _jump("previous_new", "Previous new article", "To the new article before.", _ARTICLES),
    Action(
        "jump.again",
        "Jump again",
        "Repeat the last jump, in its direction.",
        _ANY,
        Group.JUMP,
        counts=True,
    ),
    Action(
        "jump.back",
        "Jump back",
        "To where the cursor was before the last jump.",
        _ANY,
        Group.JUMP,
        counts=True,
    ),
)

PANES = (
    Action("row.open", "Open", "Open or edit what is under the cursor.", _ANY, Group.PANES),
    Action("pane.back", "Back", "Leave this, back to what was before.", _ANY, Group.PANES),
    Action("pane.next", "Next pane", "The cursor goes to the next pane.", _ANY, Group.PANES),
    Action("pane.previous", "Previous pane", "To the pane before.", _ANY, Group.PANES),
    Action("pane.left", "Pane on the left", "To the pane on the left.", _ANY, Group.PANES),
    Action("pane.right", "Pane on the right", "To the pane on the right.", _ANY, Group.PANES),
    Action("pane.zoom", "Zoom", "This pane alone, and back.", _ANY, Group.PANES),
    Action("pane.wider", "Wider", "More room for this pane.", _ANY, Group.PANES, counts=True),
    Action("pane.narrower", "Narrower", "Less room for this pane.", _ANY, Group.PANES, counts=True),
    Action("pane.strip", "List strip", "Show or hide the list above.", _DESK, Group.PANES),
)
