"""Pages saved as MHTML, by Chromium and whatever else writes them: the page, its frames in place.

The page is read as any saved page. Chromium keeps it in its own charset and names none, leaves
scripts out (JSON-LD with them), and dates the file with the time of saving, which is never that of
publication.
"""

from __future__ import annotations

import codecs
import itertools
import re
from collections.abc import Iterator
from dataclasses import replace
from html import unescape

from workbench.errors import RefusedError
from workbench.intake.decode import decode_page
from workbench.intake.document import Document, Input, Refused, counted
from workbench.intake.mail.header import charset_of, decoded_words
from workbench.intake.mail.mime import Part, parse, parts_of
from workbench.intake.pages.page import read_page

_HTML = ("text/html", "application/xhtml+xml")
_FRAME = re.compile(
    r"""<iframe\b(?>[^<>]{0,5000}?\bsrc\s*+=)\s*+["']?([^\s"'<>]{1,2000}+)[^<>]*+>"""
    r"""(?:\s*+</iframe\s*+>)?""",
    re.IGNORECASE,
)
_BODY = re.compile(r"<body\b[^<>]*>", re.IGNORECASE)
_BODY_END = re.compile(r"</body\s*>", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]*>")
_DEEPEST = 5
"""Frames within frames."""
_PLACE_IN_PAGE = re.compile(r"#(?![!/]).*")
"""What leads to a place within a page and is no part of its address."""
_LONGEST_DATE = 200


def read(source: Input) -> Iterator[Document | Refused]:
    """The document of a page saved with all that belongs to it. Raises RefusedError."""
    raw = source.whole()
    message = parse(raw.removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n"))
    page = _SavedPage(message)
    markup = page.markup()
    url = message.fields.words("Snapshot-Content-Location") or page.location
    document = read_page(
        markup.encode("utf-8", "replace"), source.origin, source, charset="utf-8", url=_web(url)
    )
    saved = decoded_words(message.fields.words("Date"))[:_LONGEST_DATE]
    yield replace(
        document,
        raw=source.hashed(raw),
        extra={**document.extra, **({"saved": saved} if saved else {})},
        notes=tuple(page.notes) + document.notes,
    )


class _SavedPage:
    """The page of a file and the frames that belong into it."""

    def __init__(self, message: Part) -> None:
        """Raises RefusedError where it holds no page."""
        parts = [
            part
            for part in _leaves(message, itertools.count(1))
            if part.fields.content_type in _HTML
        ]
        if not parts:
            raise RefusedError("it holds no page", "Save the page again, or save it as HTML.")
        start = message.fields.parameter("start")
        named = (part for part in parts if start and part.fields.words("Content-ID") == start)
        self._root = next(named, parts[0])
        self._frames: dict[str, Part] = {}
        for part in parts:
            if part is not self._root:
                for name in _names_of(part):
                    self._frames.setdefault(name, part)
        self._taken: set[int] = {id(self._root)}
        self.notes: list[str] = []
        self._read_frames = 0
        if parts[-1].is_open:
            self.notes.append("its last boundary is missing: frames may be too")

    @property
    def location(self) -> str:
        """Where the page says that it came from."""
        return self._root.fields.words("Content-Location")

    def markup(self) -> str:
        """The page with its frames in their places. Raises RefusedError where it breaks off."""
        if self._root.is_cut:
            raise RefusedError("it breaks off in the middle of the page", "Save the page again.")
        markup = self._with_frames(self._decoded(self._root), 0)
        if self._read_frames:
            frames = counted(self._read_frames, "frame", "frames")
            self.notes.append(f"{frames} read where the page shows them")
        return markup

    def _with_frames(self, markup: str, depth: int) -> str:
        """Each frame stands once, where it is named first."""
        if depth == _DEEPEST or not self._frames:
            return markup

        def shown(match: re.Match[str]) -> str:
            frame = self._frames.get(unescape(match[1]))
            if frame is None or id(frame) in self._taken or frame.is_cut:
                return match[0]
            self._taken.add(id(frame))
            try:
                inner = _inside(self._with_frames(self._decoded(frame), depth + 1))
            except RefusedError:
                return match[0]
            self._read_frames += bool(_TAG.sub("", inner).strip())
            return f"<div>{inner}</div>"

        return _FRAME.sub(shown, markup)

    def _decoded(self, part: Part) -> str:
        raw, notes = part.body()
        charset = charset_of(part.fields.parameter("charset"))
        markup, decode_notes = decode_page(_marked(raw), charset=charset)
        self.notes += [note for note in notes + decode_notes if note not in self.notes]
        return markup


def _leaves(part: Part, counter: Iterator[int]) -> Iterator[Part]:
    if not part.is_multipart:
        yield part
        return
    for below in parts_of(part, counter):
        yield from _leaves(below, counter)


def _names_of(part: Part) -> Iterator[str]:
    """What a page may call a frame: by its identity, else by its address."""
    if identity := part.fields.words("Content-ID").strip("<>"):
        yield f"cid:{identity}"
    if location := part.fields.words("Content-Location"):
        yield location


def _marked(raw: bytes) -> bytes:
    """A page in UTF-16 with the mark that Chromium leaves out."""
    if raw[1:2] == raw[3:4] == b"\0" and raw[:1] != b"\0":
        return codecs.BOM_UTF16_LE + raw
    return raw


def _inside(markup: str) -> str:
    """What stands in the body of a frame: its head is not the page's."""
    begins = _BODY.search(markup)
    start = begins.end() if begins else 0
    ends = [match.start() for match in _BODY_END.finditer(markup, start)]
    return markup[start : ends[-1] if ends else len(markup)]


def _web(address: str) -> str:
    """The address of a page on the web, without the place in it; empty for any other."""
    return _PLACE_IN_PAGE.sub("", address) if address.startswith(("http://", "https://")) else ""
