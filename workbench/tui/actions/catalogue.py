"""The catalogue: every action of the desk, in the order in which the help lists them.

Pure data. Keys are not here but in `tui/keys.toml`; handlers are in this folder, a file per noun.
A test fails when an action has no keys entry, no help or no handler.
"""

from __future__ import annotations

from workbench.tui.actions.registry import Action, Group, Pane

_ANY = (Pane.ANYWHERE,)
_DESK = (Pane.DESK,)
_TEXT = (Pane.TEXT,)
_SELECTION = (Pane.SELECTION,)
_ARTICLES = (Pane.LIBRARY, Pane.DESK)
_CLAIMS = (Pane.FACTS, Pane.CLAIM)
_CLAIM = (Pane.CLAIM,)
_SOURCES = (Pane.SOURCES,)
_RELATED = (Pane.RELATED,)


def _move(verb: str, title: str, help: str, panes: tuple[Pane, ...] = _ANY) -> Action:
    return Action(f"move.{verb}", title, help, panes, Group.MOVE, counts=True)


def _jump(verb: str, title: str, help: str, panes: tuple[Pane, ...] = _DESK) -> Action:
    return Action(f"jump.{verb}", title, help, panes, Group.JUMP, counts=True, repeats=True)


def _object(verb: str, title: str, help: str) -> Action:
    return Action(f"selection.{verb}", title, help, _SELECTION, Group.SELECT)


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
    _move("next_sentence", "Next sentence", "To the start of the next sentence.", _TEXT),
    _move("previous_sentence", "Previous sentence", "To the sentence's start, then back.", _TEXT),
    _move("next_paragraph", "Next paragraph", "To the start of the next paragraph.", _TEXT),
    _move(
        "previous_paragraph", "Previous paragraph", "To the paragraph's start, then back.", _TEXT
    ),
    _move("word_end", "End of word", "Select up to the end of the word.", _SELECTION),
    _move("next_clause", "Next clause", "Select up to the start of the next clause.", _SELECTION),
    _move("previous_clause", "Previous clause", "Back to the clause's start.", _SELECTION),
    _move("right", "One character right", "One character to the right.", _SELECTION),
    _move("left", "One character left", "One character to the left.", _SELECTION),
)

JUMPS = (
    _jump("next_question", "Next open question", "To the next question without an answer."),
    _jump("previous_question", "Previous open question", "To the question before, unanswered."),
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

ARTICLES = (
    Action(
        "article.next",
        "Next article",
        "Open the next article of the list.",
        _DESK,
        Group.ARTICLES,
        counts=True,
        repeats=True,
    ),
    Action(
        "article.previous",
        "Previous article",
        "Open the article before.",
        _DESK,
        Group.ARTICLES,
        counts=True,
        repeats=True,
    ),
    Action(
        "article.done",
        "Done, nothing to record",
        "Mark the article done and go on to the next one.",
        _ARTICLES,
        Group.ARTICLES,
        command="done",
    ),
    Action(
        "article.set_aside",
        "Set aside",
        "Put the article aside with a reason and go on.",
        _ARTICLES,
        Group.ARTICLES,
        command="aside",
    ),
    Action(
        "article.reopen",
        "Open again",
        "Take back that the article is done or set aside.",
        _ARTICLES,
        Group.ARTICLES,
        command="reopen",
    ),
    Action(
        "article.correct",
        "Correct the metadata",
        "Set the article's outlet, title, author, language or date.",
        _ARTICLES,
        Group.ARTICLES,
        command="set",
    ),
    Action(
        "article.related",
        "Same story",
        "List near-duplicates, relays and revisions of the article.",
        _ARTICLES,
        Group.ARTICLES,
        command="related",
    ),
    Action(
        "article.credit",
        "Credit an outlet",
        "Say which outlet the article has its story from, where it prints no credit.",
        (*_ARTICLES, Pane.RELATED),
        Group.ARTICLES,
        command="credit",
    ),
    Action("related.accept", "Confirm", "It derives as the row says.", _RELATED, Group.ARTICLES),
    Action("related.reject", "Reject", "It does not derive so.", _RELATED, Group.ARTICLES),
    Action(
        "related.turn",
        "The other way round",
        "The other one of the two derives from this one.",
        _RELATED,
        Group.ARTICLES,
    ),
    Action("related.withdraw", "Take back", "Take your own answer back.", _RELATED, Group.ARTICLES),
)

FACTS = (
    Action(
        "fact.accept",
        "Accept",
        "The machine is right: record it with its attribution and go on.",
        _DESK,
        Group.FACTS,
    ),
    Action("fact.reject", "Reject", "The machine is wrong: say so and go on.", _DESK, Group.FACTS),
    Action("fact.skip", "Skip", "Not now: go on, the question stays open.", _DESK, Group.FACTS),
    Action("fact.unsure", "Unsure", "Answer that you cannot tell, and go on.", _DESK, Group.FACTS),
    Action(
        "fact.correct_speaker",
        "Correct the speaker",
        "Choose who is speaking, then accept.",
        _DESK,
        Group.FACTS,
    ),
    Action(
        "fact.correct_bounds",
        "Correct the bounds",
        "Select which words it should cover, then accept.",
        _DESK,
        Group.FACTS,
    ),
    Action(
        "fact.correct_mode",
        "Correct the mode",
        "Direct, indirect, mixed, observed or document, then accept.",
        _DESK,
        Group.FACTS,
    ),
    Action(
        "fact.explain",
        "Why",
        "Which rule found it, why, and how often that rule is right.",
        _DESK,
        Group.FACTS,
        command="why",
    ),
    Action(
        "fact.overlapping",
        "Next at this place",
        "Go through the facts and claims that cover the cursor.",
        _DESK,
        Group.FACTS,
    ),
    Action(
        "fact.filter",
        "Choose kinds",
        "Choose which kinds of facts are shown.",
        _DESK,
        Group.FACTS,
        command="kinds",
    ),
    Action(
        "layer.colleagues",
        "Colleagues",
        "Show or hide what colleagues decided and recorded here.",
        _DESK,
        Group.FACTS,
        command="colleagues",
    ),
)

SELECTION = (
    Action("selection.start", "Select", "Select from the cursor on.", _TEXT, Group.SELECT),
    Action(
        "selection.start_sentence",
        "Select the sentence",
        "Start with the sentence under the cursor selected.",
        _TEXT,
        Group.SELECT,
    ),
    Action("selection.end", "Stop selecting", "Select nothing.", _SELECTION, Group.SELECT),
    Action(
        "selection.swap", "Other end", "Move the other end from now on.", _SELECTION, Group.SELECT
    ),
    Action("selection.grow", "Grow", "To the next larger unit.", _SELECTION, Group.SELECT),
    Action("selection.shrink", "Shrink", "To the next smaller unit.", _SELECTION, Group.SELECT),
    _object("sentence", "Sentence", "Select whole sentences."),
    _object("paragraph", "Paragraph", "Select whole paragraphs."),
    _object("inner_word", "Inner word", "The word under the cursor."),
    _object("around_word", "A word", "The word with the space after it."),
    _object("inner_sentence", "Inner sentence", "The sentence under the cursor."),
    _object("around_sentence", "A sentence", "The sentence with the space after it."),
    _object("inner_paragraph", "Inner paragraph", "The paragraph under the cursor."),
    _object("around_paragraph", "A paragraph", "The paragraph with the break after it."),
    _object("inner_quote", "Inner quote", "The words between the quotation marks."),
    _object("around_quote", "A quote", "The quote with its quotation marks."),
    _object("inner_clause", "Inner clause", "The clause under the cursor."),
    _object("around_clause", "A clause", "The clause with the comma after it."),
)

CLAIMS = (
    Action(
        "claim.new",
        "New claim",
        "Record a claim of the selected words, or of the sentence under the cursor.",
        _DESK,
        Group.CLAIMS,
        command="claim",
    ),
    Action("claim.restate", "Restate", "Say it in a sentence of its own.", _CLAIMS, Group.CLAIMS),
    Action("claim.gloss", "Gloss", "Say it in another language.", _CLAIMS, Group.CLAIMS),
    Action("claim.set_topic", "Topic", "Set the topic.", _CLAIMS, Group.CLAIMS),
    Action("claim.set_time", "When", "Set the time it is about.", _CLAIMS, Group.CLAIMS),
    Action("claim.set_place", "Where", "Set the place it is about.", _CLAIMS, Group.CLAIMS),
    Action("claim.set_state", "State", "Draft, done or reviewed.", _CLAIMS, Group.CLAIMS),
    Action("claim.correct_bounds", "Bounds", "Select other words.", _CLAIM, Group.CLAIMS),
    Action("claim.link", "Link", "Same, supports, contradicts, updates.", _CLAIMS, Group.CLAIMS),
    Action(
        "claim.assess",
        "Assess",
        "Judge the claim: credibility, likelihood, confidence, and why.",
        _CLAIMS,
        Group.CLAIMS,
        command="assess",
    ),
    Action("claim.withdraw", "Withdraw", "Take the claim back.", _CLAIMS, Group.CLAIMS),
)

CHAIN = (
    Action(
        "chain.add_hop",
        "Add a hop",
        "Name who the source under the cursor has it from.",
        _CLAIM,
        Group.CHAIN,
    ),
    Action(
        "chain.add_outer_hop",
        "Add an outer hop",
        "Name who passes on the source under the cursor.",
        _CLAIM,
        Group.CHAIN,
    ),
    Action("chain.remove_hop", "Remove the hop", "Take the hop out.", _CLAIM, Group.CHAIN),
    Action("chain.move_in", "Move inwards", "Nearer to the origin.", _CLAIM, Group.CHAIN),
    Action("chain.move_out", "Move outwards", "Nearer to the article.", _CLAIM, Group.CHAIN),
    Action("chain.choose_source", "Source", "Choose the hop's source.", _CLAIM, Group.CHAIN),
    Action("chain.add_joint_source", "Joint source", "Somebody says it too.", _CLAIM, Group.CHAIN),
    Action("chain.set_words", "Words", "Select the words that name it.", _CLAIM, Group.CHAIN),
    Action("chain.set_cue", "Cue", "Set the verb or phrase of saying.", _CLAIM, Group.CHAIN),
    Action(
        "chain.set_mode",
        "Mode",
        "Direct, indirect, mixed, observed, document.",
        _CLAIM,
        Group.CHAIN,
    ),
    Action(
        "chain.set_class", "Class", "Named, role, anonymous, unattributed.", _CLAIM, Group.CHAIN
    ),
    Action(
        "chain.set_factuality",
        "Firmness",
        "How firmly that source asserts it.",
        _CLAIM,
        Group.CHAIN,
    ),
)

SOURCES = (
    Action(
        "origin.show",
        "Origin",
        "Where the claim comes from, and who else has it from there.",
        _DESK,
        Group.SOURCES,
        command="origin",
    ),
    Action(
        "source.card",
        "Source card",
        "Names, ratings and claims of the source under the cursor.",
        (Pane.DESK, Pane.SOURCES),
        Group.SOURCES,
        command="source",
    ),
    Action(
        "source.list", "Sources", "The list of all sources.", _ANY, Group.SOURCES, command="sources"
    ),
    Action(
        "source.rate",
        "Rate",
        "Give the source a reliability, A to F, with the reason.",
        (Pane.DESK, Pane.SOURCES),
        Group.SOURCES,
        command="rate",
    ),
    Action("source.accept", "Accept", "Reviewed: no longer provisional.", _SOURCES, Group.SOURCES),
    Action("source.rename", "Rename", "Correct the name.", _SOURCES, Group.SOURCES),
    Action("source.set_kind", "Kind", "Person, outlet, agency, ...", _SOURCES, Group.SOURCES),
    Action("source.alias", "Alias", "Add another name of it.", _SOURCES, Group.SOURCES),
    Action("source.merge", "Merge", "It is the same as another one.", _SOURCES, Group.SOURCES),
    Action(
        "note.add",
        "Note",
        "Write a note on what is under the cursor.",
        (Pane.DESK, Pane.SOURCES),
        Group.SOURCES,
        command="note",
    ),
    Action(
        "note.edit_externally",
        "Note in an editor",
        "Write the note in $VISUAL or $EDITOR.",
        (Pane.DESK, Pane.SOURCES),
        Group.SOURCES,
    ),
    Action(
        "note.list",
        "Notes",
        "All notes on the article, its words, claims and hops.",
        _DESK,
        Group.SOURCES,
        command="notes",
    ),
)

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
    Action("library.show", "Library", "The list of articles.", _ANY, Group.FIND, command="library"),
    Action("claim.list", "Claims", "The list of all claims.", _ANY, Group.FIND, command="claims"),
    Action("journal.show", "Journal", "What was changed, when.", _ANY, Group.FIND, command="log"),
)

DESK = (
    Action("desk.undo", "Undo", "Take back your last act.", _ANY, Group.DESK, "undo", counts=True),
    Action("desk.redo", "Redo", "Do it again.", _ANY, Group.DESK, "redo", counts=True),
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
    Action("desk.problems", "Problems", "Mistakes in your settings.", _ANY, Group.DESK, "problems"),
    Action("desk.suspend", "Suspend", "To the shell; fg comes back.", _ANY, Group.DESK, "suspend"),
    Action("desk.quit", "Quit", "End the session. All is saved.", _ANY, Group.DESK, "q"),
)

CATALOGUE: tuple[Action, ...] = (
    *MOVES, *JUMPS, *PANES, *ARTICLES, *FACTS, *SELECTION, *CLAIMS, *CHAIN, *SOURCES, *FIND, *DESK
)  # fmt: skip
