"""Feeds as a server gives them, in the fewest words."""

from __future__ import annotations

from collections.abc import Iterable
from xml.sax.saxutils import escape

Item = tuple[str, str, str]
"""Id, title, description; the link is the id behind the feed's address."""


def rss(items: Iterable[Item], *, at: str, title: str = "Kabar Uji", content: bool = True) -> str:
    """An RSS feed. at: what addresses begin with. content: whether it holds whole stories."""
    element = "content:encoded" if content else "description"
    made = "".join(
        f"<item><guid isPermaLink='false'>{name}</guid><title>{escape(head)}</title>"
        f"<link>{escape(at)}/{name}</link><pubDate>Tue, 10 Mar 2026 08:00:00 +0700</pubDate>"
        + (f"<{element}>{escape(words)}</{element}>" if words else "")
        + "</item>"
        for name, head, words in items
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">'
        f"<channel><title>{escape(title)}</title><link>{escape(at)}</link>{made}</channel></rss>"
    )


def page(title: str, *paragraphs: str) -> str:
    """A page with an article."""
    body = "".join(f"<p>{words}</p>" for words in paragraphs)
    return (
        f"<!doctype html><html lang='id'><head><title>{title}</title></head>"
        f"<body><article><h1>{title}</h1>{body}</article></body></html>"
    )


FIRE = (
    "1",
    "Gudang Terbakar di Ambon",
    "Sebuah gudang beras terbakar di Ambon, kata polisi setempat kepada wartawan.",
)
SHIP = (
    "2",
    "Kapal Karam di Selat Bali",
    "Sembilan orang selamat setelah sebuah kapal kayu karam, kata kepala pelabuhan itu.",
)
ROAD = (
    "3",
    "Jalan ke Bandara Dibuka",
    "Jalan baru menuju bandara mulai dilalui kendaraan pada hari Senin pagi.",
)
