"""Lists of subscriptions come back as they were written, whatever names and tags hold."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.errors import RefusedError
from workbench.intake.subscriptions.listed import (
    Listed,
    feed_address,
    name_of,
    tags_of,
    without_password,
)
from workbench.intake.subscriptions.opml import read_opml, write_opml
from workbench.intake.subscriptions.urls_file import read_urls, write_urls

WORDS = st.text(st.characters(codec="utf-8"), max_size=12).map(name_of)
NAMES = WORDS.filter(lambda words: words.strip("/ ") == words)
ADDRESSES = st.sampled_from(
    ("https://satu.example/?a=1&b=%22<2>#x", "http://[2001:db8::1]:81/rss", "https://é.example/ü")
)
LISTED = st.builds(
    Listed, ADDRESSES, NAMES, st.lists(NAMES, max_size=3).map(lambda tags: tags_of(tags))
)


@settings(max_examples=60, deadline=None)
@given(st.lists(LISTED, max_size=4))
def test_a_urls_file_is_read_as_it_is_written(listed: list[Listed]) -> None:
    kept = [one._replace(tags=tuple(t for t in one.tags if t[0] != "~")) for one in listed]
    assert read_urls(write_urls(kept)) == kept


@settings(max_examples=60, deadline=None)
@given(st.lists(LISTED, max_size=4))
def test_opml_is_read_as_it_is_written(listed: list[Listed]) -> None:
    kept = [
        one._replace(
            name=one.name or one.address,
            tags=tuple(t for t in one.tags if "," not in t and t != "!"),
        )
        for one in listed
    ]
    assert sorted(read_opml(write_opml(kept))) == sorted(kept)


@settings(max_examples=60, deadline=None)
@given(
    st.binary(max_size=300), st.sampled_from((b"", b"<opml><body>", b'"', b"https://a.example "))
)
def test_no_list_stops_the_program(raw: bytes, before: bytes) -> None:
    for reads in (read_opml, read_urls):
        try:
            found = reads(before + raw)
        except RefusedError:
            continue
        assert all(one.address for one in found)


@pytest.mark.parametrize(
    ("words", "address"),
    [
        (" HTTPS://Satu.Example ", "https://satu.example/"),
        ("feed:https://a.example/x", "https://a.example/x"),
        ("feed://a.example/x#y", "http://a.example/x#y"),
        ("http://u:p@[::1]:80/a?b", "http://u:p@[::1]:80/a?b"),
    ],
)
def test_an_address_has_one_form(words: str, address: str) -> None:
    assert feed_address(words) == address
    assert feed_address(address) == address


@pytest.mark.parametrize(
    "words",
    ["", "satu", "file:///etc/passwd", "http://", "http://a:b/", "http://a.example/\x1b[2J",
     "https://a.example/a b", "javascript:x", "http://[::1/", "https://a.example/" + "x" * 2_000],
)  # fmt: skip
def test_what_is_no_address_is_refused(words: str) -> None:
    with pytest.raises(RefusedError):
        feed_address(words)


def test_a_login_is_not_shown() -> None:
    assert without_password("https://u:p@a.example:81/x?y") == "https://a.example:81/x?y"


@pytest.mark.parametrize(
    ("declared", "codec"),
    [("", "utf-8"), ('<?xml version="1.0" encoding="windows-1252"?>', "windows-1252"),
     ('<?xml version="1.0"?>', "utf-16")],
)  # fmt: skip
def test_opml_is_read_in_its_own_charset(declared: str, codec: str) -> None:
    words = '<opml><body><outline text="Café “Senja”" xmlUrl="https://a.example/"/></body></opml>'
    assert read_opml((declared + words).encode(codec)) == [
        Listed("https://a.example/", "Café “Senja”")
    ]


def test_folders_without_end_cost_no_more_than_their_depth() -> None:
    raw = (
        b"<opml><body>" + b'<outline text="a">' * 20_000 + b'<outline xmlUrl="https://a.example/"/>'
    )
    with pytest.raises(RefusedError, match="breaks off"):
        read_opml(raw)


NEWSBOAT = b"""<?xml version="1.0"?>
<opml version="1.0">
  <head>
    <title>newsboat - Exported Feeds</title>
  </head>
  <body>
    <outline type="rss" xmlUrl="https://satu.example/rss" htmlUrl="" title="Kabar &quot;Satu&quot; &amp; Caf&#xE9;"/>
    <outline type="rss" xmlUrl="https://dua.example/feed?a=1&amp;b=2#bagian" htmlUrl="" title=""/>
  </body>
</opml>
"""  # noqa: E501
"""As newsboat 2.21 exports a urls file (`-e`); of its searches and programs it says nothing."""


def test_what_newsboat_exports_is_read() -> None:
    assert read_opml(NEWSBOAT) == [
        Listed("https://satu.example/rss", 'Kabar "Satu" & Café'),
        Listed("https://dua.example/feed?a=1&b=2#bagian"),
    ]
