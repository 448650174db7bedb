"""The registry of readers, as data: what articles may come in as, what each needs and loses.

`workbench import` chooses by it; its help, `workbench formats --articles` and docs/cli.md print it,
and tests hold every row to what its module does. It must never import a reader before its format
is met.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

from workbench.errors import RefusedError

if TYPE_CHECKING:
    from workbench.intake.document import Document, Input, Refused

    Read = Callable[[Input], Iterator[Document | Refused]]


class Reader(NamedTuple):
    """What a reader is called, which files are its own, and what it cannot keep."""

    name: str
    title: str
    """One line: what it reads."""
    endings: tuple[str, ...]
    """Of its files' names, in small letters and with their dots."""
    media_type: str
    module: str
    """Its `read` takes an Input and gives documents and refusals; it may raise RefusedError."""
    how: str
    """What `retrieved_how` says of its documents."""
    lost: str
    """One line: what of its files is not in the database."""
    needs: str = ""
    """The library that it needs, by the name it is imported by."""
    extra: str = ""
    """The extra of this package that installs it; empty where it is always there."""
    begins: tuple[bytes, ...] = ()
    """How its files begin, in small letters, where only they do: read so whatever they are called,
    unless their ending is another reader's that is no text."""
    begins_as: re.Pattern[bytes] | None = None
    """The same where words do not say it."""
    narrows: tuple[str, ...] = ()
    """The readers whose files may be this one's by how they begin, whatever they are called."""
    holds_many: bool = False
    """Its files hold any number of articles under one roof: where one breaks off, none is taken."""
    folders: tuple[str, ...] = ()
    """Of a folder that holds all of them: files in them
    are its own, whatever they are called, unless their ending is another's."""
    unread_folders: tuple[str, ...] = ()
    """Those of them whose files are not there yet."""


MAILBOX_LINE = (
    rb"From (?:[^\s,;:]*(?: at [^\s,;:]+)?|\"[^\"\n]{0,100}\"@\S+) +"
    rb"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),? +(?:[A-Z][a-z]{2} +\d\d?|\d\d? +[A-Z][a-z]{2}) +"
    rb"(?:\d{4} +)?\d\d?:\d\d(?::\d\d)?\b[^\n]{0,60}"
)
"""What stands before each message of a mailbox: "From ADDRESS DATE", never any line of prose that
begins so. The archives of mailing lists write "ana at desk.test"."""
MAILBOX_BARE_LINE = rb"From (?:-|[^\s,;:]+@\S+)?[ \t]*\r?\n(?=[A-Za-z][\w-]*:)"
"""The same without a date, as Netscape and its heirs write it: behind a blank line, and a message
must follow."""
_MAIL_HEADER = (
    rb"(?i:(?:[a-z][\w-]*:.*\n(?:[ \t].*\n)*)*?"
    rb"(?:MIME-Version|Message-ID|Received|Return-Path|DKIM-Signature|Delivered-To):)"
)

_READERS = (
    Reader(
        "text",
        "plain text: headline, blank line, body; or addresses, one a line, that are wanted",
        (".txt", ".text", ".md"),
        "text/plain",
        module="workbench.intake.plain",
        how="file",
        lost="nothing",
    ),
    Reader(
        "jsonl",
        "JSON Lines: one article an object, one object a line",
        (".jsonl", ".ndjson"),
        "application/jsonl",
        module="workbench.intake.objects.json_lines",
        how="jsonl",
        lost="nothing; lists, objects and fractions under keys of their own stay as JSON text",
    ),
    Reader(
        "json",
        "JSON: one article, a list of articles, or JSON Lines; ninjs, and exports of Zotero "
        "(CSL-JSON too) and Wallabag, known by their keys",
        (".json",),
        "application/json",
        module="workbench.intake.objects.json_file",
        how="jsonl",
        lost="nothing; lists, objects and fractions under keys of their own stay as JSON text; of "
        "ninjs other forms of a text and associated items, of Zotero what is attached",
    ),
    Reader(
        "csv",
        "tables (CSV): an article a row; columns by the names of JSON's keys, or --columns",
        (".csv", ".tsv"),
        "text/csv",
        module="workbench.intake.tables.table",
        how="csv",
        lost="nothing; other columns are kept as metadata, blank rows are passed over",
        holds_many=True,
    ),
    Reader(
        "ris",
        "references (RIS): the abstract of each, as reference managers export them",
        (".ris",),
        "application/x-research-info-systems",
        module="workbench.intake.tables.ris",
        how="ris",
        lost="attachments, and what says neither who, what, where nor when",
        needs="selectolax",
        begins_as=re.compile(rb"(?:\d+\.\s+)?TY  ?- "),
        holds_many=True,
    ),
    Reader(
        "html",
        "saved web pages: the article, and what the page says of itself",
        (".html", ".htm", ".xhtml"),
        "text/html",
        module="workbench.intake.pages.page",
        how="html",
        lost="what stands around the article (menus, forms, comments, related stories), scripts, "
        "frames, pictures but for their captions, addresses of links, bold and italics; table rows "
        "become lines",
        needs="selectolax",
        begins=(b"<!doctype html", b"<html"),
    ),
    Reader(
        "feed",
        "feeds: RSS, Atom and JSON Feed, an article an entry",
        (".rss", ".atom"),
        "application/rss+xml",
        module="workbench.intake.feeds.feed",
        how="feed",
        lost="entries without text (their pages are named), addresses of links, summaries of "
        "entries that hold the article, podcasts' and pictures' own descriptions",
        needs="selectolax",
        begins_as=re.compile(
            rb"<(?:!DOCTYPE\s+)?(?:rss|feed|rdf:RDF)\b"
            rb"|\{(?s:.{0,2000}?)\"version\"\s*:\s*\"https?:\\?/\\?/jsonfeed\.org\\?/version"
        ),
        narrows=("json", "html"),
    ),
    Reader(
        "newsboat",
        "newsboat's cache: an article an item",
        ("cache.db",),
        "application/vnd.sqlite3",
        module="workbench.intake.feeds.newsboat",
        how="newsboat",
        lost="what newsboat wrote over (it keeps one item an id over all feeds) or deleted, the "
        "time of day, which items were read, addresses of links",
        needs="selectolax",
        begins_as=re.compile(rb"SQLite format 3\0(?s:.*)\brss_item\b"),
        holds_many=True,
    ),
    Reader(
        "newsml",
        "NewsML-G2 of agencies: an article a news item, with its text in XHTML, NITF or plain",
        (".newsml",),
        "application/vnd.iptc.g2.newsitem+xml",
        module="workbench.intake.agency.newsml",
        how="newsml",
        lost="other forms of a text, packages, pictures and their captions, addresses of links",
        needs="selectolax",
        begins_as=re.compile(
            rb"<(?:[\w.-]+:)?(?:newsMessage|(?:news|package|concept|knowledge|planning|catalog)Item)"
            rb"\b[^>]*iptc\.org/std/nar/"
        ),
        holds_many=True,
    ),
    Reader(
        "warc",
        "web archives (WARC): an article a page that was answered with, or an entry of a feed",
        (".warc", ".warc.gz"),
        "application/warc",
        module="workbench.intake.archives.warc",
        how="warc",
        lost="requests, answers other than 200, pictures and other files, and of each page what "
        "html loses",
        needs="selectolax",
        begins_as=re.compile(rb"WARC/\d"),
        holds_many=True,
    ),
    Reader(
        "docx",
        "documents of Word and others: the text as it stands with tracked changes",
        (".docx", ".docm"),
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        module="workbench.intake.office.docx",
        how="docx",
        lost="deleted and hidden text, comments, headers and footers, numbers of lists, tables of "
        "contents, pictures, addresses of links, bold and italics; notes stand behind the text, "
        "table rows become lines",
        begins_as=re.compile(
            rb"PK\x03\x04(?s:.{26})(?:\[Content_Types\]\.xml|_rels/|docProps/|word/)"
        ),
    ),
    Reader(
        "odt",
        "documents of LibreOffice and others: the text as it stands with tracked changes",
        (".odt", ".ott", ".fodt"),
        "application/vnd.oasis.opendocument.text",
        module="workbench.intake.office.odt",
        how="odt",
        lost="deleted and hidden text, comments, headers and footers, numbers of lists, tables of "
        "contents, pictures, addresses of links, bold and italics; notes stand behind the text, "
        "table rows become lines",
        begins=(b"<office:document",),
        begins_as=re.compile(
            rb"PK\x03\x04(?s:.{26})mimetypeapplication/vnd\.oasis\.opendocument\.text"
        ),
    ),
    Reader(
        "mhtml",
        "pages saved as MHTML: the article with its frames, and what the page says of itself",
        (".mhtml", ".mht"),
        "multipart/related",
        module="workbench.intake.mail.mhtml",
        how="mhtml",
        lost="what is lost of html, but for frames; scripts, which browsers leave out, and what "
        "they say of the article",
        needs="selectolax",
        begins=(b"from: <saved by ",),
    ),
    Reader(
        "mbox",
        "mailboxes (mbox): mail of one folder in one file",
        (".mbox", ".mbx"),
        "application/mbox",
        module="workbench.intake.mail.mailbox",
        how="mbox",
        lost="attachments, which are named, but for messages; pictures; of a text and its HTML the "
        "shorter one",
        needs="selectolax",
        begins_as=re.compile(MAILBOX_LINE + b"|" + MAILBOX_BARE_LINE),
        holds_many=True,
    ),
    Reader(
        "mail",
        "a mail or newsletter, also in a folder of messages (Maildir)",
        (".eml",),
        "message/rfc822",
        module="workbench.intake.mail.mail",
        how="mail",
        lost="attachments, which are named, but for messages; pictures; of a text and its HTML the "
        "shorter one",
        needs="selectolax",
        begins_as=re.compile(_MAIL_HEADER),
        folders=("cur", "new", "tmp"),
        unread_folders=("tmp",),
    ),
    Reader(
        "epub",
        "books (EPUB): an article a chapter",
        (".epub",),
        "application/epub+zip",
        module="workbench.intake.office.epub",
        how="epub",
        lost="title pages, tables of contents, pictures but for their captions, addresses of "
        "links, bold and italics; notes stand behind the text, table rows become lines; of a book "
        "of several articles title, authors and date are kept beside each",
        needs="selectolax",
        begins_as=re.compile(rb"PK\x03\x04(?s:.{26})mimetypeapplication/epub\+zip"),
        holds_many=True,
    ),
    Reader(
        "pdf",
        "PDF with a text layer",
        (".pdf",),
        "application/pdf",
        module="workbench.intake.pdf.pdf",
        how="pdf",
        lost="pictures, and pages that are pictures or of unknown letters (said); lines that run "
        "over and under pages, addresses of links, bold and italics; order of columns and cells "
        "is the file's own",
        needs="pypdf",
        extra="pdf",
        begins=(b"%pdf-",),
    ),
)
TEXT = _READERS[0]
"""What a file is read by that nothing else is known of."""


class Unread(NamedTuple):
    """What is recognised and no reader takes; as text it would be an article of markup."""

    title: str
    endings: tuple[str, ...]
    begins: re.Pattern[bytes] | None = None


_UNREAD = (
    Unread("a message of Outlook", (".msg",)),
    Unread("XML", (".xml", ".opml"), re.compile(rb"<\?xml\b")),
    Unread("rich text (RTF)", (".rtf",), re.compile(rb"\{\\rtf")),
    Unread("BibTeX", (".bib", ".bibtex"), re.compile(rb"@[A-Za-z]{2,30}\s*\{\s*[^\s,{}]+\s*,")),
)

PACKAGE = "analyst-workbench"
"""What this program is installed as."""
UNSETTLED = (".xml", "mbox")
"""Endings that say how a file is written and not what it is: known by how it begins, or not. Apple
Mail exports a folder `NAME.mbox` with a file `mbox` in it."""
HEAD = 4_096
"""Bytes that are enough to choose by."""

_MARK = re.compile(rb"(?:\xef\xbb\xbf|\s)*")
_BEFORE_MARKUP = re.compile(rb"(?:\s|<\?xml\b[^>]*>|<!--(?s:.*?)-->)*")
"""What may stand before a page's first element."""


def readers() -> tuple[Reader, ...]:
    """Every reader, the one of plain text first."""
    return _READERS


def reader_of(name: str) -> Reader | None:
    """The reader of files whose names end as this one; None where there is none."""
    name = name.lower()
    return next((reader for reader in _READERS if name.endswith(reader.endings)), None)


def reader_of_folders(names: Iterable[str]) -> Reader | None:
    """The reader of files in a folder's own folders, by those folders' names."""
    names = set(names)
    wholes = (reader for reader in _READERS if reader.folders)
    return next((reader for reader in wholes if names.issuperset(reader.folders)), None)


def choose_reader(name: str, head: bytes) -> tuple[Reader, str]:
    """The reader of a file by its name and first bytes, and a note where it is not its ending's.

    Raises RefusedError for what is recognised and cannot be read. What is not recognised is text.
    """
    known = reader_of(name)
    head = head[_end(_MARK, head) :]
    markup = head[_end(_BEFORE_MARKUP, head) :]
    is_settled = known is not None and known is not TEXT
    for reader in _READERS:
        if known is not None and is_settled and known.name not in reader.narrows:
            continue
        if any(_begins(reader, start) for start in (head, markup)):
            return reader, f"read as {reader.name}: it begins as such a file"
    if known is not None and is_settled:
        return known, ""
    if known is None:
        _refuse_unread(name.lower(), head, markup)
    return TEXT, ""


def is_known(name: str, head: bytes) -> bool:
    """Whether a file that nobody named is one to read, by its name and first bytes."""
    if reader_of(name) is not None:
        return True
    try:
        return choose_reader(name, head)[0] is not TEXT
    except RefusedError:
        return False


def load_reader(reader: Reader) -> Read:
    """What reads its files. Raises RefusedError where its library is not installed."""
    try:
        read: Read = import_module(reader.module).read
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] != reader.needs:
            raise
        what = f"'{PACKAGE}[{reader.extra}]'" if reader.extra else reader.needs
        raise RefusedError(
            f"reading {reader.name} needs {reader.needs}", f"Install it: pip install {what}."
        ) from error
    return read


def readable() -> str:
    """What can be read, as a next step for whoever has something else."""
    return f"Save it as one of these: {listed_readers()}."


def listed_readers() -> str:
    """Names and endings of all readers, as words."""
    return ", ".join(f"{reader.name} ({', '.join(reader.endings)})" for reader in _READERS)


def _begins(reader: Reader, start: bytes) -> bool:
    is_so = reader.begins_as is not None and reader.begins_as.match(start) is not None
    return is_so or start.lower().startswith(reader.begins)


def _refuse_unread(name: str, head: bytes, markup: bytes) -> None:
    for one in _UNREAD:
        begins = one.begins and (one.begins.match(head) or one.begins.match(markup))
        if begins or name.endswith(one.endings):
            raise RefusedError(f"it is {one.title}, which is not read", readable())


def _end(pattern: re.Pattern[bytes], head: bytes) -> int:
    match = pattern.match(head)
    return match.end() if match else 0
