"""Where a person's name begins in a run of capitals that an office opens.

The initials behind it, what a tagger read at its end, what the article shows elsewhere (one word of
the run stands alone and speaks) and what offices are made of tell it, in this order. A run that
shows no seam has none: nobody is guessed.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from workbench.extract.gazetteer import fold, gazetteer
from workbench.extract.kept import compiled
from workbench.extract.mention import ACRONYM
from workbench.extract.office_runs import MOST_NAME, OfficeReader, Part, Run
from workbench.extract.rule_list import RuleList
from workbench.extract.sentences import UPPER

_SHOWN, _MADE_OF, _FRAMED = 0.85, 0.8, 0.7
"""How sure a person behind an office is: the article shows the seam; what is left is made of words
of people's names; what is left is said to speak. Steps by judgement; each is right more often on
the development sets."""
_FEWEST_BEHIND = 2
"""Words of a person's name behind a place, which may be a person's first name too."""
_LONGEST_PLACE = 4
"""Words of a place's name behind an office."""
_INITIALS = compiled(rf" \(([{UPPER}]{{2,4}})\)")


class Seam(NamedTuple):
    """The word of a run that a person's name begins with."""

    at: int
    score: float


def find_seam(reader: OfficeReader, parts: Sequence[Part]) -> Seam | None:
    """Where the person's name begins; None where nothing shows it."""
    return SEAMS(reader, Run(reader, parts))


def initialled(reader: OfficeReader, run: Run) -> Seam | None:
    """ "Menteri Pertanian | Arif Hartono Yusuf (AHY)": the words of the initials behind them, where
    they are no body's."""
    match = _INITIALS.match(reader.text, run.parts[-1].end)
    seam = len(run.parts) - len(match[1]) if match else 0
    if match is None or seam < 1:
        return None
    words = run.parts[seam:]
    is_person = reader.is_name(words) and not reader.is_head(words[0])
    if not is_person or "".join(part.word[0] for part in words) != match[1]:
        return None
    return Seam(seam, _SHOWN)


def behind_place(reader: OfficeReader, run: Run) -> Seam | None:
    """ "Kapolres Bima | Didik Putra": the place of an office was read as the first of the names."""
    parts, there = run.parts, run.there
    is_office = there > 0 and parts[there - 1].lower in reader.names.place_offices
    seam = _behind_known(parts, there) if is_office else 0
    rest = parts[seam:]
    if not seam or not _FEWEST_BEHIND <= len(rest) <= MOST_NAME or not reader.is_name(rest):
        return None
    return Seam(seam, _SHOWN)


def _behind_known(parts: Sequence[Part], at: int) -> int:
    """The word behind the place that stands at one, the longest; 0 where none stands there."""
    places = gazetteer()
    for end in range(min(at + _LONGEST_PLACE, len(parts)), at, -1):
        if places.knows_any(fold(" ".join(part.word for part in parts[at:end]))):
            return end
    return 0


def read_at_end(reader: OfficeReader, run: Run) -> Seam | None:
    """ "Bupati | Hasan Wirawan": somebody was read at the end of the run."""
    at = BEGINNINGS(reader, run) if run.there else None
    return Seam(at, _SHOWN if run.shown else _MADE_OF) if at else None


def shown(_: OfficeReader, run: Run) -> Seam | None:
    """ "CEO Tokolaris | Nasarudin Umari ... kata Nasarudin": the article shows it elsewhere."""
    return Seam(run.shown, _SHOWN) if run.shown else None


def made_of(reader: OfficeReader, run: Run) -> Seam | None:
    """ "Ketua | Agung Wicaksono": what is left behind the office holds a word of people's names."""
    seam = run.office
    rest = run.parts[seam:]
    if not rest or len(rest) > MOST_NAME or not reader.is_name(rest):
        return None
    if not any(reader.is_given(part) for part in rest):
        return None
    if reader.is_open(run.parts, seam) and len(rest) > 2:
        seam += reader.first_given(rest)
    return Seam(seam, _MADE_OF) if len(rest) > 1 or seam > 1 else None


def framed(reader: OfficeReader, run: Run) -> Seam | None:
    """ "Menteri Sosial | Yuliari Batubana mengatakan": a cue stands beside the run."""
    parts, seam = run.parts, run.office
    rest = parts[seam:]
    fewest = 1 if ACRONYM.match(parts[seam - 1].word) else 2  # "Kementerian ESDM | Ri'ad"
    if seam == 1 or not fewest <= len(rest) < MOST_NAME or not reader.is_name(rest):
        return None
    return Seam(seam, _FRAMED) if reader.speaks(parts[0].start, parts[-1].end) else None


def behind_named(reader: OfficeReader, run: Run) -> Seam | None:
    """ "Presiden Bank Wira | Ajai Bhanga": the article names the body elsewhere, alone."""
    seam = reader.body_end(run.parts)
    rest = run.parts[seam:]
    if not seam or len(rest) > MOST_NAME or not reader.is_name(rest):
        return None
    return (
        None if any(part.lower in reader.names.describing for part in rest) else Seam(seam, _FRAMED)
    )


SEAMS: RuleList[OfficeReader, Run, Seam] = RuleList(
    initialled,
    behind_place,
    read_at_end,
    shown,
    made_of,
    framed,
    behind_named,
)
"""Where the person's name begins behind an office."""


def behind_office(reader: OfficeReader, run: Run) -> int | None:
    """ "Kepala Dinas Armada II Letkol | Wahyu Nugraha": the office goes on, or ends in a rank."""
    parts, office = run.parts, run.office
    last = len(parts) - 1
    beyond = office > run.there and (office < last or parts[office - 1].word.isupper())
    ranked = office == reader.behind_rank(parts)
    if not (beyond or ranked) or not reader.is_name(parts[office:]):
        return None
    return max(office, run.shown) if run.shown < last else office


def shown_behind(reader: OfficeReader, run: Run) -> int | None:
    """ "CEO Tokolaris | Nasarudin Umari": what was read with the name is no word of names."""
    parts, there = run.parts, run.there
    if run.shown <= there or not run.is_open or reader.is_given(parts[there]):
        return None
    return run.shown if run.shown < len(parts) - 1 else there + 1


def shown_before(_: OfficeReader, run: Run) -> int | None:
    """ "Gubernur | Nasarudin Umari": what was read lacks the first of the names."""
    return run.shown if 0 < run.shown < run.there else None


def behind_body(reader: OfficeReader, run: Run) -> int | None:
    """ "Ketua Bappeltu | Ahmad Siregar": all that follows a title was read as the name."""
    parts, there = run.parts, run.there
    if there != 1 or not run.is_open or len(parts) <= there + 2:
        return None
    return there + reader.first_given(parts[there:])


def as_read(reader: OfficeReader, run: Run) -> int:
    """ "Bupati | I Wayan Hasan": as it was read, with the names before it."""
    there = run.there
    while there - 1 >= run.office and reader.leads_name(run.parts[there - 1]):
        there -= 1
    return there


BEGINNINGS: RuleList[OfficeReader, Run, int] = RuleList(
    behind_office,
    shown_behind,
    shown_before,
    behind_body,
    as_read,
)
"""With which word a person begins who was read at the end of a run, together with a body before
the name, or without the first of the names."""
