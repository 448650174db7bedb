"""Which kind of JSON object a record is, by its keys: the contract's own, or another format's.

Nothing is read here and no reader loaded before its kind is met; keys are data.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from workbench.intake.objects.item import Item

Object = Mapping[str, object]

_NINJS = frozenset((
    "versioncreated", "pubstatus", "headline", "headlines", "bodies", "byline",
    "representationtype", "copyrightholder", "firstcreated", "contentcreated", "standard",
    "$standard", "infosources",
))  # fmt: skip
_WALLABAG = frozenset((
    "is_archived", "is_starred", "is_read", "is_fav", "reading_time", "domain_name", "mimetype",
))  # fmt: skip
_CSL = frozenset(("container-title", "issued", "URL", "abstract", "accessed"))
_CSL_TYPES = frozenset((
    "article", "article-journal", "article-magazine", "article-newspaper", "bill", "book",
    "broadcast", "chapter", "classic", "collection", "dataset", "document", "entry",
    "entry-dictionary", "entry-encyclopedia", "event", "figure", "graphic", "hearing", "interview",
    "legal_case", "legislation", "manuscript", "map", "motion_picture", "musical_score", "pamphlet",
    "paper-conference", "patent", "performance", "periodical", "personal_communication", "post",
    "post-weblog", "regulation", "report", "review", "review-book", "software", "song", "speech",
    "standard", "thesis", "treaty", "webpage",
))  # fmt: skip


class JsonKind(NamedTuple):
    """A format whose records are JSON objects."""

    name: str
    is_one: Callable[[Object], bool]
    """Whether these are its keys."""
    ids: tuple[str, ...]
    """Keys of what a record is called."""
    module: str
    reads: str
    """The function that gives an item of a record; it may raise RefusedError."""

    def item_of(self, record: Object) -> Item:
        """What a record of this kind says. Raises RefusedError."""
        item: Item = getattr(import_module(self.module), self.reads)(record)
        return item


def kind_of(record: Object) -> JsonKind | None:
    """The format of a record; None where it is the contract's, or nobody's."""
    if any(isinstance(record.get(key), str) for key in ("text", "body")):
        return None
    return next((kind for kind in _KINDS if kind.is_one(record)), None)


def own_part(record: Object) -> Object:
    """The item itself: Zotero's web interface puts it under a key of its own."""
    inner = record.get("data")
    return inner if isinstance(inner, dict) and "itemType" in inner else record


def _is_ninjs(record: Object) -> bool:
    names = {name.lower() for name in record}
    if not names & {"uri", "guid"}:
        return False
    return bool(names & _NINJS) or any(name.startswith(("body_", "description_")) for name in names)


def _is_zotero(record: Object) -> bool:
    return isinstance(own_part(record).get("itemType"), str)


def _is_csl(record: Object) -> bool:
    what = record.get("type")
    return isinstance(what, str) and what in _CSL_TYPES and bool(_CSL & record.keys())


def _is_wallabag(record: Object) -> bool:
    return "content" in record and "url" in record and bool(_WALLABAG & record.keys())


_KINDS = (
    JsonKind(
        "zotero",
        _is_zotero,
        ("key", "itemKey", "itemID"),
        "workbench.intake.objects.zotero",
        "zotero_item",
    ),
    JsonKind("ninjs", _is_ninjs, ("uri", "guid"), "workbench.intake.objects.ninjs", "ninjs_item"),
    JsonKind(
        "wallabag", _is_wallabag, ("id",), "workbench.intake.objects.wallabag", "wallabag_item"
    ),
    JsonKind("csl", _is_csl, ("id",), "workbench.intake.objects.zotero", "csl_item"),
)
