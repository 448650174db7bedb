"""Judging: what is done with articles and with what the machine found in them."""

from __future__ import annotations

from workbench.tui.registry import Action, Group, Pane

_DESK = (Pane.DESK,)
_TEXT = (Pane.TEXT,)
_SELECTION = (Pane.SELECTION,)
_ARTICLES = (Pane.LIBRARY, Pane.DESK)
_RELATED = (Pane.RELATED,)


def _object(verb: str, title: str, help: str) -> Action:
    return Action(f"selection.{verb}", title, help, _SELECTION, Group.SELECT, counts=True)


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
        "fact.correct_cue",
        "Correct the cue",
        "Say which words tell that somebody says it, then accept.",
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
        "Choose facts",
        "List questions, open ones, everything, or what a filter leaves.",
        _DESK,
        Group.FACTS,
        command="kinds",
    ),
    Action(
        "layer.colleagues",
        "Colleagues",
        "Show or hide what colleagues decided and recorded, once your own judgement stands.",
        (Pane.DESK, Pane.BOARD),
        Group.FACTS,
        command="colleagues",
    ),
)

SELECTION = (
    Action(
        "selection.start",
        "Select",
        "Select from the cursor on; while selecting, stop.",
        _TEXT,
        Group.SELECT,
    ),
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
    Action(
        "selection.keep_part",
        "And another part",
        "Keep this part of the words and select another one.",
        _SELECTION,
        Group.SELECT,
    ),
    _object("grow", "Grow", "To the next larger unit."),
    _object("shrink", "Shrink", "To the next smaller unit; a smallest part is dropped."),
    _object("sentence", "Sentence", "Make it whole sentences."),
    _object("paragraph", "Paragraph", "Make it whole paragraphs."),
    _object("inner_word", "Inner word", "The word under the cursor."),
    _object("around_word", "A word", "The word with the space after it."),
    _object("inner_sentence", "Inner sentence", "The sentence under the cursor."),
    _object("around_sentence", "A sentence", "The sentence with the space after it."),
    _object("inner_paragraph", "Inner paragraph", "The paragraph under the cursor."),
    _object("around_paragraph", "A paragraph", "The paragraph with the break after it."),
    _object("inner_quote", "Inner quote", "The words between the quotation marks."),
    _object("around_quote", "A quote", "The quote with its quotation marks."),
    _object("inner_fact", "Inner fact", "What was found or recorded here; again: the wider one."),
    _object("around_fact", "A fact", "The same with who says it and the verb of saying."),
    _object("inner_clause", "Inner clause", "The clause under the cursor."),
    _object("around_clause", "A clause", "The clause with the comma after it."),
)
