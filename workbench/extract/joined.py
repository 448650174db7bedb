"""Bodies whose English names hold small words, in a text of another language.

"Centers for Disease Control and Prevention": a tagger that learned from another language sees a
name end at each small word. Found by the noun that such a name opens with; what was read inside it
goes.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache

from workbench.domain.fact import Kind
from workbench.extract.kept import compiled
from workbench.extract.lexicon import alternation, lexicon_for
from workbench.extract.mention import Mention
from workbench.extract.sentences import UPPER

_SCORE = 0.72
"""How sure such a body is: as one that begins as organisations' names do."""


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    lex = lexicon_for("")
    heads = alternation(lex.words("names", "joined_heads"))
    joins = alternation(lex.words("names", "joined_by"))
    word = rf"[{UPPER}][\w'’&-]*"
    run = rf"{word}(?: {word}){{0,4}}"
    return compiled(rf"(?<![\w-]){heads}(?: {run})?(?: {joins} {run}){{1,3}}(?![\w-])")


def with_joined(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions, those inside a body's long name being that one body."""
    joins = lexicon_for("").words("names", "joined_by")
    if not any(f" {word} " in text for word in joins):  # as in most texts
        return list(mentions)
    found = [m.span() for m in _pattern().finditer(text)]
    if not found:
        return list(mentions)
    bodies = [
        Mention(
            start, end, text[start:end], Kind.ORGANISATION, "name.organisation.head", _SCORE,
            name=text[start:end],
        )
        for start, end in found
    ]  # fmt: skip
    ends = [body.end for body in bodies]
    kept: list[Mention] = []
    for mention in mentions:
        at = bisect_left(ends, mention.start + 1)
        if at == len(bodies) or bodies[at].start >= mention.end:
            kept.append(mention)
    return sorted([*kept, *bodies], key=lambda one: (one.start, -one.end))
