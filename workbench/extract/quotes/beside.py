"""An office without a name beside a name without an office: one person, told of twice.

"Menteri Keuangan X mengatakan C. “Q,” tulis Y": where Y is named there for the first time, with no
office, the quotation right behind what the minister said is the minister's own. What joins them is
their place alone, so that it is never sure.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from workbench.domain.fact import Speaker, SpeakerClass
from workbench.extract.quotes.attribution import Attribution

_BETWEEN = 3
"""Code points between what the one and the other is said to say: a full stop and a blank."""
_HEAD = 2
"""Words of an office by which it is known again: "menteri keuangan"."""
_SCORE = 0.59
"""How sure it is that they are one: somebody else may be quoted there."""


def put_together(
    found: Sequence[Attribution],
    speakers: list[Speaker | None],
    first: Mapping[str, int],
    is_office: Callable[[str], bool],
) -> None:
    """Name those who speak by an office alone. first: where each name stands first."""
    holders: dict[tuple[str, ...], str] = {}
    for at, speaker in enumerate(speakers):
        if speaker is None or speaker.names or speaker.speaker_class is not SpeakerClass.ROLE:
            continue
        words = speaker.span.exact
        if len(words.split()) <= _HEAD or not words[0].isupper() or not is_office(words):
            continue
        head = tuple(words.lower().split()[:_HEAD])
        name = holders.get(head) or _named_behind(found, speakers, at, first)
        if name is not None:
            holders[head] = name
            speakers[at] = replace(
                speaker, name=name, names=(name,), speaker_class=SpeakerClass.NAMED,
                name_score=_SCORE,
            )  # fmt: skip


def _named_behind(
    found: Sequence[Attribution],
    speakers: Sequence[Speaker | None],
    at: int,
    first: Mapping[str, int],
) -> str | None:
    """Who is quoted right behind, named there first and with no office."""
    if at + 1 == len(found) or found[at + 1].start - found[at].end > _BETWEEN:
        return None
    other = speakers[at + 1]
    if other is None or other.speaker_class is not SpeakerClass.NAMED or len(other.names) != 1:
        return None
    name = other.names[0]
    is_first = first.get(name, other.span.start) == other.span.start
    return name if " " in name and other.span.exact == name and is_first else None
