"""The roles of lines: title, dateline, byline, editor, caption, related links and boilerplate.

What is not body yields no other facts. Nothing here looks further than one line (and its place
among the others), so the cost is linear however the text is broken.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from workbench.domain.fact import Kind
from workbench.extract.lexicon import Lexicon, alternation, lexicon_for
from workbench.extract.sentences import domain_endings, trim
from workbench.extract.times import find_times

_LINE = re.compile(r"[^\n\r\v\f\x85\u2028\u2029]+")
_TITLE_LONGEST = 200
_SHORT = 160
"""Code points: a longer line is body, whatever it begins with."""
_DATELINE_WINDOW = 110
_DASH = re.compile(r"\s{0,2}(?:--|—|–)\s{0,2}|\s-\s")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")
_CLOCK = re.compile(r"\d{1,2}[.:]\d{2}(?:\s?(?:[A-Z]{3,4}|[ap]\.?m\.?))?")
_AGENCY_TAG = re.compile(r"\(([^()\n]{2,40})\)")
_OUTLET_WORDS = re.compile(r"[\w.&-]+(?: [A-Z0-9][\w.&-]*){0,3}")
_SITE_AND_PLACE = re.compile(r"([\w.-]{4,30}), ([A-Z]\w+(?: [A-Z]\w+)?)(?= )")
_INITIALS = re.compile(r"[(\[][a-z]{2,12}(?:[/-][a-z.]{2,14}){0,3}[)\]]")
"""Short forms of who wrote and edited it, in brackets on a line of their own: "(abc/def)"."""
_TERMINAL = (".", "!", "?", "”", '"', ":", ")", "…", "»", "’")


class LineRole(NamedTuple):
    """One line with its role; None is body."""

    start: int
    end: int
    kind: Kind | None
    rule: str = ""
    reason: str = ""
    score: float = 1.0
    credit: tuple[int, int] | None = None
    """The outlet's words in a credit of the line."""
    name: tuple[int, int] | None = None
    """The words behind a byline's or editor's label."""


@dataclass(frozen=True, slots=True)
class Dateline:
    """The outlet and place that open an article."""

    start: int
    end: int
    outlet: str
    place: tuple[int, int] | None
    agency: tuple[int, int] | None
    """An agency in brackets."""


@dataclass(frozen=True, slots=True)
class Lines:
    """All lines of a text, and its dateline."""

    roles: tuple[LineRole, ...]
    dateline: Dateline | None

    def of_kind(self, kind: Kind) -> list[LineRole]:
        """The lines with that role."""
        return [role for role in self.roles if role.kind is kind]


class LinePatterns:
    """The line patterns of one language, compiled together."""

    def __init__(self, lex: Lexicon) -> None:
        def starts(key: str) -> re.Pattern[str]:
            return re.compile(
                rf"(?i)[\W_]{{0,4}}{alternation(_lower(lex.words('lines', key)))}"
                r"(?:(?<=\W)|(?!\w))"
            )

        self.boilerplate = starts("boilerplate")
        self.related = starts("related")
        self.caption = starts("caption")
        self.republished = starts("republished")
        labels = {
            key: alternation(_lower(lex.words("lines", key)))
            for key in ("credit", "byline", "editor")
        }
        self.label = re.compile(
            r"(?i)(?<!\w)(?:"
            + "|".join(f"(?P<{key}>{pattern})" for key, pattern in labels.items())
            + r")\s{0,3}[:：]\s{0,3}"
        )
        self.agencies = agencies_for(lex.lang)
        bare = {
            "byline": lex.words("lines", "byline"),
            "editor": lex.words("lines", "editor_bare"),
        }
        groups = (f"(?P<{key}>{alternation(_capitalised(w))})" for key, w in bare.items())
        self.bare_label = re.compile(rf"(?:{'|'.join(groups)})\s{{1,3}}(?=[A-Z])")


def _lower(words: Sequence[str]) -> list[str]:
    return [word.lower() for word in words]


def _capitalised(words: Sequence[str]) -> list[str]:
    return [form for word in words for form in (word.capitalize(), word.upper())]


@lru_cache(maxsize=16)
def patterns_for(lang: str) -> LinePatterns:
    """The line patterns of a language."""
    return LinePatterns(lexicon_for(lang))


def read_lines(text: str, lang: str, title: str = "") -> Lines:
    """The lines of a text with their roles; blank lines are left out."""
    patterns = patterns_for(lang)
    roles: list[LineRole] = []
    for match in _LINE.finditer(text):
        start, end = trim(text, match.start(), match.end())
        if start < end:
            roles.append(_role(text, start, end, patterns))
    roles = _with_title(text, roles, " ".join(title.split()))
    roles = _closing_boilerplate(text, _with_dates(text, _under_related(text, roles), lang))
    dateline = _find_dateline(text, roles, lang)
    return Lines(tuple(roles), dateline)


def _role(text: str, start: int, end: int, patterns: LinePatterns) -> LineRole:
    if end - start > _SHORT * 2:
        return LineRole(start, end, None)
    if match := patterns.republished.match(text, start, end):
        return LineRole(
            start, end, Kind.BOILERPLATE, "lines.republished", "says where the text was printed",
            0.95, credit=_first_outlet(text, match.end(), end),
        )  # fmt: skip
    if patterns.related.match(text, start, end):
        return LineRole(
            start, end, Kind.RELATED, "lines.related", "a link to another article", 0.97
        )
    if end - start <= _SHORT and (labelled := _labelled(text, start, end, patterns)):
        return labelled
    if patterns.boilerplate.match(text, start, end):
        return LineRole(
            start,
            end,
            Kind.BOILERPLATE,
            "lines.boilerplate",
            "page furniture, not the article",
            0.95,
        )
    if _INITIALS.fullmatch(text, start, end) and not _names_outlet(text[start:end], patterns):
        return LineRole(
            start, end, Kind.BYLINE, "lines.initials", "initials of who wrote and edited it", 0.9
        )
    if (match := patterns.caption.match(text, start, end)) and _is_caption(text, match.end(), end):
        return LineRole(start, end, Kind.CAPTION, "lines.caption", "describes a picture", 0.9)
    return LineRole(start, end, None)


def _names_outlet(words: str, patterns: LinePatterns) -> bool:
    """Whether initials hold an agency or a site: "(reuters/xyz)" is a credit."""
    pieces = re.split(r"[/()\[\]]", words)
    return any(piece in patterns.agencies or _is_site(piece) for piece in pieces)


def _is_caption(text: str, at: int, end: int) -> bool:
    return text[at : at + 2].lstrip()[:1] in (":", "/", ".", "-", "|", "(") or text[end - 1] == ")"


def _labelled(text: str, start: int, end: int, patterns: LinePatterns) -> LineRole | None:
    """A byline, editor or credit line: a label at its beginning, and a name."""
    first = patterns.label.search(text, start, min(end, start + 40))
    if first is None or text[start : first.start()].strip(" (*[-–—|/•"):
        return _bare_label(text, start, end, patterns)
    following = patterns.label.search(text, first.end(), end)
    stop = following.start() if following else end
    value = _value(text, first.end(), stop)
    if value is None:
        return None
    if first.lastgroup == "credit":
        return LineRole(
            start, end, None, "lines.credit", "a label for sources and a name", 0.97,
            credit=_value(text, first.end(), end),
        )  # fmt: skip
    kind = Kind.EDITOR if first.lastgroup == "editor" else Kind.BYLINE
    reason = "names the editor" if kind is Kind.EDITOR else "names who wrote it"
    return LineRole(start, end, kind, f"lines.{kind.value}", reason, 0.96, name=value)


def _bare_label(text: str, start: int, end: int, patterns: LinePatterns) -> LineRole | None:
    """A label without a colon: "By Jane Doe", "Editing by Jane Doe"."""
    bare = patterns.bare_label.match(text, start, end)
    if bare is None or end - start > 60:
        return None
    words = text[bare.end() : end].split()
    if not 1 <= len(words) <= 5 or not all(word[:1].isupper() for word in words):
        return None
    kind = Kind.EDITOR if bare.lastgroup == "editor" else Kind.BYLINE
    reason = "names the editor" if kind is Kind.EDITOR else "names who wrote it"
    return LineRole(
        start, end, kind, f"lines.{kind.value}.bare", reason, 0.85, name=(bare.end(), end)
    )


def _value(text: str, start: int, end: int) -> tuple[int, int] | None:
    for mark in ("|", "\t", ";"):
        cut = text.find(mark, start, end)
        end = cut if cut > start else end
    start, end = trim(text, start, end)
    while end > start and text[end - 1] in ".,)]/":
        end -= 1
    if start >= end or end - start > 80 or not text[start].isalnum():
        return None
    return start, end


def _first_outlet(text: str, start: int, end: int) -> tuple[int, int] | None:
    match = _OUTLET_WORDS.search(text, start, end)
    return (match.start(), match.end()) if match else None


def _with_title(text: str, roles: list[LineRole], title: str) -> list[LineRole]:
    """The first line as title, if it reads like one; or the line that equals the known title."""
    for index, role in enumerate(roles[:6]):
        if title and " ".join(text[role.start : role.end].split()) == title:
            known = LineRole(
                role.start,
                role.end,
                Kind.TITLE,
                "lines.title.known",
                "equals the article's title",
                0.99,
            )
            return [*roles[:index], known, *roles[index + 1 :]]
    if len(roles) < 2 or roles[0].kind is not None or roles[0].credit:
        return roles
    first = roles[0]
    words = text[first.start : first.end]
    rest = max((role.end - role.start for role in roles[1:12] if role.kind is None), default=0)
    reads_like_title = (
        len(words) <= _TITLE_LONGEST
        and not words.rstrip("”“\"’'»«").endswith((".", ",", ":", ";"))
        and rest > len(words)
        and not _DASH.search(words[:40] if words[:1].isupper() and "," in words[:40] else "")
        and len(words.split()) >= 2
    )
    if not reads_like_title:
        return roles
    return [
        LineRole(
            first.start, first.end, Kind.TITLE, "lines.title.first",
            "the first line, short and without a full stop", 0.9,
        ),
        *roles[1:],
    ]  # fmt: skip


def _with_dates(text: str, roles: list[LineRole], lang: str) -> list[LineRole]:
    """Lines near the top that hold a date and nothing else are part of the byline."""
    changed = list(roles)
    for index, role in enumerate(roles[:8]):
        words = text[role.start : role.end]
        if role.kind not in (None, Kind.TITLE) or role.credit or len(words) > 80:
            continue
        if not _YEAR.search(words):
            continue
        left = list(words)
        for time in find_times(words, 0, len(words), lang, None, None):
            left[time.start : time.end] = " " * (time.end - time.start)
        rest = _CLOCK.sub(" ", "".join(left))
        if rest != words and len(re.findall(r"[^\W\d_]{2,}", rest)) <= 1 + words.count(" - "):
            changed[index] = LineRole(
                role.start, role.end, Kind.BYLINE, "lines.date", "a line with the date", 0.9
            )
    return changed


def _under_related(text: str, roles: list[LineRole]) -> list[LineRole]:
    """Short lines without a full stop right under "Baca juga:" are what it announces."""
    changed = list(roles)
    under = False
    for index, role in enumerate(roles):
        if role.kind is Kind.RELATED:
            under = text[role.end - 1] in ":!"
            continue
        words = text[role.start : role.end]
        gap = text[roles[index - 1].end : role.start].count("\n") if index else 2
        under = (
            under and gap < 2 and role.kind is None and not role.credit
            and len(words) <= _TITLE_LONGEST and not words.endswith(_TERMINAL)
        )  # fmt: skip
        if under:
            changed[index] = LineRole(
                role.start, role.end, Kind.RELATED, "lines.related.listed",
                "listed under a line for related articles", 0.9,
            )  # fmt: skip
    return changed


def _closing_boilerplate(text: str, roles: list[LineRole]) -> list[LineRole]:
    """Short lines between two lines of furniture at the end are furniture too."""
    last_body = max(
        (i for i, role in enumerate(roles) if role.kind is None and role.end - role.start > 120),
        default=-1,
    )
    seen = False
    changed = list(roles)
    for index in range(last_body + 1, len(roles)):
        role = roles[index]
        if role.kind is Kind.BOILERPLATE:
            seen = True
        elif seen and role.kind is None and not role.credit and last_body >= 0:
            changed[index] = LineRole(
                role.start, role.end, Kind.BOILERPLATE, "lines.boilerplate.after",
                "a short line after page furniture", 0.75,
            )  # fmt: skip
    return changed


@lru_cache(maxsize=16)
def outlets_for(lang: str) -> frozenset[str]:
    """Known outlets and agencies in lower case."""
    own, neutral = lexicon_for(lang), lexicon_for("")
    return frozenset().union(
        *(lex.set("names", key) for lex in (own, neutral) for key in ("outlets", "agencies"))
    )


@lru_cache(maxsize=16)
def agencies_for(lang: str) -> frozenset[str]:
    """Known agencies in lower case, those of two letters left out: they may be initials."""
    names = lexicon_for(lang).set("names", "agencies") | lexicon_for("").set("names", "agencies")
    return frozenset(name for name in names if len(name) > 2)


@lru_cache(maxsize=16)
def _spellings(lang: str) -> dict[str, str]:
    own, neutral = lexicon_for(lang), lexicon_for("")
    listed = [lex.words("names", key) for lex in (neutral, own) for key in ("outlets", "agencies")]
    return {name.lower(): name for names in reversed(listed) for name in reversed(names)}


def outlet_spelling(name: str, lang: str) -> str:
    """A known outlet as it is usually written: "REUTERS" is Reuters, CNN stays CNN."""
    return _spellings(lang).get(name.lower(), name)


@lru_cache(maxsize=16)
def places_for(lang: str) -> dict[str, str]:
    """Known places in lower case with their ISO country, "" when they lie in several."""
    return lexicon_for("").map("names", "places") | lexicon_for(lang).map("names", "places")


def outlet_like(lex: Lexicon) -> str:
    """Pattern source of an unknown name that holds a word of outlets' names: "Harbour Wire"."""
    words = alternation([*lex.words("lines", "outlet_words"), *_upper(lex)])
    return rf"(?:(?:[A-Z][\w’'-]*\s){{1,3}}{words}|{words}(?:\s[A-Z][\w’'-]*){{1,3}})"


def _upper(lex: Lexicon) -> list[str]:
    return [word.upper() for word in lex.words("lines", "outlet_words")]


def is_outlet(name: str, lang: str) -> bool:
    """Whether a name is a known outlet, or a news site's domain."""
    return name.lower() in outlets_for(lang) or _is_site(name)


@lru_cache(maxsize=1)
def _site() -> re.Pattern[str]:
    return re.compile(rf"(?i)\w[\w-]{{1,30}}\.{domain_endings()}")


def _is_site(name: str) -> bool:
    return "." in name and _site().fullmatch(name) is not None


def _find_dateline(text: str, roles: Sequence[LineRole], lang: str) -> Dateline | None:
    body = [role for role in roles if role.kind is None and not role.credit]
    for role in body[:3]:
        if found := _read_dateline(text, role.start, role.end, lang):
            return found
    return None


def _read_dateline(text: str, start: int, end: int, lang: str) -> Dateline | None:
    window = min(end, start + _DATELINE_WINDOW)
    dash = _DASH.search(text, start + 2, window)
    if dash is None or dash.end() >= end:
        return _dateline_without_dash(text, start, window, lang)
    stop = dash.end() - (len(dash.group()) - len(dash.group().rstrip()))
    agency = _AGENCY_TAG.search(text, start, dash.start())
    head = agency.start() if agency else dash.start()
    outlet, place, known = "", None, bool(agency)
    unknown: list[tuple[int, int]] = []
    for piece in re.finditer(r"[^,/]+", text[start:head]):
        a, b = trim(text, start + piece.start(), start + piece.end())
        words = text[a:b]
        if not words or not _is_dateline_piece(words):
            return None
        if is_outlet(words, lang):
            outlet, known = outlet or words, True
        elif not any(c.isdigit() for c in words):
            known = known or words.isupper() or words.lower() in places_for(lang)
            unknown.append((a, b))
    if len(unknown) == 2 and not outlet and "-" not in dash.group().replace("--", ""):
        known = True
    if not known or len(unknown) > 2:
        return None
    if len(unknown) == 2 and not outlet and not agency:
        outlet, place = _outlet_and_place(text, unknown[0], unknown[1], lang)
    elif unknown:
        place = unknown[0]
    tag = (agency.start(1), agency.end(1)) if agency else None
    return Dateline(start, stop, outlet, place, tag)


def _outlet_and_place(
    text: str, one: tuple[int, int], other: tuple[int, int], lang: str
) -> tuple[str, tuple[int, int]]:
    """Which of two names is the outlet: the known place is not, else the one with more words."""
    first, second = text[slice(*one)], text[slice(*other)]
    places = places_for(lang)
    place_first = first.lower() in places and second.lower() not in places
    place_first = place_first or (first.isupper() and " " not in first and not second.isupper())
    return (second, one) if place_first else (first, other)


def _is_dateline_piece(words: str) -> bool:
    pieces = words.split()
    return len(pieces) <= 4 and all(w[:1].isupper() or w[:1].isdigit() or "." in w for w in pieces)


def _dateline_without_dash(text: str, start: int, window: int, lang: str) -> Dateline | None:
    """ "Liputan6.com, Jakarta Polisi ...": a site and a known place, then the text."""
    match = _SITE_AND_PLACE.match(text, start, window)
    if not match or not is_outlet(match.group(1), lang):
        return None
    place = match.group(2)
    stop = match.end()
    if place.lower() not in places_for(lang):
        place = place.split()[0]
        stop = match.start(2) + len(place)
    if place.lower() not in places_for(lang):
        return None
    return Dateline(start, stop, match.group(1), (match.start(2), stop), None)
