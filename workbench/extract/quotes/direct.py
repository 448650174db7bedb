"""Direct quotations: which pairs of marks are somebody's words, and where their cue stands.

Behind it ("...,” kata X), before it (X mengatakan, “...”), with the subject in between ("...,” X
said), or none at all: then it goes on with the speaker beside it. Scare quotes are left alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from workbench.domain.claim import Mode
from workbench.extract.cast import Cast
from workbench.extract.kept import compiled
from workbench.extract.quotes import scores
from workbench.extract.quotes.attribution import Attribution
from workbench.extract.quotes.called import CalledRules
from workbench.extract.quotes.cues import Cue, CueTable, Form
from workbench.extract.quotes.phrase_after import speaker_after
from workbench.extract.quotes.phrase_before import subject_before
from workbench.extract.quotes.phrases import PhraseRules
from workbench.extract.terms import Side, Takes

_SCARE_WORDS = 4
"""A shorter quotation without a cue or end mark is a word in inverted commas. On PolNeAR 2 and 6
give the same recall and precision within 0.003."""
_OWNER = 24
"""Code points before a noun in which whose it is stands."""
_HEAD = 220
"""Code points before a quotation in which its cue is looked for. Half and twice as many come to the
same on PFSA-ID and PolNeAR; it bounds the look."""
_BEHIND = (Side.AFTER, Side.ACCORDING, Side.PASSIVE, Side.BEFORE)
"""What the form right behind a quotation may be, the likeliest first."""
_FEWEST_WORDS, _FEWEST_ALONE = 6, 3
"""Words of a quotation without an end mark of its own: behind a cue, and without any."""
_SUBJECT_LONGEST, _AUDIENCE_LONGEST = 90, 60
"""Code points of a subject between a quotation and its cue, and of whom it tells behind it."""
_PARTS_WITHIN = 200
"""Code points between the two parts of one quotation: a cue, a name and who that is."""
_END_LONGEST = 12
"""Code points at the end of a quotation in which its last mark stands, entities included."""
_SMALL = 3
"""Letters of a word that has no capital in a title."""
_UNSPACED_WORDS, _UNSPACED = 2, 12
"""Words and code points: where words are not spaced, as in Japanese, "words" may be sentences."""
_GAP = compiled(r"[\s,.;:–—-]{0,4}")
_WORD = compiled(r"\w+")
_TURN = compiled(r"(?P<name>[A-ZÀ-Þ]{2}[A-ZÀ-Þ.'’-]*(?: [A-ZÀ-Þ.'’-]{2,}){0,2}):\s{1,3}")
"""Whose turn it is in a conversation that is printed so."""
_SIGNED = compiled(
    r"\s{0,2}[―—–]\s{0,2}(?P<name>[A-ZÀ-Þ][\w'’.-]*(?: (?:[a-zà-ÿ]{2,3} )?[A-ZÀ-Þ][\w'’.-]*?){1,3})"
    r"\.?[^\S\n]*(?=\n|\Z)"
)
"""Whose a quotation is, on the same line behind a dash."""
_ABBREVIATION = compiled(r"\b(?:(?:[A-Z]\.)+|[A-Z][a-z]{0,5}\.)(?=\s[A-Z]|\)|,)")
"""A full stop that ends no sentence: "Mr. Reed", "(R-Ky.)"."""
_ENTITY = compiled(r"&#?\w{2,5};\Z")
_MARKS = " \t\r\n\u00a0\"“”„‟«»＂「」『』'’‘`´"
"""What may stand between the last word of a quotation and its end."""


class Stretch(NamedTuple):
    """A sentence with its quotations and the cues outside them."""

    start: int
    end: int
    pairs: tuple[tuple[int, int], ...]
    cues: tuple[Cue, ...]


class DirectReader:
    """Reads the direct quotations of one text, sentence by sentence."""

    def __init__(
        self, text: str, table: CueTable, phrases: PhraseRules, cast: Cast, prefix: str,
        calling: CalledRules,
    ) -> None:  # fmt: skip
        self.text = text
        self.table = table
        self.phrases = phrases
        self.cast = cast
        self.prefix = prefix
        self.calling = calling

    def read(self, stretch: Stretch) -> tuple[list[Attribution], set[int]]:
        """The attributions of a sentence, and the starts of the cues they used."""
        found: list[Attribution] = []
        used: set[int] = set()
        for index, pair in enumerate(stretch.pairs):
            if attribution := self._read_pair(stretch, index, pair):
                if attribution.cue and not attribution.same_as_previous:
                    used.add(attribution.cue[0])
                found.append(attribution)
        return self._join(found), used

    def _read_pair(self, stretch: Stretch, index: int, pair: tuple[int, int]) -> Attribution | None:
        words = len(_WORD.findall(self.text[pair[0] : pair[1]]))
        if words == 0 or self._is_title(pair):
            return None
        limit = stretch.pairs[index + 1][0] if index + 1 < len(stretch.pairs) else stretch.end
        floor = stretch.pairs[index - 1][1] if index else stretch.start
        behind = self._cue_behind(stretch, pair, limit)
        closes = self._closes_speech(pair)
        if behind is not None and (words > 1 or closes or self.text[pair[1]] == ","):
            return behind
        if not self.table.forms:
            return by_marks(self.text, pair, self.prefix)
        if read := self._called(stretch, pair, words) or self._turn(pair) or self._signed(pair):
            return read
        if words <= _SCARE_WORDS and not closes:
            return None
        return self._cue_before(stretch, pair, floor, words, closes) or self._alone(
            stretch, pair, words, floor, limit
        )

    def _is_title(self, pair: tuple[int, int]) -> bool:
        """Whether marks hold the name of a programme or a book, right behind whose it is: "on
        NBC's “Meet the Press,” she said"."""
        endings = self.phrases.owner_endings
        if not endings or not self.text[pair[0] - _OWNER : pair[0]].rstrip().endswith(endings):
            return False
        words = _WORD.findall(self.text, pair[0], pair[1])
        opens = words[0][0].isupper() and words[-1][0].isupper()
        return opens and all(word[0].isupper() or len(word) <= _SMALL for word in words)

    def _closes_speech(self, pair: tuple[int, int]) -> bool:
        tail = self.text[max(pair[0] + 1, pair[1] - _END_LONGEST) : pair[1]]
        return _ENTITY.sub("", tail).rstrip(_MARKS).endswith((",", ".", "!", "?", "…"))

    def _cue_behind(
        self, stretch: Stretch, pair: tuple[int, int], limit: int
    ) -> Attribution | None:
        gap = _GAP.match(self.text, pair[1])
        at = gap.end() if gap else pair[1]
        for cue in stretch.cues:
            if cue.start < pair[1] or cue.start >= limit:
                continue
            if cue.start == at and (form := cue.form(*_BEHIND)):
                return self._behind(pair, cue, form.side, limit)
            if cue.start - at <= _SUBJECT_LONGEST:
                return self._subject_between(pair, cue, at)
            break
        return self._misprinted(pair, at, limit)

    def _misprinted(self, pair: tuple[int, int], at: int, limit: int) -> Attribution | None:
        """ "...," ata X: a cue with a letter too few, behind a comma inside the marks."""
        if not self.text.endswith(",", pair[0], pair[1] - 1):
            return None
        cue = self.table.misprinted(self.text, at, limit)
        return self._behind(pair, cue, Side.AFTER, limit) if cue else None

    def _behind(
        self, pair: tuple[int, int], cue: Cue, side: Side, limit: int
    ) -> Attribution | None:
        form = cue.form(*_BEHIND)
        if not self._closes_speech(pair) and self._goes_on_from_clause(pair):
            return None
        speaker = None
        if cue.has_clitic:
            speaker = (cue.end, cue.full_end)
        else:
            speaker = speaker_after(self.text, cue.full_end, limit, self.phrases, self.cast)
            speaker = speaker or self._document_in(cue)
        if side in (Side.BEFORE, Side.PASSIVE) and speaker is None:
            return None
        speaker, outer = self._passed_on(form, speaker, limit)
        clitic = cue.has_clitic
        rule = f"{self.prefix}.quote.direct.{'clitic' if clitic else 'cue_after'}"
        word = self.text[cue.start : cue.full_end]
        who = "" if clitic else (" and a name" if speaker else ", nobody named")
        return Attribution(
            *pair, (), Mode.DIRECT, rule, f"“…” followed by ‘{word}’{who}",
            scores.CUE_BEHIND if speaker else scores.CUE_BEHIND_NOBODY,
            (cue.start, cue.full_end), form, speaker, clitic, (cue.full_end, limit), outer=outer,
        )  # fmt: skip

    def _passed_on(
        self, form: Form | None, subject: tuple[int, int] | None, limit: int, at: int = 0
    ) -> tuple[tuple[int, int] | None, tuple[int, int] | None]:
        """Who speaks, and who passes it on where the cue takes whoever is quoted: "zitiert die
        Zeitung den Sprecher X"."""
        if form is None or Takes.QUOTED not in form.takes or subject is None:
            return subject, None
        if " " not in self.text[slice(*subject)] and self.text[subject[0]].islower():
            return None, None  # "zitiert ihn die Zeitung"
        article = _WORD.search(self.text, max(at, subject[1]), limit)
        articles = self.phrases.adjuncts | self.phrases.quantifiers
        if article is None or article.group().lower() not in articles:
            return None, subject
        quoted = speaker_after(self.text, article.end(), limit, self.phrases, self.cast)
        return quoted, subject

    def _document_in(self, cue: Cue) -> tuple[int, int] | None:
        """ "demikian bunyi pernyataan itu": what is written speaks where nobody is named."""
        words = self.text[cue.start : cue.end].split()
        if not self.phrases.documents.intersection(words[-1:]):
            return None
        more = _WORD.match(self.text, cue.full_end + 1)
        follows = more is not None and more.group() in self.phrases.document_ends
        return cue.end - len(words[-1]), more.end() if more and follows else cue.full_end

    def _subject_between(self, pair: tuple[int, int], cue: Cue, at: int) -> Attribution | None:
        form = cue.form(Side.BEFORE, Side.AFTER)
        between = _ABBREVIATION.sub("", self.text[at : cue.start])
        if form is None or any(mark in between for mark in ".!?\n") or not between.strip():
            return None
        if not self._closes_speech(pair) and self.text[pair[1] : pair[1] + 1] != ",":
            return None
        if self._is_scare_inside(pair):
            return None
        speaker = subject_before(self.text, at, cue.start, self.phrases, self.cast)
        if speaker is None or speaker[0] > at + 2:
            return None
        word = self.text[cue.start : cue.full_end]
        return Attribution(
            *pair, (), Mode.DIRECT, f"{self.prefix}.quote.direct.subject_cue",
            f"“…” followed by a name and ‘{word}’", scores.SUBJECT_BETWEEN,
            (cue.start, cue.full_end), form, speaker,
            audience=(cue.full_end, cue.full_end + _AUDIENCE_LONGEST),
        )  # fmt: skip

    def _is_scare_inside(self, pair: tuple[int, int]) -> bool:
        """Whether a few words in marks go on with the words before them: a part of a clause."""
        words = len(_WORD.findall(self.text[pair[0] : pair[1]]))
        return words <= _SCARE_WORDS and self._goes_on_from_clause(pair)

    def _goes_on_from_clause(self, pair: tuple[int, int]) -> bool:
        """Whether words without a mark lead into the quotation: "Tanggul itu “masih aman”"."""
        return self.text[max(0, pair[0] - 3) : pair[0]].rstrip(" ")[-1:].isalnum()

    def _cue_before(
        self, stretch: Stretch, pair: tuple[int, int], floor: int, words: int, closes: bool
    ) -> Attribution | None:
        head = max(floor, pair[0] - _HEAD)
        cues = [cue for cue in stretch.cues if head <= cue.start and cue.full_end <= pair[0]]
        for cue in reversed(cues):
            between = self.text[cue.full_end : pair[0]]
            ends_open = between.rstrip()[-1:] in (",", ":") or not between.strip()
            form = cue.form(Side.BEFORE, Side.AFTER, Side.PASSIVE)
            if cue.form(Side.PARTICIPLE):
                break
            if form is None or not (ends_open or _ends_with(between, self.phrases.complementisers)):
                continue
            if form.ambiguous and self._is_owned(cue):
                continue
            if not closes and words < _FEWEST_WORDS:
                continue
            joined = _ends_with(between, self.phrases.complementisers)
            mode = Mode.MIXED if joined else Mode.DIRECT
            speaker, clitic = self._speaker_before(stretch, cue, form.side, pair[0])
            speaker, outer = self._passed_on(form, speaker, pair[0], cue.full_end)
            word = self.text[cue.start : cue.full_end]
            return Attribution(
                *pair, (), mode, f"{self.prefix}.quote.direct.cue_before",
                f"‘{word}’ followed by “…”",
                scores.CUE_BEFORE if speaker else scores.CUE_BEFORE_NOBODY,
                (cue.start, cue.full_end), form, speaker, clitic, (cue.full_end, pair[0]),
                outer=outer,
            )  # fmt: skip
        return None

    def _turn(self, pair: tuple[int, int]) -> Attribution | None:
        """ "“REED: We will.”": a turn of a conversation, whose it is written in capitals."""
        turn = _TURN.match(self.text, pair[0] + 1, pair[1])
        end = pair[1] - (self.text[pair[1] - 1] in _MARKS)
        if turn is None or turn.end() >= end:
            return None
        return Attribution(
            turn.end(), end, (), Mode.DIRECT, f"{self.prefix}.quote.direct.turn",
            "a name in capitals and a colon inside “…”", scores.TURN, speaker=turn.span("name"),
        )  # fmt: skip

    def _signed(self, pair: tuple[int, int]) -> Attribution | None:
        """ "“We will.” ― Ana Moss": a line that is a quotation, and under it whose it is."""
        signed = _SIGNED.match(self.text, pair[1])
        if signed is None or not self._opens_line(pair[0]) or not self._closes_speech(pair):
            return None
        return Attribution(
            *pair, (), Mode.DIRECT, f"{self.prefix}.quote.direct.signed",
            "“…” on a line of its own, a dash and a name", scores.SIGNED,
            speaker=signed.span("name"),
        )  # fmt: skip

    def _opens_line(self, at: int) -> bool:
        return not self.text[max(0, self.text.rfind("\n", 0, at)) : at].strip()

    def _called(self, stretch: Stretch, pair: tuple[int, int], words: int) -> Attribution | None:
        """ "bezeichnete ihn als „Lügner“": words in marks, and the verb that calls it so."""
        pairs, start = stretch.pairs, stretch.start
        found = self.calling.verb(self.text, pair, words, start, pairs, stretch.cues)
        if found is None:
            return None
        cue, form = found
        speaker, clitic = self._speaker_before(stretch, cue, form.side, pair[0])
        word = self.text[cue.start : cue.full_end]
        return Attribution(
            *pair, (), Mode.DIRECT, f"{self.prefix}.quote.direct.called",
            f"‘{word}’ and what something is called", scores.CALLED, (cue.start, cue.full_end),
            form, speaker, clitic, (cue.full_end, pair[0]),
        )  # fmt: skip

    def _is_owned(self, cue: Cue) -> bool:
        """Whether a form that may be a noun is one: "on Reed's show, “Politics”"."""
        before = self.text[max(0, cue.start - _OWNER) : cue.start].split()[-1:]
        word = before[0].lower() if before else ""
        return word in self.phrases.quantifiers or word.endswith(self.phrases.owner_endings)

    def _speaker_before(
        self, stretch: Stretch, cue: Cue, side: Side, limit: int
    ) -> tuple[tuple[int, int] | None, bool]:
        if cue.has_clitic:
            return (cue.end, cue.full_end), True
        if side is Side.BEFORE:
            start = stretch.start
            for pair in stretch.pairs:
                start = pair[1] if pair[1] <= cue.start else start
            return subject_before(self.text, start, cue.start, self.phrases, self.cast), False
        return speaker_after(self.text, cue.full_end, limit, self.phrases, self.cast), False

    def _alone(
        self, stretch: Stretch, pair: tuple[int, int], words: int, floor: int, limit: int
    ) -> Attribution | None:
        """A quotation that is a sentence of its own, or the rest of one behind its cue."""
        before = self.text[floor : pair[0]].rstrip()
        after = self.text[pair[1] : limit].strip(" ,.;:!?–—-")
        goes_on = floor > stretch.start and before.endswith((",", ".", ":"))
        if (
            after
            or (words < _FEWEST_ALONE and not self._closes_speech(pair))
            or (before.strip(" ,.;:–—-") and not goes_on)
        ):
            return None
        return Attribution(
            *pair, (), Mode.DIRECT, f"{self.prefix}.quote.direct.alone",
            "a quotation without a cue of its own", scores.ALONE, same_as_previous=True,
        )  # fmt: skip

    def _join(self, found: list[Attribution]) -> list[Attribution]:
        """“A,” kata X, “B.” is one quotation in two parts."""
        joined: list[Attribution] = []
        for attribution in found:
            last = joined[-1] if joined else None
            if last and last.cue and last.cue[0] >= last.end and self._goes_on(last, attribution):
                parts = (*last.pieces, (attribution.start, attribution.end))
                joined[-1] = last._replace(
                    end=attribution.end, parts=parts,
                    rule=f"{self.prefix}.quote.direct.split",
                    reason="“…” and “…” around one cue and name", score=scores.SPLIT,
                )  # fmt: skip
            else:
                joined.append(attribution)
        return joined

    def _goes_on(self, last: Attribution, other: Attribution) -> bool:
        no_cue = other.cue is None or (last.cue is not None and other.cue[0] <= last.cue[0])
        between = _ABBREVIATION.sub("", self.text[last.end : other.start])
        return no_cue and "." not in between.strip(" .")[:-1] and len(between) < _PARTS_WITHIN


def by_marks(text: str, pair: tuple[int, int], prefix: str) -> Attribution | None:
    """A quotation known by its marks alone; None for a few words in inverted commas."""
    words = len(_WORD.findall(text[pair[0] : pair[1]]))
    if words <= _SCARE_WORDS and (words > _UNSPACED_WORDS or pair[1] - pair[0] < _UNSPACED):
        return None
    return marked(pair, prefix, scores.MARKS)


def marked(pair: tuple[int, int], prefix: str, score: float) -> Attribution:
    """A stretch in quotation marks, nobody said to speak."""
    return Attribution(
        *pair, (), Mode.DIRECT, f"{prefix}.quote.direct.marks",
        "a long stretch in quotation marks; nothing says who speaks", score,
    )  # fmt: skip


def _ends_with(words: str, endings: frozenset[str]) -> bool:
    last = words.split()[-1:] or [""]
    return last[0].lower() in endings


def continue_speakers(found: Sequence[Attribution], text: str) -> list[Attribution]:
    """A lone quotation right before one with a cue belongs to that one's speaker; so do those of
    the paragraphs before it that open with a mark and close with none."""
    changed = list(found)
    for index in range(len(changed) - 2, -1, -1):
        one, other = changed[index], changed[index + 1]
        if one.same_as_previous and (other.cue or other.same_as_next) and other.mode is Mode.DIRECT:
            between = text[one.end : other.start]
            goes_on = text[one.end - 1] not in _MARKS
            if not between.strip() and (goes_on or (other.cue and between.count("\n") < 2)):
                changed[index] = one._replace(same_as_previous=False, same_as_next=True)
    return changed
