"""What became of decisions when facts were computed anew, in words for whoever made them."""

from __future__ import annotations

from workbench.domain.following import Followed
from workbench.present.counting import counted


def followed_words(followed: Followed) -> str:
    """How many moved, were kept and changed; empty where no answer was touched."""
    parts = []
    if followed.moved:
        parts.append(f"{counted(followed.moved, 'decision')} moved to the fact's new bounds")
    if followed.kept:
        parts.append(f"{counted(followed.kept, 'decision')} kept with the words alone")
    if followed.changed:
        words = "the fact of {} changed what it says"
        parts.append(words.format(counted(followed.changed, "decision")))
    if followed.late:
        words = "{} in finished articles, not open there"
        parts.append(words.format(counted(followed.late, "new question")))
    return ", ".join(parts)
