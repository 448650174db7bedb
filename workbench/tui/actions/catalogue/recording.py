"""Recording: claims, the chain behind each, sources and notes."""

from __future__ import annotations

from workbench.tui.registry import Action, Group, Pane

_ANY = (Pane.ANYWHERE,)
_DESK = (Pane.DESK,)
_CLAIMS = (Pane.FACTS, Pane.CLAIM, Pane.BOARD)
_CLAIM = (Pane.CLAIM,)
_SOURCES = (Pane.SOURCES,)


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
    Action("claim.unlink", "Unlink", "Take a link of yours back.", _CLAIM, Group.CLAIMS),
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
        "Where the claim comes from, what stands behind it, and what counts as an origin.",
        (Pane.DESK, Pane.BOARD),
        Group.SOURCES,
        command="origin",
    ),
    Action(
        "source.card",
        "Source card",
        "Names, ratings and claims of the source under the cursor.",
        (Pane.DESK, Pane.SOURCES, Pane.BOARD),
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
        "note.edit",
        "Edit the note",
        "Change the note under the cursor of the list of notes; without words it is taken out.",
        _ANY,
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
