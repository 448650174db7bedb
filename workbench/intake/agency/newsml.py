"""NewsML-G2, the news agencies' XML: an item alone, or many in a message.

Who sends an item is its outlet; who made it, whom it names as sources and through whose hands it
went are kept apart, each under its own name, and never merged with that.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from workbench.errors import RefusedError
from workbench.intake.agency.tree import Node, items_of
from workbench.intake.document import Document, Input, Refused, counted
from workbench.intake.feeds.entry import Kind, is_address
from workbench.intake.normalise import one_line
from workbench.intake.objects.item import Item, document_of_item, listed
from workbench.intake.pages.hints import page_hints

_NO_ARTICLE = frozenset(("canceled", "cancelled", "withheld"))
_PICTURES = frozenset(("picture", "graphic", "audio", "video", "animated", "still"))
_AROUND = frozenset(("header", "footer", "nav", "head", "style", "script", "title"))
"""Of a page inside of an item: its head says what the item says."""
_AROUND_NITF = frozenset(("media", "media-caption", "media-producer", "nitf-table-metadata"))
_KEPT = {
    "creator": ("contentMeta", "creator"),
    "contributor": ("contentMeta", "contributor"),
    "infosource": ("contentMeta", "infoSource"),
    "subject": ("contentMeta", "subject"),
    "genre": ("contentMeta", "genre"),
    "located": ("contentMeta", "located"),
    "service": ("itemMeta", "service"),
    "copyrightholder": ("rightsInfo", "copyrightHolder"),
}
"""Parties and topics by their names."""
_WORDS = {
    "dateline": ("contentMeta", "dateline"),
    "creditline": ("contentMeta", "creditline"),
    "slugline": ("contentMeta", "slugline"),
    "urgency": ("contentMeta", "urgency"),
    "ednote": ("itemMeta", "edNote"),
    "embargoed": ("itemMeta", "embargoed"),
    "copyrightnotice": ("rightsInfo", "copyrightNotice"),
    "usageterms": ("rightsInfo", "usageTerms"),
}
_LONGEST = 1_000
_MOST_HOPS = 100


def read(source: Input) -> Iterator[Document | Refused]:
    """The documents of the news items. Raises RefusedError, before any of them."""
    raw = source.whole()
    items, sender, notes = items_of(raw)
    news = [item for item in items if item.name == "newsItem"]
    if not news:
        what = ", ".join(sorted({item.name for item in items})[:5]) or "no item"
        raise RefusedError(f"it holds {what} and no news item", "Import the items that it names.")
    for number, item in enumerate(news, 1):
        at = source.origin if len(news) == 1 else f"{source.origin}:{number}"
        own = raw if len(items) == 1 else item.raw
        try:
            said = _item(item, sender)
            yield document_of_item(said, raw=source.hashed(own), at=at, source=source, notes=notes)
        except RefusedError as error:
            guid = one_line(item.attributes.get("guid", "")[:_LONGEST])
            yield Refused(at, error.what, error.next_step, guid)


def _item(item: Node, sender: str) -> Item:
    meta, content = item.first("itemMeta"), item.first("contentMeta")
    status = _party(meta.first("pubStatus")).lower()
    if status in _NO_ARTICLE:
        raise RefusedError(f"the agency has it as {status}", "It is no article any more.")
    text, kind, notes = _text(item)
    first, this = (one_line(meta.first(n).words) for n in ("firstCreated", "versionCreated"))
    guid = item.attributes.get("guid", "")
    by = one_line(content.first("by").words)
    language = content.first("language").attributes.get("tag", "")
    return Item(
        text=text,
        kind=kind,
        title=_headline(item),
        outlet=_party(meta.first("provider")) or sender,
        published=first or this,
        url=guid if is_address(guid) else "",
        lang=language or item.attributes.get("lang", ""),
        author=page_hints().by.sub("", by, count=1) or listed(map(_party, content.all("creator"))),
        id=guid,
        extra=_extra(item, this if first else ""),
        notes=(*notes, *_notes(item, has_first=bool(first))),
    )


def _party(node: Node) -> str:
    """Who or what an element is: its name, else its words, else its code without its list's."""
    name = one_line(node.first("name").words) or node.attributes.get("literal", "")
    own = "".join(part for part in node.parts if isinstance(part, str))
    code = node.attributes.get("qcode", "")
    # A code may hold colons of its own; only what stands before the first one names its list.
    return name or one_line(own) or code.partition(":")[2] or node.attributes.get("uri", "")


def _headline(item: Node) -> str:
    """The main one; a title is for the desk and stands in only where there is none."""
    content = item.first("contentMeta")
    lines = sorted(content.all("headline"), key=lambda node: node.attributes.get("rank", "1"))
    printed = (
        *lines,
        *item.first("contentSet").below("hl1"),
        item.first("itemMeta").first("title"),
    )
    return next(filter(None, (one_line(node.words) for node in printed)), "")


def _text(item: Node) -> tuple[str, Kind, tuple[str, ...]]:
    """The best of the forms that its content has; else what is said of it."""
    contents = item.first("contentSet")
    forms = sorted(filter(None, map(_form, contents.all("inlineXML", "inlineData"))), key=_rank)
    if forms:
        kind, words = forms[0]
        more = f"one of {len(forms)} forms of its text read, the {kind} one"
        return words, kind, (more,) if len(forms) > 1 else ()
    what = _party(item.first("itemMeta").first("itemClass")).lower()
    if what in _PICTURES:
        raise RefusedError(f"it is of type {what} and holds no text", "Import what it belongs to.")
    if unread := next(contents.all("inlineXML"), None):
        roots = ", ".join(f"<{one.name[:40]}>" for one in unread.parts if isinstance(one, Node))
        if roots:
            raise RefusedError(
                f"its text is in {roots[:200]}, which is not read", "Import its story."
            )
    for node in item.first("contentMeta").all("description"):
        if node.words.strip():
            return one_line(node.words), "guess", ("its description only, which is a summary",)
    if elsewhere := contents.first("remoteContent").attributes.get("href", ""):
        raise RefusedError("its text is elsewhere", f"Import it: {elsewhere[:_LONGEST]}")
    return "", "text", ()


def _form(content: Node) -> tuple[Kind, str] | None:
    """How a form of the text is written, and its words; None where it is none."""
    if content.name == "inlineData":
        kind = content.attributes.get("contenttype", "").lower()
        if content.attributes.get("encoding") or not content.words.strip():
            return None
        return ("html" if "html" in kind else "text" if "plain" in kind else "guess", content.words)
    stories = list(content.below("body.content"))
    left_out = _AROUND_NITF if stories else _AROUND
    markup = "".join(
        node.markup(left_out) for node in stories or content.all("html", "body", "div")
    )
    has_words = any(node.words.strip() for node in stories or content.below("p", "div", "section"))
    return ("html", markup) if markup and has_words else None


def _rank(form: tuple[Kind, str]) -> bool:
    return form[0] != "html"


def _extra(item: Node, this: str) -> dict[str, str | int | bool | None]:
    said = {
        "version": item.attributes.get("version", ""),
        "versioncreated": this,
        **{name: listed(map(_party, _at(item, *place))) for name, place in _KEPT.items()},
        **{
            name: one_line("\n".join(node.words for node in _at(item, *place)))[:_LONGEST]
            for name, place in _WORDS.items()
        },
        "hop_history": _hops(item),
    }
    return {name: words for name, words in said.items() if words}


def _at(item: Node, *place: str) -> Iterator[Node]:
    around, name = place
    return item.first(around).all(name)


def _hops(item: Node) -> str:
    """The hands that it went through, the first one first, as JSON; empty where nobody says."""
    hops = list(item.first("hopHistory").all("hop"))[:_MOST_HOPS]
    hops.sort(key=lambda hop: _number(hop.attributes.get("seq", "")))
    said = [
        {
            "seq": hop.attributes.get("seq", ""),
            "party": _party(hop.first("party")),
            "actions": [_action(node) for node in list(hop.all("action"))[:_MOST_HOPS]],
            "at": hop.attributes.get("timestamp", ""),
        }
        for hop in hops
    ]
    return json.dumps(said, ensure_ascii=False) if said else ""


def _action(node: Node) -> str:
    target = node.attributes.get("target", "").partition(":")[2]
    return f"{_party(node)} {target}".strip()


def _number(digits: str) -> int:
    return int(digits) if digits.isascii() and digits.isdecimal() and len(digits) < 10 else 0


def _notes(item: Node, *, has_first: bool) -> Iterator[str]:
    if embargo := one_line(item.first("itemMeta").first("embargoed").words):
        yield f"under embargo until {embargo[:40]}"
    if not has_first and item.attributes.get("version", "1") != "1":
        yield "its day is that of this version, not of the first one"
    if hops := len(list(item.first("hopHistory").all("hop"))):
        yield f"{counted(hops, 'hand', 'hands')} that it went through kept beside the text"
    if pictures := len(list(item.first("contentSet").below("media"))):
        yield f"{counted(pictures, 'picture', 'pictures')} with captions left out"
