"""The proposed chain of hops behind a quotation: who passed the speaker's words on.

"kata X kepada AFP" makes AFP the outer hop; "..., mengutip Y" makes Y one. Outermost first, the
speaker last. What the whole article credits is a relay, not a hop.
"""

from __future__ import annotations

import re
from functools import lru_cache

from workbench.domain.fact import Speaker, SpeakerClass
from workbench.domain.span import Span
from workbench.extract.lexicon import Lexicon, alternation, lexicon_for
from workbench.extract.lines import outlet_like, outlets_for

_LOOK = 160


class ChainRules:
    """The words that name an audience or a quoted outlet in one language."""

    def __init__(self, lex: Lexicon) -> None:
        nouns = alternation(lex.words("lines", "relay_nouns"))
        outlets = alternation(sorted(_spellings(outlets_for(lex.lang))))
        domain = r"[A-Z][\w.]{0,40}\.(?:com|net|co\.id|id|org)"
        described = outlet_like(lex)
        name = rf"(?:{nouns}\s)?(?P<{{0}}>(?i:{outlets})|{domain}|{described})(?![\w-])"
        audience = alternation(lex.words("frames", "audience"))
        quoted = alternation(lex.words("lines", "relay"))
        self.audience = re.compile(rf"(?<![\w-]){audience}\s{{1,3}}{name.replace('{0}', 'to')}")
        self.quoted = re.compile(
            rf"(?<![\w-]){quoted}(?:\s(?:dari|oleh|by|from|laporan))?"
            rf"\s{{1,3}}{name.replace('{0}', 'by')}"
        )


def _spellings(names: frozenset[str]) -> list[str]:
    return [name for name in names if len(name) > 1]


@lru_cache(maxsize=16)
def rules_for(lang: str) -> ChainRules:
    """The chain rules of a language."""
    return ChainRules(lexicon_for(lang))


def hops_for(
    text: str, start: int, end: int, speaker: Speaker | None, lang: str
) -> tuple[Speaker, ...]:
    """The chain that ends with the speaker; start..end is what follows them in the sentence."""
    if speaker is None:
        return ()
    rules = rules_for(lang)
    end = min(end, start + _LOOK)
    outer = []
    for pattern, group in ((rules.quoted, "by"), (rules.audience, "to")):
        if match := pattern.search(text, start, end):
            span = Span.of(text, match.start(group), match.end(group))
            outer.append(
                Speaker(
                    span,
                    span.exact,
                    (span.exact,),
                    SpeakerClass.OUTLET,
                    speaker.factuality,
                    0.88,
                    0.9,
                )
            )
    return (*outer, speaker)
