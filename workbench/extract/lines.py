"""The roles of lines: title, dateline, byline, editor, caption, related links and boilerplate.

What is not body yields no other facts. Nothing here looks further than one line (and its place
among the others), so the cost is linear however the text is broken.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from workbench.domain.fact import Kind
from workbench.extract.dateline import Dateline, has_dash, read_dateline
from workbench.extract.kept import compiled
from workbench.extract.lexicon import Lexicon, alternation, lexicon_for
from workbench.extract.outlets import agencies_for, is_site
from workbench.extract.rule_list import RuleList
from workbench.extract.sentences import trim
from workbench.extract.times import find_times

_LINE = compiled(r"[^\n\r\v\f\x85\u2028\u2029]+")
_TITLE_LONGEST = 200
_SHORT = 160
"""Code points: a longer line is body, whatever it begins with."""
_DATELINE_LINES = 3
"""Lines of the body that may open with the dateline."""
_YEAR = compiled(r"(?<!\d)(?:19|20)\d{2}(?!\d)")
_CLOCK = compiled(r"\d{1,2}[.:]\d{2}(?:\s?(?:[A-Z]{3,4}|[ap]\.?m\.?))?")
_OUTLET_WORDS = compiled(r"[\w.&-]+(?: [A-Z0-9][\w.&-]*){0,3}")
_INITIALS = compiled(r"[(\[][a-z]{2,12}(?:[/-][a-z.]{2,14}){0,3}[)\]]")
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


class Lines(NamedTuple):
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
            return compiled(
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
        self.label = compiled(
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
        self.bare_label = compiled(rf"(?:{'|'.join(groups)})\s{{1,3}}(?=[A-Z])")


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
        if start < end and (role := ROLES(Line(text, start, end, patterns))):
            roles.append(role)
    roles = _with_title(text, roles, " ".join(title.split()))
    roles = _closing_boilerplate(_with_dates(text, _under_related(text, roles), lang))
    return Lines(tuple(roles), _find_dateline(text, roles, lang))


def _find_dateline(text: str, roles: Sequence[LineRole], lang: str) -> Dateline | None:
    """The dateline, in one of the first lines of the body."""
    lines = [role for role in roles if role.kind is None and not role.credit][:_DATELINE_LINES]
    found = (read_dateline(text, role.start, role.end, lang) for role in lines)
    return next((dateline for dateline in found if dateline), None)


class Line(NamedTuple):
    """One line that is given its role."""

    text: str
    start: int
    end: int
    patterns: LinePatterns

    def as_role(self, kind: Kind | None, rule: str, reason: str, score: float) -> LineRole:
        """The line with its role."""
        return LineRole(self.start, self.end, kind, f"lines.{rule}", reason, score)


def too_long(line: Line) -> LineRole | None:
    """A line of a paragraph's length is body, whatever it begins with."""
    if line.end - line.start <= _SHORT * 2:
        return None
    return LineRole(line.start, line.end, None)


def republished(line: Line) -> LineRole | None:
    """ "Artikel ini telah tayang di Kompas.com": page furniture that names an outlet."""
    match = line.patterns.republished.match(line.text, line.start, line.end)
    if match is None:
        return None
    role = line.as_role(Kind.BOILERPLATE, "republished", "says where the text was printed", 0.95)
    return role._replace(credit=_first_outlet(line.text, match.end(), line.end))


def related(line: Line) -> LineRole | None:
    """ "Baca juga: ..."."""
    if not line.patterns.related.match(line.text, line.start, line.end):
        return None
    return line.as_role(Kind.RELATED, "related", "a link to another article", 0.97)


def labelled(line: Line) -> LineRole | None:
    """ "Editor: ...", "Sumber: ...", "By ...": a label and a name."""
    if line.end - line.start > _SHORT:
        return None
    return _labelled(line.text, line.start, line.end, line.patterns)


def boilerplate(line: Line) -> LineRole | None:
    """ "Subscribe", "Hak cipta"."""
    if not line.patterns.boilerplate.match(line.text, line.start, line.end):
        return None
    return line.as_role(Kind.BOILERPLATE, "boilerplate", "page furniture, not the article", 0.95)


def initials(line: Line) -> LineRole | None:
    """ "(abc/def)", but not "(reuters/xyz)", which is a credit."""
    text, start, end = line.text, line.start, line.end
    if not _INITIALS.fullmatch(text, start, end) or _names_outlet(text[start:end], line.patterns):
        return None
    return line.as_role(Kind.BYLINE, "initials", "initials of who wrote and edited it", 0.9)


def caption(line: Line) -> LineRole | None:
    """ "Foto: ...", "Ilustrasi (Reuters)"."""
    match = line.patterns.caption.match(line.text, line.start, line.end)
    if match is None or not _is_caption(line.text, match.end(), line.end):
        return None
    return line.as_role(Kind.CAPTION, "caption", "describes a picture", 0.9)


def body(line: Line) -> LineRole:
    """Any other line."""
    return LineRole(line.start, line.end, None)


ROLES: RuleList[Line, LineRole] = RuleList(
    too_long, republished, related, labelled, boilerplate, initials, caption, body
)
"""What a line is, by itself: the first that knows it says so."""


def _names_outlet(words: str, patterns: LinePatterns) -> bool:
    """Whether initials hold an agency or a site: "(reuters/xyz)" is a credit."""
    pieces = re.split(r"[/()\[\]]", words)
    return any(piece in patterns.agencies or is_site(piece) for piece in pieces)


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
        and not (words[:1].isupper() and "," in words[:40] and has_dash(words[:40]))
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


def _closing_boilerplate(roles: list[LineRole]) -> list[LineRole]:
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
