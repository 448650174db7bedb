"""The headline of a text: whether the text prints it, and what is stored where it does not.

The text as given is never changed: a headline stands before it, on a line of its own, so that it is
read and annotated as any other words. Pure, and the same for whatever format a text came in.
"""

from __future__ import annotations

import re

from workbench.domain.naming import fold_once

_GAP = "\n\n"
_LINES = 6
"""Lines with words among which a printed title stands: below a dateline, a date or a rubric."""
_HEAD = 8_000
"""Code points of a text in which those lines are looked for."""
_LONGEST = 400
"""Code points of a title that are compared."""
_CERTAIN = 100
"""Code points of a title, folded, behind which a word may be cut: no text begins so by chance."""
_SITE = re.compile(r"\s+[-–—·•:/]{1,2}\s+|\s*[|»]\s*")
"""What stands between a title and the name of the site: "Ferry Sinks - Evening Post"."""
_CUT = ("…", "...")
"""How a title ends that somebody cut."""


def with_headline(text: str, title: str) -> tuple[str, int]:
    """The text to be stored, and where the text as given begins in it: 0 where that prints its
    title, or has none."""
    headline = " ".join(title.split()).strip("\ufeff ")
    if not any(map(str.isalnum, headline)) or prints_title(text, headline):
        return text, 0
    return f"{headline}{_GAP}{text}", len(headline) + len(_GAP)


def prints_title(text: str, title: str) -> bool:
    """Whether a text begins with its title, or has it as one of its first lines. Case, accents,
    marks and spacing do not count, nor a site's name behind the title or before it."""
    head = text[:_HEAD]
    wanted = fold_once(title[:_LONGEST])
    if _begins(" ".join(head.split()), wanted, is_cut=title.endswith(_CUT)):
        return True
    forms = {wanted, fold_once(max(_SITE.split(title), key=len)[:_LONGEST])}
    lines = [line for line in head.splitlines() if any(map(str.isalnum, line))]
    return any(fold_once(line[: 2 * _LONGEST]) in forms for line in lines[:_LINES])


def _begins(words: str, wanted: str, *, is_cut: bool) -> bool:
    """Whether words begin with the wanted ones, of which the last may be a part if it was cut."""
    folded = fold_once(words)
    is_part = is_cut or len(wanted) >= _CERTAIN
    return folded == wanted or folded.startswith(wanted if is_part else f"{wanted} ")
