"""Words for concepts: each can be met in a text as it stands in the folder."""

from __future__ import annotations

import pytest

from workbench.extract.lexicon import lexicon_for
from workbench.extract.signing.concepts import concepts_for
from workbench.extract.signing.rules import rules_for
from workbench.extract.signing.tokens import Tokens


@pytest.mark.parametrize("lang", ["id", "en"])
def test_every_word_is_met_as_it_stands(lang: str) -> None:
    """None is longer than what is looked up, begins with what ends a clause, or holds a number, a
    mark or whose it is, which a text is read without."""
    concepts, rules = concepts_for(lang), rules_for(lang)
    lists = [lexicon_for(lang).lists("concepts", key) for key in ("acts", "things")]
    named = [(name, word) for one in lists for name, words in one.items() for word in words]
    unmet = []
    for concept, word in named:
        text = f"a {word}"  # amid a sentence
        row = [token.word for token in Tokens(text, rules, concepts).row(2, len(text), ())]
        is_read = row[0] not in rules.breaks | rules.agents | {""}
        if not is_read or concept not in concepts.read(row, 0).concepts:
            unmet.append((concept, word))
    assert unmet == []
