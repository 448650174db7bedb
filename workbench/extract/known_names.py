"""Names that readers of news know: who or what they are, wherever they stand, in one language.

Written with their capitals, because "BIN" is a service and "bin" a part of names. Nothing here
looks at a text, and a name that may be something else stands in a list of its own.
"""

from __future__ import annotations

from functools import lru_cache

from workbench.domain.fact import Kind
from workbench.extract.kept import compiled
from workbench.extract.lexicon import Lexicon, lexicon_for

TOKEN = compiled(r"\w+|[^\w\s]")
"""Words and single marks: "al-Washka" is three tokens."""


class Known:
    """The known names of one language."""

    def __init__(self, lex: Lexicon) -> None:
        self.organisations = frozenset(lex.words("known", "organisations"))
        self.people = frozenset(lex.words("known", "people"))
        self.shared = frozenset(lex.words("known", "shared"))
        """Organisations' names that are something else as often."""
        self.small = frozenset(
            name for name in self.organisations | self.people if name[0].islower()
        )
        """Those that do not begin with a capital: "detikcom"."""
        self.phrases = {
            " ".join(TOKEN.findall(name)): kind
            for names, kind in (
                (self.people, Kind.PERSON),
                (self.organisations, Kind.ORGANISATION),
            )
            for name in names
            if not name.isalnum()
        }
        """Names of several tokens, a blank between each two."""

    def kind_of(self, words: str) -> Kind | None:
        """What a name is, as it stands in the text; None where it is not known."""
        if words in self.organisations:
            return Kind.ORGANISATION
        return Kind.PERSON if words in self.people else None


@lru_cache(maxsize=16)
def known_for(lang: str) -> Known:
    """The known names of a language."""
    return Known(lexicon_for(lang))
